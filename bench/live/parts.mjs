// The parts of the measurement: which servers, which load, in which order.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

const CLIENTS = 8;

/** How long and how much; `--quick` is for trying out. Hocuspocus saves at the latest after ten seconds: killed before, it has nothing. */
const WHOLE = { load: 10, warmup: 3, kill: 13, documents: 1000, edits: 182_000, meetings: 100 };
const QUICK = { load: 5, warmup: 2, kill: 4, documents: 100, edits: 20_000, meetings: 20 };
const VOICES = 7;

export const sizes = (isQuick) => (isQuick ? QUICK : WHOLE);

const options = (named) => Object.entries(named).flatMap(([name, value]) => [`--${name}`, String(value)]);

/** Kills at so many edits a second: ours each time, the others once, for comparison. */
const crash = (rate) => async ({ each, servers, size }) => {
  const rooms = 10;
  const said = options({ rooms, clients: CLIENTS, rate: rate / rooms / CLIENTS, "kill-after": size.kill, settle: 1 });
  await each(servers, async (server, { run, nth }) => {
    if (nth === 0 || server.key === "polyphony") await run("crash", said, { meetings: rooms });
  });
};

async function load({ each, servers, size }) {
  const rooms = 100;
  const said = options({ rooms, clients: CLIENTS, rate: 1, duration: size.load, warmup: size.warmup });
  await each(servers, (server, { run }) => run("load", said, { meetings: rooms }));
}

/** Documents of fifty edits, open with one client each. */
async function idle({ each, servers, size }) {
  const rooms = size.documents;
  await each(servers.filter((server) => server.key !== "bare"), async (server, { run, keep, nth }) => {
    if (nth > 0 && server.key === "ywebsocket") return;
    const expect = keep("expect.json");
    const place = { meetings: rooms, data: keep("data") };
    if (nth === 0) await run("seed", options({ rooms, edits: 50, expect, settle: 4 }), place);
    await run("idle", options({ expect, hold: 4 }), { ...place, isThere: true });
  });
}

/**
 * A long document: written in, then opened as often as there are runs, the server new each time.
 * Writing it in is compared with y-websocket, opening it with Hocuspocus: that one writes it once.
 */
async function long({ each, servers, size }) {
  const compared = servers.filter((server) => server.key !== "bare");
  await each(compared, async (server, { run, keep, nth, opens }) => {
    if (nth > 0 && server.key === "hocuspocus") return;
    const expect = keep(`expect-${nth}.json`);
    const place = { meetings: 1, data: keep(`data-${nth}`) };
    const edits = { rooms: 1, edits: size.edits, size: 1, "turn-edits": 1_000_000, expect, settle: 4 };
    await run("seed", options(edits), place);
    // What y-websocket has still to write when it is stopped would be missing: it is not opened.
    if (nth === 0 && server.key !== "ywebsocket") {
      await run("cold", [...options({ expect, opens }), "--restart"], { ...place, isThere: true });
    }
  });
}

/** Meetings as people sit at them; nobody else has such rights, so there is nothing to compare with. */
async function voices({ each, servers, size, folder }) {
  const fixture = { file: join(folder, "fixture.json"), voices: VOICES };
  writeFileSync(fixture.file, "[]");
  const said = options({ fixture: fixture.file, rate: 1, duration: size.load, warmup: size.warmup });
  const ours = servers.filter((server) => server.key === "polyphony");
  await each(ours, (server, { run }) => run("voices", said, { meetings: size.meetings, fixture }));
}

export const PARTS = { "crash-160": crash(160), "crash-2400": crash(2400), load, idle, long, voices };
