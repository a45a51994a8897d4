// Open meetings as people sit at them: each client has every document of its meeting over one connection with a token
// of its own, and writes only in its own voice; the others read it.

import { readFileSync } from "node:fs";

import { Client, Line } from "./client.mjs";
import { measured } from "./measure.mjs";
import { pool, within } from "./opening.mjs";
import { o } from "./options.mjs";
import { start } from "./server.mjs";
import { anywhere } from "./speech.mjs";

export async function voices() {
  await start();
  const meetings = JSON.parse(readFileSync(o.fixture, "utf8"));
  const people = meetings.flatMap(({ documents, clients }) =>
    clients.map(({ token, writes }) => ({ documents, token, own: writes.find(isVoice), others: clients.length - 1 })));
  const [lines, writers] = [[], []];
  await pool(people, o.connect, async ({ documents, token, own, others }) => {
    const line = new Line(o.url);
    const clients = documents.map((name) => new Client(name, lines.length, { keeps: false, writes: name === own, token }));
    const synced = clients.map((client) => client.connect(line));
    lines.push(line);
    await within(o["connect-timeout"] * 1000, Promise.all(synced), own);
    const writer = clients.find((client) => client.room === own);
    writer.peers = others;
    writer.startAt(anywhere());
    writers.push(writer);
  });
  const each = meetings[0];
  const size = { meetings: meetings.length, clients: each.clients.length, documents: each.documents.length };
  return { ...size, rate: o.rate, ...await measured(writers, lines) };
}

const isVoice = (name) => name.includes("/voice/");
