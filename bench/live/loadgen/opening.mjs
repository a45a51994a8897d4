// Documents opened anew: how long until a fresh client has everything, and what an open one weighs.

import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { Client, now } from "./client.mjs";
import { rounded } from "./measure.mjs";
import { o } from "./options.mjs";
import { start, stop, usage } from "./server.mjs";

const AT_ONCE = 32; // documents opened at one time

/** Does something with each, so many at one time. */
export async function pool(items, width, work) {
  let at = 0;
  const worker = async () => { while (at < items.length) await work(items[at++]); };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}

/** A timer that keeps nobody from ending. */
const after = (milliseconds, value) => sleep(milliseconds, value, { ref: false });

export const within = (milliseconds, what, name) =>
  Promise.race([what, after(milliseconds).then(() => { throw new Error(`too late: ${name}`); })]);

export const rooms = () => Array.from({ length: o.rooms }, (_, at) => `${o.room || `room${process.pid}`}-${at}`);

/** So many clients in each room, in step with the server. */
export async function openRooms(names, each) {
  const keeps = (at) => o.apply === "all" || (o.apply === "one" && at === 0);
  const clients = names.flatMap((room) => Array.from({ length: each }, (_, at) => new Client(room, at, { keeps: keeps(at) })));
  for (const client of clients) client.peers = each - 1;
  await pool(clients, o.connect, (client) => within(o["connect-timeout"] * 1000, client.connect(), client.room));
  return clients;
}

/** By room and author: how far a fresh client must have it. */
export function expectations(clients) {
  const all = {};
  for (const client of clients) (all[client.room] ??= {})[client.doc.clientID] = client.clock();
  return all;
}

export const readExpectations = () => JSON.parse(readFileSync(o.expect, "utf8"));

/** A fresh client: the time until sync step 2, and until it has everything that is expected; it stays open. */
export async function opened(room, expected, { quiet = 0, patience = o["connect-timeout"] * 1000 } = {}) {
  const client = new Client(room, 99, { writes: false });
  const hasAll = () => Object.entries(expected ?? {}).every(([id, clock]) => client.clock(Number(id)) >= clock);
  let last = now();
  const complete = new Promise((resolve) => {
    client.afterUpdate = () => {
      last = now();
      if (hasAll()) resolve(now() - client.line.began);
    };
  });
  try {
    await within(patience, client.connect(), `opening ${room}`);
  } catch (error) {
    client.close();
    return { error: String(error.message) };
  }
  const took = expected && await (hasAll() ? now() - client.line.began : Promise.race([complete, after(patience, null)]));
  while (quiet && now() - last < quiet) await sleep(50);
  return {
    client,
    step2_ms: client.steppedTwo === undefined ? null : rounded(client.steppedTwo),
    complete_ms: took === null || took === undefined ? null : rounded(took),
    apply_ms: rounded(client.applying), bytes: client.line.socket.bytesRead, frames: client.frames,
  };
}

/** Opens the expected rooms with fresh clients, the server new each time with --restart; and then once more, warm. */
export async function cold() {
  const expected = Object.entries(readExpectations());
  const opens = [];
  let boot = await start();
  for (let at = 0; at < o.opens; at++) {
    if (o.restart && at > 0) {
      await stop();
      boot = await start();
    }
    const [room, clocks] = expected[at % expected.length];
    const before = usage();
    const { client, ...first } = await opened(room, clocks);
    const { client: again, ...warm } = await opened(room, clocks);
    again?.close();
    await sleep(500);
    const now = usage();
    opens.push({ boot_ms: rounded(boot), first, warm, rss_before: rounded(before.rss), peak: rounded(now.peak) });
    client?.close();
    await sleep(200);
  }
  const median = (of) => {
    const all = opens.map(of).filter((each) => typeof each === "number").sort((a, b) => a - b);
    return all[all.length >> 1] ?? null;
  };
  return {
    opens: opens.length, incomplete: opens.filter((each) => typeof each.first.complete_ms !== "number").length,
    boot_ms: median((each) => each.boot_ms), first_complete_ms: median((each) => each.first.complete_ms),
    warm_complete_ms: median((each) => each.warm.complete_ms), peak_mib: median((each) => each.peak), detail: opens,
  };
}

/** Holds each expected room open with one client, and reads what the server weighs more than before. */
export async function idle() {
  await start();
  await sleep(1000);
  const expected = readExpectations();
  const names = Object.keys(expected);
  const before = usage();
  const began = now();
  let incomplete = 0;
  await pool(names, AT_ONCE, async (room) => {
    const { client, complete_ms: took } = await opened(room, expected[room], { patience: 30_000 });
    if (typeof took !== "number") incomplete++;
    // Our own copy is not needed any more; the connection stays.
    client?.doc.destroy();
  });
  const took = now() - began;
  await sleep(o.hold * 1000);
  const held = usage();
  await sleep(3000);
  const later = usage();
  return {
    docs: names.length, incomplete, open_all_ms: rounded(took), rss0_mib: rounded(before.rss), rss_mib: rounded(held.rss),
    peak_mib: rounded(held.peak), kib_per_open_doc: rounded((held.rss - before.rss) * 1024 / names.length),
    open_cpu_s: rounded(held.cpu - before.cpu), idle_cpu_pct: rounded((later.cpu - held.cpu) / 3 * 100),
  };
}
