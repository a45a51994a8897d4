// What servers of this kind speak: y-websocket's frames, Hocuspocus's, or nothing but the frames themselves.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as sync from "y-protocols/sync";

import { o } from "./options.mjs";

const SYNC = 0, AUTH = 2, SYNC_REPLY = 4, SYNC_STATUS = 8;
const TOKEN = 0, AUTHENTICATED = 2;

function frame(name, write) {
  const encoder = encoding.createEncoder();
  if (name !== undefined) encoding.writeVarString(encoder, name);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const syncFrame = (name, write) => frame(name, (encoder) => {
  encoding.writeVarUint(encoder, SYNC);
  write(encoder);
});

/** y-websocket. */
class Plain {
  constructor(client) { this.client = client; }

  get name() { return undefined; }

  open() { this.client.send(syncFrame(this.name, (encoder) => sync.writeSyncStep1(encoder, this.client.doc))); }

  update(update) { return syncFrame(this.name, (encoder) => sync.writeUpdate(encoder, update)); }

  take(bytes) {
    const decoder = decoding.createDecoder(bytes);
    this.act(decoding.readVarUint(decoder), decoder);
  }

  /** Presence and the like are passed over. */
  act(kind, decoder) {
    if (kind !== SYNC && kind !== SYNC_REPLY) return;
    const step = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    const { client } = this;
    if (step !== 0) client.received(body, step === 1);
    else client.send(syncFrame(this.name, (encoder) => sync.writeSyncStep2(encoder, client.doc, body)), true);
  }
}

/** Hocuspocus: each frame begins with the document's name; leave is asked for first, and each update is answered. */
class Hocuspocus extends Plain {
  /** The end of each edit on the way, in the order of sending; -1 for what is no edit. */
  sent = [];
  answered = 0;

  get name() { return this.client.room; }

  open() {
    this.client.send(frame(this.name, (encoder) => {
      encoding.writeVarUint(encoder, AUTH);
      encoding.writeVarUint(encoder, TOKEN);
      encoding.writeVarString(encoder, this.client.token ?? o.token);
    }));
  }

  take(bytes) {
    const decoder = decoding.createDecoder(bytes);
    decoding.readVarString(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === AUTH) {
      if (decoding.readVarUint(decoder) === AUTHENTICATED) super.open();
      else this.client.fail(new Error(`no leave for ${this.client.room}`));
    } else if (kind === SYNC_STATUS) {
      const { author } = this.client;
      author.answeredEnd = Math.max(author.answeredEnd, this.sent[this.answered++] ?? -1);
    } else this.act(kind, decoder);
  }
}

/** A broadcaster: nobody answers. */
class Raw extends Plain {
  open() { this.client.isSynced(); }
}

/** The document's name in a frame of Hocuspocus. */
export const nameOf = (bytes) => decoding.readVarString(decoding.createDecoder(bytes));

export const ADAPTERS = { y: Plain, hocuspocus: Hocuspocus, raw: Raw };
