// What this device keeps of a live document. For now in memory alone: it forgets when the page is left.
import * as Y from "yjs";

/** One document on this device. */
export interface Local {
  /** The server has everything up to here on its disk. */
  acknowledged(stateVector: Uint8Array): void;
  /** How many changes made here the server is not known to have. */
  unsent(): number;
  /** The server will not take what is unsent: it is let go here too. */
  refused(): void;
  /** Whether it would still be here after the page is closed. */
  keeps(): boolean;
  close(): Promise<void>;
}

/** Opens what this device has of a document, and keeps what is written in it from now on. */
export async function openLocal(_name: string, doc: Y.Doc): Promise<Local> {
  // The clock of this document's own hand after each change made here.
  let changes: number[] = [];
  const note = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction): void => {
    if (transaction.local) changes.push(Y.getState(doc.store, doc.clientID));
  };
  doc.on("update", note);
  return {
    acknowledged(stateVector) {
      const known = Y.decodeStateVector(stateVector).get(doc.clientID) ?? 0;
      changes = changes.filter((clock) => clock > known);
    },
    unsent: () => changes.length,
    refused() {
      changes = [];
    },
    keeps: () => false,
    async close() {
      doc.off("update", note);
    },
  };
}
