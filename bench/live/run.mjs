// Measures live documents on Polyphony, on two servers of the npm and on the limit, and prints one table.
// `cargo xtask bench live` builds and installs what is needed, and runs this.
//
//   run.mjs [--quick] [--runs N] [--cores SERVER,GENERATOR] [--rt] [--loadgen DIR] [PART…]
//
// --rt lets both run before everything else (`chrt`, as root): for a machine that others use.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { PARTS, sizes } from "./parts.mjs";
import { freePort, furnish, ROOM, SERVERS } from "./servers.mjs";
import { table } from "./table.mjs";

const { values: said, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    runs: { type: "string" },
    cores: { type: "string", default: "0,1" },
    rt: { type: "boolean", default: false },
    loadgen: { type: "string", default: import.meta.dirname },
  },
});
const unknown = chosen.find((part) => !(part in PARTS));
if (unknown) {
  console.error(`There is no part “${unknown}”. There are: ${Object.keys(PARTS).join(" ")}`);
  process.exit(2);
}
const size = sizes(said.quick);
const runs = Number(said.runs ?? (said.quick ? 1 : 3));
const [serverCore, generatorCore] = said.cores.split(",");
// Beside the checkout's other data: on a disk, as a temporary directory may not be.
const root = resolve(import.meta.dirname, "../../var/bench-live");
const results = {};

/** Runs the generator against a server, and keeps what it says. */
async function measure(part, server, command, words, { isThere, ...wanted }) {
  const folder = join(root, part);
  const place = { folder: root, data: join(folder, `${server.key}-data`), ...wanted, port: await freePort() };
  if (!isThere) {
    rmSync(place.data, { recursive: true, force: true });
    await furnish(server, place);
  }
  // The server is the generator's child, and begins as it does.
  const first = said.rt ? ["chrt", "-r", "1", "taskset"] : ["taskset"];
  const whole = [...first, "-c", generatorCore, process.execPath, join(generatorOf(command), "loadgen.mjs"), command, ...words,
    ...server.speaks(place), "--room", ROOM, "--server", server.command(place), "--cpu", serverCore];
  const began = Date.now();
  const { stdout, stderr } = spawnSync(whole[0], whole.slice(1), { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  const result = read(stdout) ?? { error: stderr || "the generator said nothing" };
  ((results[part] ??= {})[server.key] ??= []).push({ command, ...result });
  const took = ((Date.now() - began) / 1000).toFixed(0);
  console.error(`${part}, ${server.name}, ${command}: ${result.error ?? "done"} (${took} s)`);
}

/** Ours alone knows the voices of a meeting. */
const generatorOf = (command) => (command === "voices" ? import.meta.dirname : resolve(said.loadgen));

function read(line) {
  try { return JSON.parse(line.trim().split("\n").at(-1)); } catch { return undefined; }
}

/** Each server in turn, and that as often as there are runs: what disturbs one disturbs all. */
async function carryOut(part) {
  const folder = join(root, part);
  mkdirSync(folder, { recursive: true });
  const each = async (servers, work) => {
    for (let nth = 0; nth < runs; nth++) {
      for (const server of servers) {
        const run = (command, words, wanted) => measure(part, server, command, words, wanted);
        const keep = (name) => join(folder, `${server.key}-${name}`);
        await work(server, { run, keep, nth, opens: runs });
      }
    }
  };
  await PARTS[part]({ each, servers: SERVERS, size, folder });
  rmSync(folder, { recursive: true, force: true });
}

const missing = ["POLYPHONY", "BARE"].find((name) => !process.env[name]);
if (missing) {
  console.error(`${missing} must name a program; \`cargo xtask bench live\` sees to that.`);
  process.exit(2);
}
if (spawnSync("taskset", ["-c", said.cores, "true"]).status !== 0) {
  console.error(`The cores ${said.cores} cannot be had: \`taskset\` (util-linux) and two cores are needed; --cores names others.`);
  process.exit(1);
}
rmSync(root, { recursive: true, force: true });
mkdirSync(root, { recursive: true });
const filesystem = execFileSync("stat", ["-f", "-c", "%T", root], { encoding: "utf8" }).trim();
for (const part of chosen.length ? chosen : Object.keys(PARTS)) await carryOut(part);
rmSync(root, { recursive: true });
mkdirSync(root);
writeFileSync(join(root, "results.json"), JSON.stringify(results, undefined, 1));
console.log(table(results, { size, runs, filesystem, words: process.argv.slice(2) }));
const failed = Object.values(results).flatMap(Object.values).flat().filter((result) => result.error);
if (failed.length > 0) process.exitCode = 1;
