// Loads, opens, holds open and kills a server of live documents, and prints one line of JSON about it.
// Usage: node loadgen.mjs load|seed|cold|idle|crash|voices [--option value …]; the options stand in loadgen/options.mjs.

import { cold, idle } from "./loadgen/opening.mjs";
import { crash } from "./loadgen/crash.mjs";
import { load } from "./loadgen/load.mjs";
import { command, o } from "./loadgen/options.mjs";
import { seed } from "./loadgen/seed.mjs";
import { stop } from "./loadgen/server.mjs";
import { voices } from "./loadgen/voices.mjs";

const COMMANDS = { load, seed, cold, idle, crash, voices };

if (!(command in COMMANDS)) {
  console.error(`usage: node loadgen.mjs ${Object.keys(COMMANDS).join("|")} [--option value …]`);
  process.exit(2);
}
let said;
try {
  said = await COMMANDS[command]();
} catch (error) {
  said = { error: String(error.stack ?? error) };
}
console.log(JSON.stringify({ cmd: command, adapter: o.adapter, ...said }));
await stop("SIGKILL");
process.exit(said.error ? 1 : 0);
