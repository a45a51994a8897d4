// Edits at times of chance (as many as a second should have, whether or not the server keeps up), and what came of them.

import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

import { now, tally } from "./client.mjs";
import { o } from "./options.mjs";
import { usage } from "./server.mjs";
import { chance, shuffled } from "./speech.mjs";

const AT_ONCE = 32; // edits that are late and made together, at most

export const rounded = (number) => Math.round(number * 100) / 100;

/** Lets clients write, one after another; gives a way to stop them. */
export function drive(clients, editsPerSecond) {
  const order = shuffled(clients);
  let [turn, due, isStopped] = [0, now(), false];
  const step = () => {
    if (isStopped) return;
    const time = now();
    for (let made = 0; due <= time && made < AT_ONCE; made++) {
      order[turn].edit();
      turn = (turn + 1) % order.length;
      due += -Math.log(1 - chance()) * 1000 / editsPerSecond;
    }
    const wait = due - now();
    if (wait > 1.2) setTimeout(step, wait - 0.6); else setImmediate(step);
  };
  step();
  return () => { isStopped = true; };
}

/** Begins to count. */
export function count() {
  Object.assign(tally, {
    on: true, from: now(), until: Infinity, latencies: [], edits: 0, deliveries: 0, frames: 0, missed: 0, outstanding: 0,
  });
}

/** Lets clients write for the warm-up and the duration, and tells what the duration had; every line is waited for. */
export async function measured(writers, lines) {
  const stopDriving = drive(writers, writers.length * o.rate);
  await sleep(o.warmup * 1000);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const before = { server: usage(), bytes: bytesIn(lines), own: process.cpuUsage() };
  count();
  await sleep(o.duration * 1000);
  const until = tally.until = now();
  const after = { server: usage(), bytes: bytesIn(lines), own: process.cpuUsage(before.own) };
  loop.disable();
  const { deliveries } = tally;
  tally.on = false;
  stopDriving();
  while (tally.outstanding > 0 && now() - until < o.drain * 1000) await sleep(20);
  const seconds = (until - tally.from) / 1000;
  const own = (after.own.user + after.own.system) / 1e6;
  const cpu = after.server.cpu - before.server.cpu;
  return {
    seconds: rounded(seconds), edits: tally.edits, edits_s: rounded(tally.edits / seconds),
    deliveries_s: rounded(deliveries / seconds), undelivered: tally.outstanding, missed: tally.missed,
    latency_ms: quantiles(tally.latencies),
    server: {
      cpu_pct: rounded(100 * cpu / seconds), us_per_delivery: rounded(1e6 * cpu / Math.max(1, deliveries)),
      rss_mib: rounded(after.server.rss), peak_rss_mib: rounded(after.server.peak),
      disk_write_kib: rounded((after.server.written - before.server.written) / 1024),
    },
    wire: { in_per_delivery: rounded((after.bytes - before.bytes) / Math.max(1, deliveries)) },
    gen: { cpu_pct: rounded(100 * own / seconds), loop_p99_ms: rounded(loop.percentile(99) / 1e6), closes: tally.closes },
    machine: { foreign_cpu_s: rounded(after.server.busy - before.server.busy - cpu - own) },
  };
}

const bytesIn = (lines) => lines.reduce((sum, line) => sum + line.socket.bytesRead, 0);

function quantiles(times) {
  const sorted = Float64Array.from(times).sort();
  const part = (p) => (sorted.length ? rounded(sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)]) : null);
  return { n: sorted.length, p50: part(0.5), p95: part(0.95), p99: part(0.99), max: part(1) };
}
