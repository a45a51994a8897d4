// The table: what each server had, ours set against the aim, and on what it was measured.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

import { SERVERS } from "./servers.mjs";

const PACKAGES = ["@hocuspocus/server", "@hocuspocus/extension-sqlite", "y-websocket", "y-leveldb", "yjs"];
const NPM = ["ywebsocket", "hocuspocus"];
/** What the generator may take of its core before times are its own rather than the server's. */
const BUSY = 90;

/** Each row: what is read from a run, and for an aim, the servers whose best is the measure. */
const rows = (size) => [
  ...[160, 2400].map((rate) => ({
    part: `crash-${rate}`, command: "crash", show: lost,
    what: `acknowledged edits lost, \`kill -9\` at ${count(rate)} edits/s`, aim: "0 in every run", isMet: nothingLost,
  })),
  { part: "load", command: "load", what: "100 rooms × 8 clients × 1 edit/s: server CPU for each delivery, µs",
    value: (run) => run.server.us_per_delivery, digits: 1, beside: ["bare"], atMost: 1.2 },
  { part: "load", command: "load", what: "the same, beside the better of the npm servers",
    value: (run) => run.server.us_per_delivery, digits: 1, beside: NPM, atMost: 1 / 2 },
  { part: "load", command: "load", what: "delay of a delivery, 50th in 100, ms", value: (run) => run.latency_ms.p50, digits: 2 },
  { part: "load", command: "load", what: "delay of a delivery, 99th in 100, ms", value: (run) => run.latency_ms.p99, digits: 1,
    beside: NPM, atMost: 1 },
  { part: "load", command: "load", what: "peak memory, MiB", value: (run) => run.server.peak_rss_mib, digits: 0,
    beside: ["hocuspocus"], atMost: 1 / 3 },
  { part: "load", command: "load", what: "every edit delivered, and fresh clients agree", show: whole, aim: "yes",
    isMet: (runs) => whole(runs) === "yes" },
  { part: "idle", command: "idle", what: `memory of an idle open document with its connection (${count(size.documents)} open), KiB`,
    value: (run) => run.kib_per_open_doc, digits: 1, beside: ["hocuspocus"], atMost: 1 / 4, isWhole: allOpened },
  { part: "long", command: "cold", what: `first open of a document of ${count(size.edits)} edits after a restart, ms`,
    value: (run) => run.first_complete_ms, digits: 0, beside: ["hocuspocus"], atMost: 1, isWhole: allOpened },
  { part: "long", command: "seed", what: "writing it in, one update for each edit, s",
    value: (run) => run.seconds, digits: 1, beside: ["ywebsocket"], atMost: 1, isWhole: (run) => !run.cut_short },
  ...voiceRows(size),
];

const voiceRows = (size) => [
  ["server CPU for each delivery, µs", (run) => run.server.us_per_delivery, 1],
  ["delay of a delivery, 50th in 100, ms", (run) => run.latency_ms.p50, 2],
  ["delay of a delivery, 99th in 100, ms", (run) => run.latency_ms.p99, 1],
  ["peak memory, MiB", (run) => run.server.peak_rss_mib, 0],
].map(([what, value, digits], nth) => ({
  part: "voices", command: "voices", value, digits,
  what: nth === 0 ? `${size.meetings} meetings × 8 voices, each in its own document: ${what}` : `the same: ${what}`,
}));

const count = (number) => number.toLocaleString("en-GB");
const sum = (runs, name) => runs.reduce((all, run) => all + run[name], 0);
const allOpened = (run) => !run.incomplete;

function lost(runs) {
  const gone = sum(runs, "lost") + sum(runs, "server_acked_lost");
  return `${count(gone)} of ${count(sum(runs, "acked_by_peer") + sum(runs, "acked_by_server"))}, ${runs.length}×`;
}

function nothingLost(runs) {
  const isSound = (run) => run.lost === 0 && run.server_acked_lost === 0 && run.n_errors === 0;
  return runs.every((run) => isSound(run) && run.acked_by_peer > 0 && run.acked_by_server > 0);
}

