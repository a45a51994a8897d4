// The server as a process: started, pinned to a core, killed, and what it costs by /proc.

import { spawn } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { now } from "./client.mjs";
import { o } from "./options.mjs";

const LOG = "server.log"; // what it says, in the folder we run in
const TICKS = 100; // of /proc in a second
const PATIENCE = 20_000;

let server = null;

/** Starts it, and comes back with how long it took until it listened. */
export async function start() {
  if (!o.server) return 0;
  const began = now();
  const words = ["sh", "-c", `exec ${o.server}`];
  const [program, ...rest] = o.cpu === "" ? words : ["taskset", "-c", o.cpu, ...words];
  const log = openSync(LOG, "a");
  const child = server = spawn(program, rest, { stdio: ["ignore", log, log], detached: true });
  child.ended = new Promise((resolve) => child.once("exit", (code, signal) => {
    child.end = String(code ?? signal);
    resolve();
  }));
  child.once("error", (error) => { child.end = String(error); });
  while (!(await listens())) {
    if (child.end) throw new Error(`the server ended with ${child.end}; see ${LOG}`);
    if (now() - began > o["ready-timeout"] * 1000) throw new Error("the server does not listen");
    await sleep(20);
  }
  return now() - began;
}

function listens() {
  const { hostname, port } = new URL(o.url.replaceAll("{room}", "x"));
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => { socket.destroy(); resolve(true); });
    socket.on("error", () => resolve(false));
  });
}

/** Ends it with everything that it started. */
export async function stop(signal = "SIGTERM") {
  if (!server) return;
  const child = server;
  server = null;
  for (const each of [signal, "SIGKILL"]) {
    if (child.end) return;
    try { process.kill(-child.pid, each); } catch { /* it has just ended */ }
    await Promise.race([child.ended, sleep(PATIENCE)]);
  }
}

process.on("exit", () => {
  if (!server || server.end) return;
  try { process.kill(-server.pid, "SIGKILL"); } catch { /* it has just ended */ }
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

/** Processor seconds and memory (MiB) of the server and what it started, and the busy seconds of the whole machine. */
export function usage() {
  const all = { cpu: 0, rss: 0, peak: 0, written: 0, busy: machineBusy() };
  for (const pid of server ? family(server.pid) : []) {
    try {
      const read = (name) => readFileSync(`/proc/${pid}/${name}`, "utf8");
      const [, , , , , , , , , , , user, system] = fields(read("stat"));
      const status = read("status");
      const mib = (pattern) => Number(pattern.exec(status)?.[1] ?? 0) / 1024;
      all.cpu += (Number(user) + Number(system)) / TICKS;
      all.rss += mib(/VmRSS:\s+(\d+)/);
      all.peak += mib(/VmHWM:\s+(\d+)/);
      all.written += Number(/^write_bytes: (\d+)/m.exec(read("io"))?.[1] ?? 0);
    } catch { /* it has just ended */ }
  }
  return all;
}

function machineBusy() {
  const line = /^cpu +(.*)$/m.exec(readFileSync("/proc/stat", "utf8"))[1];
  const [user, nice, system] = line.split(/\s+/).map(Number);
  return (user + nice + system) / TICKS;
}

/** What stands behind the name: state, parent, … */
const fields = (stat) => stat.slice(stat.lastIndexOf(")") + 2).split(" ");

function family(first) {
  const children = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      const parent = Number(fields(readFileSync(`/proc/${pid}/stat`, "utf8"))[1]);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    } catch { /* it has just ended */ }
  }
  const found = [first];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}
