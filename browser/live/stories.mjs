// The live page's socket as the real provider finds it, told as stories against the served program.
//
// POLYPHONY names the program; `cargo xtask test` sets it. Nothing here waits for time to pass.

import assert from "node:assert/strict";
import { once } from "node:events";

import WebSocket from "ws";
import * as Y from "yjs";
import * as encoding from "lib0/encoding";

import { open, reads, saved, socket, synced, until, words } from "./clients.mjs";
import { Server } from "./server.mjs";

/** The first voice of a meeting, with somebody else who is there. */
function people(meeting) {
  const [practitioner, one, other] = meeting.clients;
  return { practitioner, one, other, shared: one.writes[0], voice: one.writes[1] };
}

/** Everything that a new client finds. */
async function found(server, name, token) {
  const at = socket(server.url);
  const provider = open(at, name, token);
  await synced(provider);
  const text = words(provider).toString();
  at.destroy();
  return text;
}

/** A page of the served program as somebody sees it, or the answer to a form of theirs. */
async function page(server, token, path, form) {
  const headers = { cookie: `polyphony=${token}`, "sec-fetch-site": "same-origin" };
  const sent = form && { method: "POST", body: new URLSearchParams(form) };
  const answer = await fetch(`http://${server.host}${path}`, { headers, redirect: "manual", ...sent });
  return { status: answer.status, text: await answer.text() };
}

/** A page once it holds a text; it is looked at again as long as it does not. */
async function shows(server, token, path, text) {
  const late = Date.now() + 20_000;
  for (;;) {
    const seen = await page(server, token, path);
    if (seen.text.includes(text)) return seen.text;
    assert.ok(Date.now() < late, `“${text}” is not on ${path} (${seen.status})`);
  }
}