function whole(runs) {
  const isWhole = (run) => run.undelivered === 0 && run.missed === 0 && run.converged !== false && run.gen.closes === 0;
  return runs.every(isWhole) ? "yes" : "no";
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

const part = (ratio) => (ratio < 1 && Number.isInteger(Math.round(1 / ratio * 100) / 100) ? `1/${Math.round(1 / ratio)}` : String(ratio));

/** A row as it is printed, or nothing where it was not measured. */
function printed(row, results) {
  const of = (key) => (results[row.part]?.[key] ?? []).filter((run) => run.command === row.command);
  if (of("polyphony").length === 0) return [];
  const isSound = (runs) => runs.every((run) => !run.error && (row.isWhole?.(run) ?? true));
  const value = (key) => (of(key).length > 0 && isSound(of(key)) ? median(of(key).map(row.value)) : undefined);
  const cell = (key) => {
    if (of(key).length === 0) return "–";
    if (!isSound(of(key))) return "failed";
    return row.show ? row.show(of(key)) : value(key).toFixed(row.digits);
  };
  const cells = SERVERS.map((server) => cell(server.key));
  return [`| ${[row.what, ...cells, ...judged(row, of("polyphony"), isSound, value)].join(" | ")} |`];
}

/** The ratio, the aim, and whether it is met. */
function judged(row, ours, isSound, value) {
  const verdict = (isMet) => (isMet ? "met" : "missed");
  if (row.isMet) return ["–", row.aim, verdict(isSound(ours) && row.isMet(ours))];
  if (!row.beside) return ["–", "–", ""];
  const others = row.beside.map(value).filter((number) => number !== undefined);
  const own = value("polyphony");
  if (own === undefined || others.length === 0) return ["–", `≤ ${part(row.atMost)}`, own === undefined ? "missed" : "–"];
  const ratio = own / Math.min(...others);
  return [ratio.toFixed(2), `≤ ${part(row.atMost)}`, verdict(ratio <= row.atMost)];
}

/** The whole text, in Markdown. */
export function table(results, { size, runs, filesystem, words }) {
  const head = ["", ...SERVERS.map((server) => server.name), "ratio", "aim", ""];
  return [
    `| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`,
    ...rows(size).flatMap((row) => printed(row, results)), "",
    `\`cargo xtask bench live${words.map((word) => ` ${word}`).join("")}\`, ${new Date().toISOString().slice(0, 10)}: medians of ${runs}.  `,
    machine(filesystem), versions(), quiet(results),
  ].join("\n");
}

function machine(filesystem) {
  const [core] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} cores (${core.model.trim()}), ${memory} GiB, Linux ${release()}, data on ${filesystem}; the server on one core, the generator on another.  `;
}

function versions() {
  const version = (name) => JSON.parse(readFileSync(join(import.meta.dirname, "node_modules", name, "package.json"), "utf8")).version;
  const packages = PACKAGES.map((name) => `${name} ${version(name)}`).join(", ");
  return `Polyphony ${revision()}; Node ${process.versions.node}; ${packages}.  `;
}

function revision() {
  try {
    return execFileSync("git", ["describe", "--always", "--dirty"], { cwd: import.meta.dirname, encoding: "utf8" }).trim();
  } catch {
    return "of no known revision";
  }
}

/** How far the numbers can be trusted. */
function quiet(results) {
  const all = Object.values(results).flatMap(Object.values).flat();
  const busiest = Math.max(0, ...all.map((run) => run.gen?.cpu_pct ?? 0));
  const seconds = sum(all.filter((run) => run.seconds && run.machine), "seconds");
  const foreign = all.reduce((time, run) => time + Math.max(0, run.machine?.foreign_cpu_s ?? 0), 0);
  const share = seconds > 0 ? (100 * foreign / seconds).toFixed(0) : "0";
  const warning = busiest > BUSY ? " It was the limit: compare processor time, not delays." : "";
  return `The generator took at most ${busiest.toFixed(0)} % of its core.${warning} Other programs took ${share} % of one core meanwhile.`;
}
