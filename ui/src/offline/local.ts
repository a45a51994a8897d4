// What this device keeps of a live document: every change, sealed, on the disk of the device before it counts as kept;
// and how far the server is known to have it, over reloads and restarts. The page writes on whether there is signal
// or not. Without a lease (nobody signed in, a browser that cannot seal) it is kept in memory alone, as `keeps` says.
import * as Y from "yjs";

import { contact } from "./contact";
import { answer, read } from "./db";
import type { Mark } from "./marks";
import { keepWords } from "./refused";
import { Vault, whenGone, type Clock, type Sealed } from "./vault";

/** So many rows of one document are merged into one. */
const MANY = 200;

/** One document on this device. */
export interface Local {
  /** The server has everything up to here on its disk: told when nothing is on the way to it. */
  acknowledged(stateVector: Uint8Array): void;
  /** How many pieces of writing the server is not known to have. */
  unsent(): number;
  /** The server will not take what is unsent. Its text is kept to be shown (refused.ts), and it is let go here. */
  refused(): void;
  /** Comes back when all that was written is on the disk of this device, or cannot be. */
  settled(): Promise<void>;
  /** Whether it would still be here after the page is closed. */
  keeps(): boolean;
  close(): Promise<void>;
}

interface Row {
  name: string;
  sealed: Sealed;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** What is being written of each document: whoever opens it again waits for that. */
const writing = new Map<string, Promise<void>>();

/** Opens what this device has of a document, and keeps what is written in it from now on. */
export async function openLocal(name: string, doc: Y.Doc, clock: Clock = Date.now): Promise<Local> {
  await writing.get(name);
  const vault = await vaultHere(clock);
  const local = new OnDevice(name, doc, vault, clock);
  await local.load();
  return local;
}

/** The vault of whoever's page this is; nobody else's is opened. */
async function vaultHere(clock: Clock): Promise<Vault | null> {
  try {
    const account = document.body.dataset.account;
    const here = await Vault.open(clock);
    if (here && here.account === account) return here;
    const asked = await contact();
    return asked.is === "granted" ? asked.vault : null;
  } catch (error) {
    console.warn("This device keeps nothing:", error);
    return null;
  }
}

class OnDevice implements Local {
  /** What the server has, by client. */
  private known = new Map<number, number>();
  private deletions = 0;
  private queue: Bytes[] = [];
  private isMarked = true;
  private rows = 0;
  private readonly unheard: () => void;

  constructor(
    private readonly name: string,
    private readonly doc: Y.Doc,
    private vault: Vault | null,
    private readonly clock: Clock,
  ) {
    this.unheard = whenGone(() => { this.vault = null; });
  }

  async load(): Promise<void> {
    const before = Y.encodeStateVector(this.doc);
    this.doc.on("update", this.changed);
    if (!this.vault) return;
    const { rows, mark } = await this.stored();
    this.rows = rows.length;
    const updates = await this.opened(this.vault, rows.map(([, row]) => row));
    if (updates.length > 0) Y.applyUpdate(this.doc, Y.mergeUpdates(updates), this);
    if (mark) {
      this.known = Y.decodeStateVector(mark.vector);
      this.deletions = mark.deletions;
    }
    // What stood in the document before is kept as well.
    if (Y.decodeStateVector(before).size > 0) this.queue.push(Y.encodeStateAsUpdate(this.doc) as Bytes);
    await this.drain();
    if (this.rows > MANY) await this.merge();
  }

  acknowledged(stateVector: Uint8Array): void {
    for (const [client, clock] of Y.decodeStateVector(stateVector)) this.raise(client, clock);
    if (this.ahead().length === 0) this.deletions = 0;
    this.isMarked = false;
    void this.drain();
  }

  unsent(): number {
    if (this.ahead().length === 0) return this.deletions;
    const { structs } = Y.decodeUpdate(this.missing());
    return structs.filter((piece) => !(piece instanceof Y.Skip)).length;
  }

  refused(): void {
    this.doc.off("update", this.changed);
    const missing = this.missing();
    void this.drain();
    void this.after(async () => {
      // Where a session has only run out, everything waits for its writer to come in again.
      const asked = await contact({ anew: true });
      if (asked.is === "granted" && this.vault) await keepWords(this.vault, this.name, missing);
      this.vault = null;
    });
  }

  async settled(): Promise<void> {
    await this.drain();
  }

  keeps(): boolean {
    return this.vault !== null;
  }

  async close(): Promise<void> {
    this.doc.off("update", this.changed);
    this.unheard();
    await this.drain();
  }

