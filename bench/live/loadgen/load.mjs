// Many rooms at ordinary speed; at the end fresh clients must find what those saw who were there.

import { setTimeout as sleep } from "node:timers/promises";

import { measured } from "./measure.mjs";
import { expectations, opened, openRooms, rooms } from "./opening.mjs";
import { o } from "./options.mjs";
import { start } from "./server.mjs";
import { anywhere } from "./speech.mjs";

const LOOKED_AT = 5; // rooms

export async function load() {
  await start();
  const clients = await openRooms(rooms(), o.clients);
  for (const client of clients) client.startAt(anywhere());
  const result = await measured(clients, clients.map((client) => client.line));
  await sleep(300);
  const converged = o.adapter === "raw" ? null : await agree(clients);
  return { rooms: o.rooms, clients: o.clients, rate: o.rate, size: o.size, converged, ...result };
}

/** Whether a fresh client holds every author's edits, and the same words as a replica that saw them come. */
async function agree(clients) {
  const expected = expectations(clients);
  for (const room of rooms().slice(0, LOOKED_AT)) {
    const fresh = await opened(room, expected[room], { patience: 10_000 });
    const seen = clients.find((client) => client.room === room && client.keeps);
    const isSame = typeof fresh.complete_ms === "number" && (!seen || seen.turns() === fresh.client.turns());
    fresh.client?.close();
    if (!isSame) return false;
  }
  return true;
}
