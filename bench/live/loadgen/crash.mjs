// kill -9 while people write. Those who wrote are cut off before the server comes back, so that they cannot mend it.
// An edit is acknowledged when another client had received it, or when the server had answered it.

import { setTimeout as sleep } from "node:timers/promises";

import { count, drive, rounded } from "./measure.mjs";
import { opened, openRooms, pool, rooms } from "./opening.mjs";
import { o } from "./options.mjs";
import { start, stop } from "./server.mjs";
import { anywhere } from "./speech.mjs";

const ROOMS_AT_ONCE = 16;

export async function crash() {
  await start();
  const clients = await openRooms(rooms(), o.clients);
  for (const client of clients) client.startAt(anywhere());
  count();
  const stopDriving = drive(clients, clients.length * o.rate);
  await sleep(o["kill-after"] * 1000);
  const killed = stop("SIGKILL");
  stopDriving();
  await killed;
  await sleep(1000); // what lies in our own buffers had been sent
  for (const client of clients) client.line.cut();
  const boot = await start();
  await sleep(500);
  const found = { sent: 0, acked_by_peer: 0, lost: 0, acked_by_server: 0, server_acked_lost: 0, recovered: 0 };
  const errors = [];
  await pool(rooms(), ROOMS_AT_ONCE, async (room) => {
    const fresh = await opened(room, null, { quiet: o.settle * 1000 });
    if (fresh.error) errors.push(fresh.error);
    for (const { author } of clients.filter((client) => client.room === room)) compare(author, fresh.client, found);
    fresh.client?.close();
  });
  return {
    rooms: o.rooms, clients: o.clients, rate: o.rate, ...found,
    lost_pct: rounded(100 * found.lost / Math.max(1, found.acked_by_peer)), restart_ms: rounded(boot),
    errors: errors.slice(0, 3), n_errors: errors.length,
  };
}

/** Adds what a fresh client has, and has not, of an author's edits. */
function compare(author, fresh, found) {
  const has = fresh?.clock(author.client.doc.clientID) ?? 0;
  for (const end of author.ends) {
    const isThere = end <= has;
    found.sent++;
    if (isThere) found.recovered++;
    if (end <= author.reachedEnd) {
      found.acked_by_peer++;
      if (!isThere) found.lost++;
    }
    if (end <= author.answeredEnd) {
      found.acked_by_server++;
      if (!isThere) found.server_acked_lost++;
    }
  }
}
