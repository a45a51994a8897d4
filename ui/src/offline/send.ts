// Sends what was written without signal, from whatever page is open when the signal is back.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";

import { openLocal } from "./local";
import { marks, unsent } from "./marks";
import { keepWords } from "./refused";
import type { Vault } from "./vault";

/** How long one document may take. What is not sent then is sent from the next page. */
const LONGEST_MS = 20_000;
/** The frame that says whether an update is on the disk. */
const SYNC_STATUS = 8;

/** refused: there is no such document for them. readonly: there is, and it is somebody else's to write. */
type End = "saved" | "refused" | "readonly" | "later";

function socketAddress(): string {
  const address = new URL("/live", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

function sent(provider: HocuspocusProvider): Promise<End> {
  return new Promise((end) => {
    window.setTimeout(() => end("later"), LONGEST_MS);
    provider.on("authenticationFailed", () => end("refused"));
    provider.on("authenticated", ({ scope }: { scope: string }) => {
      if (scope !== "read-write") end("readonly");
    });
    provider.on("unsyncedChanges", ({ number }: { number: number }) => {
      if (number === 0 && provider.isAuthenticated) end("saved");
    });
    provider.on("message", ({ message }: { message: { readVarString(): string; readVarUint(): number } }) => {
      message.readVarString();
      if (message.readVarUint() === SYNC_STATUS && message.readVarUint() === 0) end("readonly");
    });
    provider.attach();
  });
}

interface Way {
  vault: Vault;
  socket: HocuspocusProviderWebsocket;
  /** Whether a meeting is ahead and theirs to read: what is refused there may be taken once it is noted that they are there. */
  isAhead: (name: string) => boolean;
}

async function send(name: string, { vault, socket, isAhead }: Way): Promise<void> {
  const doc = new Y.Doc();
  const local = await openLocal(name, doc);
  const vector = (await marks()).get(name)?.vector;
  const missing = Y.encodeStateAsUpdate(doc, vector);
  const provider = new HocuspocusProvider({ websocketProvider: socket, name, document: doc, token: "", awareness: null });
  const end = await sent(provider);
  if (end === "saved") local.acknowledged(Y.encodeStateVector(doc));
  provider.destroy();
  await local.close();
  const isFinal = end === "readonly" || (end === "refused" && !isAhead(name));
  if (isFinal) await keepWords(vault, name, missing);
}

/** Sends what is unsent. Comes back when that has been tried once. */
export async function sendAll(vault: Vault, isAhead: (name: string) => boolean): Promise<void> {
  const names = await unsent();
  if (names.length === 0) return;
  const socket = new HocuspocusProviderWebsocket({ url: socketAddress() });
  try {
    for (const name of names) await send(name, { vault, socket, isAhead });
  } finally {
    socket.destroy();
  }
}
