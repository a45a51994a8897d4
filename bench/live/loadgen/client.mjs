// One document at one client: it writes, and notes when each edit of anybody reaches it.

import { performance } from "node:perf_hooks";
import WebSocket from "ws";
import * as Y from "yjs";

import { o } from "./options.mjs";
import { ADAPTERS, nameOf } from "./protocol.mjs";
import { patchAt } from "./speech.mjs";

export const now = () => performance.now();

/** Who writes, by their number in Yjs. */
const authors = new Map();

/** What is counted while it is on: edits made between `from` and `until`. */
export const tally = {
  on: false, from: 0, until: 0, latencies: [], edits: 0, deliveries: 0, frames: 0, missed: 0, outstanding: 0, closes: 0,
};

const isCounted = (time) => time >= tally.from && time < tally.until;

/** A WebSocket, with one document or several. */
export class Line {
  clients = new Map();

  constructor(url) {
    this.began = now();
    this.ws = new WebSocket(url, { perMessageDeflate: false, skipUTF8Validation: true, maxPayload: 1 << 30 });
    this.ws.binaryType = "nodebuffer";
    const each = (what) => this.clients.forEach(what);
    this.ws.on("open", () => {
      this.opened = now() - this.began;
      this.socket = this.ws._socket;
      this.socket.setNoDelay(true);
      each((client) => client.adapter.open());
    });
    this.ws.on("message", (bytes) => {
      if (tally.on) tally.frames++;
      const client = this.only ?? this.clients.get(nameOf(bytes));
      if (client === undefined) return;
      client.frames++;
      client.adapter.take(bytes);
    });
    this.ws.on("error", (error) => each((client) => client.fail(error)));
    this.ws.on("close", (code) => {
      if (!this.isClosing) tally.closes++;
      each((client) => client.fail(new Error(`closed with ${code}`)));
    });
  }

  add(client) {
    this.clients.set(client.room, client);
    this.only = this.clients.size === 1 ? client : undefined;
  }

  send(frame) { if (this.ws.readyState === WebSocket.OPEN) this.ws.send(frame); }

  /** Cuts it off: nothing more goes out. */
  cut() {
    this.isClosing = true;
    this.ws.terminate();
  }
}

export class Client {
  doc = new Y.Doc();
  /** Where each of its edits begins and ends in its own clock, when it was made, how far peers and the server have it. */
  author = { client: this, starts: [], ends: [], times: [], reachedEnd: 0, answeredEnd: 0 };
  /** By author: the next edit that has not come. */
  next = new Map();
  frames = 0;
  applying = 0;
  peers = 0;
  #at = 0;
  #turn = null;
  #turnEdits = 0;
  #end = 0;

  constructor(room, voice, { keeps = true, writes = true, token } = {}) {
    Object.assign(this, { room, voice, keeps, token });
    authors.set(this.doc.clientID, this.author);
    this.adapter = new ADAPTERS[o.adapter](this);
    if (writes) {
      this.doc.on("update", (update, origin) => {
        if (origin !== this) this.send(this.adapter.update(update), true);
      });
    }
    this.synced = new Promise((resolve, reject) => { this.isSynced = resolve; this.fail = reject; });
    this.synced.catch(() => {});
  }

  /** Comes back when it has what the server has. */
  connect(line = new Line(o.url.replaceAll("{room}", encodeURIComponent(this.room)))) {
    this.line = line;
    line.add(this);
    return this.synced;
  }

  startAt(place) { this.#at = place; }

  send(frame, carriesUpdate) {
    if (carriesUpdate) this.adapter.sent?.push(this.#end || -1);
    this.line.send(frame);
  }

  received(update, isStepTwo) {
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [id, end] of to) this.#note(id, from.get(id), end);
    if (this.keeps || isStepTwo) {
      const began = now();
      Y.applyUpdate(this.doc, update, this);
      this.applying += now() - began;
    }
    if (isStepTwo) {
      this.steppedTwo ??= now() - this.line.began;
      this.isSynced();
    }
    this.afterUpdate?.();
  }

  /** An author's writing from one clock to another has come. */
  #note(id, start, end) {
    const author = authors.get(id);
    if (author === undefined) return;
    if (author.client === this) { // an echo is an answer
      author.answeredEnd = Math.max(author.answeredEnd, end);
      return;
    }
    let at = this.next.get(id) ?? 0;
    for (; at < author.ends.length && author.ends[at] <= end; at++) {
      const counts = isCounted(author.times[at]);
      if (counts) tally.outstanding--;
      if (author.starts[at] < start) {
        if (counts) tally.missed++;
        continue;
      }
      if (counts) tally.latencies.push(now() - author.times[at]);
      if (tally.on) tally.deliveries++;
    }
    this.next.set(id, at);
    author.reachedEnd = Math.max(author.reachedEnd, end);
  }

  /** One edit is one transaction: keys are typed until enough characters stand there. */
  edit() {
    const time = now();
    if (this.#turn === null || ++this.#turnEdits > o["turn-edits"]) this.#newTurn();
    const patches = [];
    let inserted = 0;
    while (inserted < o.size) {
      const patch = patchAt(this.#at++);
      patches.push(patch);
      inserted += patch[2].length;
    }
    const start = this.clock();
    // The update is sent from within the transaction, so its end must be known before.
    this.#end = start + inserted;
    this.author.starts.push(start);
    this.author.ends.push(this.#end);
    this.author.times.push(time);
    this.doc.transact(() => patches.forEach((patch) => this.#type(...patch)));
    this.#end = 0;
    if (tally.on && isCounted(time)) {
      tally.edits++;
      tally.outstanding += this.peers;
    }
  }

  #type(place, deletes, inserts) {
    const from = Math.min(place, this.#turn.length);
    const gone = Math.min(deletes, this.#turn.length - from);
    if (gone > 0) this.#turn.delete(from, gone);
    if (inserts) this.#turn.insert(from, inserts);
  }

  #newTurn() {
    this.doc.transact(() => {
      const turn = new Y.Map();
      turn.set("voice", `voice-${this.voice}`);
      turn.set("text", this.#turn = new Y.Text());
      this.doc.getArray("turns").push([turn]);
    });
    this.#turnEdits = 0;
  }

  /** How far an author's writing is there. */
  clock(id = this.doc.clientID) { return Y.getState(this.doc.store, id); }

  turns() { return JSON.stringify(this.doc.getArray("turns")); }

  close() {
    this.line?.cut();
    this.doc.destroy();
    authors.delete(this.doc.clientID);
  }
}
