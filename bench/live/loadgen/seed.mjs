// Writes a history, one update for each edit, and notes what a reader must find.

import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { Client, now } from "./client.mjs";
import { rounded } from "./measure.mjs";
import { pool, rooms, within } from "./opening.mjs";
import { o } from "./options.mjs";
import { start, usage } from "./server.mjs";
import { anywhere } from "./speech.mjs";

const PATIENCE = 60_000;
const LOOK = 32; // edits between two looks at how far the reader is
const ROOMS_AT_ONCE = 16;

export async function seed() {
  await start();
  const began = now();
  const expected = {};
  let [edits, cutShort] = [0, 0];
  await pool(rooms(), ROOMS_AT_ONCE, async (room) => {
    // The reader holds the writer back: what it has, others have.
    const [writer, reader] = [0, 1].map((voice) => new Client(room, voice, { keeps: false }));
    await within(PATIENCE, writer.connect(), room);
    await within(PATIENCE, reader.connect(), room);
    writer.startAt(o.rooms > 1 ? anywhere() : 0);
    writer.peers = 1;
    const onTheWay = () => writer.author.ends.length - (reader.next.get(writer.doc.clientID) ?? 0);
    for (let made = 1; made <= o.edits; made++) {
      writer.edit();
      edits++;
      if (made % LOOK === 0) await until(() => onTheWay() <= o.window, room);
      if (now() - began > o["max-seconds"] * 1000) {
        cutShort++;
        break;
      }
    }
    await until(() => onTheWay() === 0, room);
    expected[room] = { [writer.doc.clientID]: writer.clock() };
    writer.close();
    reader.close();
  });
  const seconds = (now() - began) / 1000;
  if (o.expect) writeFileSync(o.expect, JSON.stringify(expected));
  await sleep(o.settle * 1000);
  const { cpu, peak } = usage();
  return {
    rooms: o.rooms, edits, cut_short: cutShort, seconds: rounded(seconds), edits_s: rounded(edits / seconds),
    server: { cpu_s: rounded(cpu), peak_rss_mib: rounded(peak) },
  };
}

async function until(holds, room) {
  const began = now();
  while (!holds()) {
    await sleep(1);
    if (now() - began > PATIENCE) throw new Error(`the reader of ${room} gets nothing more`);
  }
}
