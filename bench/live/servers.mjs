// The servers that are measured: how each is started with its data, and what it speaks.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What the rooms are called: "room-0", "room-1", … */
export const ROOM = "room";

const here = (path) => join(import.meta.dirname, path);
const quoted = (words) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");

/** A port that nobody has. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Ours within it: the key lies beside the data. */
const service = (data) => join(data, "service");

const polyphony = {
  key: "polyphony", name: "Polyphony, SQLite",
  command: ({ port, data, meetings, fixture }) => {
    const words = ["demo", "--listen", `127.0.0.1:${port}`, "--data", service(data), "--meetings", String(meetings)];
    const kind = fixture ? ["--live-fixture", fixture.file, "--voices", String(fixture.voices)] : ["--live-rooms", ROOM];
    return quoted([process.env.POLYPHONY, ...words, ...kind]);
  },
  speaks: ({ port, data, fixture }) => ["--adapter", "hocuspocus", "--url", `ws://127.0.0.1:${port}/live`,
    ...(fixture ? [] : ["--token", readFileSync(join(service(data), "live-token"), "utf8").trim()])],
};

const bare = {
  key: "bare", name: "bare broadcaster, fsync",
  command: ({ port, data }) => quoted([process.env.BARE, String(port), data]),
  speaks: ({ port }) => ["--adapter", "raw", "--url", `ws://127.0.0.1:${port}/{room}`],
};

const yWebsocket = {
  key: "ywebsocket", name: "y-websocket, LevelDB",
  command: ({ port, data }) => quoted(["env", "HOST=127.0.0.1", `PORT=${port}`, `YPERSISTENCE=${data}`,
    process.execPath, here("node_modules/y-websocket/bin/server.cjs")]),
  speaks: ({ port }) => ["--adapter", "y", "--url", `ws://127.0.0.1:${port}/{room}`],
};

const hocuspocus = {
  key: "hocuspocus", name: "Hocuspocus, SQLite",
  command: ({ port, data }) => quoted(["env", `PORT=${port}`, `DATA=${data}`, process.execPath, here("peers/hocuspocus.mjs")]),
  speaks: ({ port }) => ["--adapter", "hocuspocus", "--url", `ws://127.0.0.1:${port}/{room}`],
};

/** In the order of the table's columns. */
export const SERVERS = [polyphony, bare, yWebsocket, hocuspocus];

/** A directory of data for a server; ours comes with its meetings open, copied from one that is made once. */
export async function furnish(server, place) {
  if (server !== polyphony) {
    mkdirSync(place.data, { recursive: true });
    return;
  }
  const made = join(place.folder, `made-${place.fixture ? "voices" : "rooms"}-${place.meetings}`);
  if (mkdirSync(made, { recursive: true })) await openMeetings({ ...place, data: made });
  cpSync(made, place.data, { recursive: true });
}

async function openMeetings(place) {
  const child = spawn("sh", ["-c", `exec ${polyphony.command(place)}`], { stdio: ["ignore", "ignore", "inherit"] });
  const end = once(child, "exit").then(([code]) => { throw new Error(`Polyphony ended with ${code}`); });
  await Promise.race([end, listens(place.port)]);
  child.kill("SIGTERM");
  await end.catch(() => {});
}

async function listens(port) {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isThere) return;
    await sleep(100);
  }
}