const stories = {
  async "several documents over one connection, seen by the others, and saved"(server) {
    const { one, other, shared, voice } = people(server.meetings[0]);
    const [mine, theirs] = [socket(server.url), socket(server.url)];
    const [a, b] = [open(mine, shared, one.token), open(mine, voice, one.token)];
    const [c, d] = [open(theirs, shared, other.token), open(theirs, voice, other.token)];
    await Promise.all([a, b, c, d].map(synced));
    words(a).insert(0, "What shall we speak of?");
    words(b).insert(0, "I have not slept, åäö 🌱.");
    await Promise.all([saved(a), saved(b), reads(c, "What shall we speak of?"), reads(d, "I have not slept, åäö 🌱.")]);
    assert.deepEqual([a, b, c, d].map((one) => one.authorizedScope), ["read-write", "read-write", "read-write", "readonly"]);
    a.setAwarenessField("name", "one");
    await until(c, () => [...c.awareness.getStates().values()].some((state) => state.name === "one"), "who is here");
    mine.destroy();
    await until(c, () => ![...c.awareness.getStates().values()].some((state) => state.name === "one"), "who has left");
    theirs.destroy();
  },

  async "what is written without signal arrives when it is back, on both sides"(server) {
    const { practitioner, one, shared } = people(server.meetings[1]);
    const [mine, theirs] = [socket(server.url), socket(server.url)];
    const [a, b] = [open(mine, shared, one.token), open(theirs, shared, practitioner.token)];
    await Promise.all([synced(a), synced(b)]);
    mine.disconnect();
    await until(a, () => !a.synced, "no signal");
    words(a).insert(0, "On the train. ");
    words(b).insert(0, "In the kitchen. ");
    await saved(b);
    mine.connect();
    await saved(a);
    const both = (one) => until(one, () => ["On the train. ", "In the kitchen. "].every((t) => words(one).toString().includes(t)), "both");
    await Promise.all([both(a), both(b)]);
    assert.equal(words(a).toString(), words(b).toString());
    mine.destroy(); theirs.destroy();
  },

  async "a document of another meeting, of nobody and with no token are refused alike"(server) {
    const { one } = people(server.meetings[0]);
    const elsewhere = people(server.meetings[1]);
    const at = socket(server.url);
    for (const [name, token] of [[elsewhere.voice, one.token], [elsewhere.shared, one.token],
      ["meeting/nowhere/shared", one.token], [one.writes[1], "nobody"], [one.writes[0], ""]]) {
      let reason;
      const provider = open(at, name, token);
      provider.on("authenticationFailed", (refused) => { reason = refused.reason; });
      await until(provider, () => reason !== undefined, "refused");
      assert.equal(reason, "permission-denied");
      assert.equal(provider.synced, false);
      provider.destroy();
    }
    // The connection is still good for what is theirs.
    const own = open(at, one.writes[1], one.token);
    await synced(own);
    at.destroy();
  },

  async "promise 2: nobody writes in somebody else's voice, not even with a client of their own making"(server) {
    const { one, other, voice } = people(server.meetings[0]);
    const before = await found(server, voice, one.token);
    const [mine, theirs] = [socket(server.url), socket(server.url)];
    const owner = open(mine, voice, one.token);
    const reader = open(theirs, voice, other.token);
    await Promise.all([synced(owner), synced(reader)]);
    assert.equal(reader.authorizedScope, "readonly");
    words(reader).insert(0, "She said she is fine. ");
    // The frame itself, as a doctored client sends it: with leave to read, and with none.
    const doctored = new Y.Doc();
    doctored.getText("words").insert(0, "She said so. ");
    const frame = (name, ...kinds) => {
      const out = encoding.createEncoder();
      encoding.writeVarString(out, name);
      kinds.forEach((kind) => encoding.writeVarUint(out, kind));
      return out;
    };
    const update = frame(voice, 0, 2);
    encoding.writeVarUint8Array(update, Y.encodeStateAsUpdate(doctored));
    const asks = frame(voice, 2, 0);
    encoding.writeVarString(asks, other.token);
    for (const first of [[], [encoding.toUint8Array(asks)]]) {
      const raw = new WebSocket(server.url);
      await once(raw, "open");
      first.forEach((bytes) => raw.send(bytes));
      raw.send(encoding.toUint8Array(update));
      raw.send(encoding.toUint8Array(asks));
      // What is asked last is answered after what came before.
      await once(raw, "message");
      raw.close();
    }
    words(owner).insert(0, "Mine. ");
    await saved(owner);
    assert.equal(await found(server, voice, one.token), `Mine. ${before}`);
    assert.equal(reader.hasUnsyncedChanges, true, "the reader is not told that it is saved");
    const refused = server.told.filter((line) => line.includes("was refused"));
    assert.ok(refused.some((line) => line.includes("MayNotWrite") && line.includes(voice)), server.told.join("\n"));
    assert.ok(refused.every((line) => !line.includes("fine") && !line.includes(other.token)));
    mine.destroy(); theirs.destroy();
  },

  async "a frame that cannot be read closes the connection with a reason"(server) {
    const raw = new WebSocket(server.url);
    await once(raw, "open");
    raw.send(new Uint8Array([1, 97, 99]));
    const [code, reason] = await once(raw, "close");
    assert.deepEqual([code, reason.toString()], [4400, "this frame cannot be read"]);
  },

  async "another site's page cannot open a connection"(server) {
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://elsewhere.example" }]) {
      const raw = new WebSocket(server.url, { headers });
      const [error] = await once(raw, "error");
      assert.match(error.message, /403/);
    }
  },

  async "a telephone had no signal when the meeting was closed: its words come later, as one amendment"(server) {
    const meeting = server.meetings[2];
    const { practitioner, one, other, shared, voice } = people(meeting);
    const below = `/network/${meeting.network}/meeting/${meeting.meeting}`;
    const [mine, theirs, desk] = [socket(server.url), socket(server.url), socket(server.url)];
    const [a, b, s] = [open(mine, voice, one.token), open(theirs, voice, other.token), open(desk, shared, practitioner.token)];
    await Promise.all([a, b, s].map(synced));
    words(a).insert(0, "I slept. Forget this.");
    words(a).delete(8, 13);
    s.document.getMap("next").set("words", "We ring on Monday.");
    await Promise.all([saved(a), saved(s), reads(b, "I slept.")]);
    mine.disconnect();
    await until(a, () => !a.synced, "no signal");
    words(a).insert(8, " And I dreamt.");
    const closed = await page(server, practitioner.token, `${below}/room/close`, { "as-planned": "yes" });
    assert.equal(closed.status, 303, closed.text);
    await until(b, () => !b.synced, "closed for those who only read");
    const record = await shows(server, other.token, `${below}/record`, "I slept.");
    assert.ok(!record.includes("Forget this") && !record.includes("dreamt"));
    // It says when the words were written, by its own clock, before it hands them in.
    let heard;
    a.on("stateless", ({ payload }) => { heard = payload; });
    a.on("authenticated", () => a.sendStateless(JSON.stringify({ writtenAt: Date.now() - 3_600_000 })));
    mine.connect();
    await saved(a);
    assert.equal(heard, '{"closed":true}');
    const amended = await shows(server, other.token, `${below}/record`, "And I dreamt.");
    const count = (text, what) => text.split(what).length - 1;
    assert.ok(amended.includes("Amended"), "others see that it is an amendment");
    assert.equal(words(b).toString(), "I slept.", "nobody is sent it live");
    // Killed and back: what has been taken is not taken again, what is new is.
    mine.disconnect();
    await server.kill();
    await server.start();
    words(a).insert(words(a).length, " Of the sea.");
    const again = socket(server.url);
    const back = open(again, voice, one.token, a.document);
    await saved(back);
    again.destroy();
    const last = await shows(server, other.token, `${below}/record`, "Of the sea.");
    assert.equal(count(last, "And I dreamt."), count(amended, "And I dreamt."), "taken once");
    assert.ok(!last.includes("Forget this"));
    [mine, theirs, desk].forEach((one) => one.destroy());
  },

  async "promise 8: killed while people write, everything that was called saved is there"(server) {
    const { one, other, shared, voice } = people(server.meetings[1]);
    for (let turn = 0; turn < 3; turn += 1) {
      const sockets = [socket(server.url), socket(server.url), socket(server.url)];
      const writers = [open(sockets[0], shared, one.token), open(sockets[1], shared, other.token), open(sockets[2], voice, one.token)];
      await Promise.all(writers.map(synced));
      const acknowledged = writers.map(() => 0);
      const clock = (writer) => Y.getState(writer.document.store, writer.document.clientID);
      const enough = Promise.all(writers.map((writer, nth) => new Promise((resolve) => {
        // Written one behind the other: what is acknowledged is everything up to the last answer.
        const write = () => words(writer).insert(0, `${turn}.${nth} `);
        writer.on("unsyncedChanges", ({ number }) => {
          if (number !== 0) return;
          acknowledged[nth] = clock(writer);
          if (acknowledged[nth] > 200) resolve();
          write();
        });
        write();
      })));
      await enough;
      await server.kill();
      // Cut off first, so that the survivors do not heal the loss.
      sockets.forEach((one) => one.destroy());
      await server.start();
      for (const [nth, writer] of writers.entries()) {
        const at = socket(server.url);
        const fresh = open(at, writer.configuration.name, writer.configuration.token);
        await synced(fresh);
        const there = Y.getState(fresh.document.store, writer.document.clientID);
        assert.ok(there >= acknowledged[nth], `turn ${turn}: ${acknowledged[nth]} were called saved, ${there} are there`);
        at.destroy();
      }
    }
  },
};

const server = new Server();
const chosen = process.argv.slice(2);
let failed = 0;
try {
  await server.start();
  for (const [name, story] of Object.entries(stories)) {
    if (chosen.length > 0 && !chosen.some((word) => name.includes(word))) continue;
    try {
      await story(server);
      console.log(`live story ${name} ... ok`);
    } catch (error) {
      failed += 1;
      console.log(`live story ${name} ... FAILED`);
      console.log(error);
    }
  }
} finally {
  await server.remove();
}
process.exit(failed === 0 ? 0 : 1);