  /** What the server is not known to have, as one update. */
  missing(): Bytes {
    return Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.known)) as Bytes;
  }

  private readonly changed = (update: Uint8Array, origin: unknown, _doc: Y.Doc, turn: Y.Transaction): void => {
    if (origin === this) return;
    if (turn.local) {
      if (turn.deleteSet.clients.size > 0) this.deletions += 1;
    } else {
      // It came from the server.
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, end] of to) {
        if ((from.get(client) ?? 0) <= (this.known.get(client) ?? 0)) this.raise(client, end);
      }
    }
    this.queue.push(update as Bytes);
    void this.drain();
  };

  private raise(client: number, clock: number): void {
    const here = Math.min(clock, Y.getState(this.doc.store, client));
    if (here > (this.known.get(client) ?? 0)) this.known.set(client, here);
  }

  /** The clients that have written more than the server is known to have. */
  private ahead(): number[] {
    const all = [...this.doc.store.clients.keys()];
    return all.filter((client) => Y.getState(this.doc.store, client) > (this.known.get(client) ?? 0));
  }

  private mark(): Mark {
    return {
      vector: Y.encodeStateVector(this.known) as Bytes,
      deletions: this.deletions,
      unsent: this.unsent(),
    };
  }

  /** One after the other; what comes meanwhile goes together. */
  private drain(): Promise<void> {
    return this.after(async () => {
      while (this.vault && (this.queue.length > 0 || !this.isMarked)) {
        const batch = this.queue.splice(0);
        this.isMarked = true;
        try {
          await this.append(this.vault, batch);
        } catch (error) {
          this.queue.unshift(...batch);
          await this.lost(error);
          return;
        }
      }
    });
  }

  private after(work: () => Promise<void>): Promise<void> {
    const next = (writing.get(this.name) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      console.warn("This device could not keep a change:", error);
    });
    writing.set(this.name, next);
    return next;
  }

  private async append(vault: Vault, batch: Bytes[]): Promise<void> {
    const place = `updates ${this.name}`;
    const whole = batch.length > 1 ? (Y.mergeUpdates(batch) as Bytes) : batch[0];
    const sealed = whole && (await vault.seal(place, whole));
    const mark = this.mark();
    await vault.write(["updates", "marks"], (of) => {
      if (sealed) of.objectStore("updates").add({ name: this.name, sealed } satisfies Row);
      of.objectStore("marks").put(mark, this.name);
    });
    if (sealed) this.rows += 1;
    if (this.rows > 2 * MANY) await this.merge();
  }

  /** Either the lease is gone, and with it the right to keep anything, or the device has no room just now. */
  private async lost(error: unknown): Promise<void> {
    console.warn("This device could not keep a change:", error);
    const here = await Vault.open(this.clock).catch(() => null);
    if (!here) this.vault = null;
  }

  private stored(): Promise<{ rows: [IDBValidKey, Row][]; mark: Mark | undefined }> {
    return read(["updates", "marks"], async (of) => {
      const index = of.objectStore("updates").index("name");
      const [keys, rows, mark] = await Promise.all([
        answer(index.getAllKeys(this.name)),
        answer<Row[]>(index.getAll(this.name)),
        answer<Mark | undefined>(of.objectStore("marks").get(this.name)),
      ]);
      return { rows: keys.map((key, nth) => [key, rows[nth] as Row]), mark };
    });
  }

  private async opened(vault: Vault, rows: Row[]): Promise<Bytes[]> {
    const place = `updates ${this.name}`;
    const all = await Promise.allSettled(rows.map((row) => vault.unseal(place, row.sealed)));
    const lost = all.filter((one) => one.status === "rejected").length;
    // One damaged row keeps nobody from the others.
    if (lost > 0) console.error(`${lost} of ${rows.length} changes on this device cannot be opened`);
    return all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  }

  /** Merges the rows into one. What another page adds meanwhile stays as it is. */
  private async merge(): Promise<void> {
    const { vault } = this;
    if (!vault) return;
    const { rows } = await this.stored();
    const updates = await this.opened(vault, rows.map(([, row]) => row));
    if (updates.length < rows.length) return;
    const sealed = await vault.seal(`updates ${this.name}`, Y.mergeUpdates(updates) as Bytes);
    await vault.write(["updates"], (of) => {
      rows.forEach(([key]) => of.objectStore("updates").delete(key));
      of.objectStore("updates").add({ name: this.name, sealed } satisfies Row);
    });
    this.rows = 1;
  }
}
