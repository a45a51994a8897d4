// The key of what is kept on this device. The browser holds it and never gives it out (a non-extractable key of
// WebCrypto, AES-GCM); it lies under a lease that the server renews at each contact. When the lease has ended the
// key is destroyed with all that it sealed, by the first page or worker that starts.

import { answer, empty, exists, read, write, type Table } from "./db";

/** The beginning of the names of caches: they hold styles, scripts and the offline page, never anybody's words. */
export const CACHES = "polyphony-shell-";

/** Tells the other pages and the worker that everything here is gone. */
const GONE = "polyphony-gone";

interface Lease {
  /** Names this lease; a page that began under another one writes nothing more. */
  id: string;
  account: string;
  key: CryptoKey;
  /** Its end, and the latest moment it was looked at, by this device's clock. */
  until: number;
  seen: number;
}

/** Bytes that only this lease's key opens. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}

/** The clock of the device; tests bring their own. */
export type Clock = () => number;

const words = new TextEncoder();

/** Whether this browser can keep anything: not without a key that it holds for itself. */
export function canKeep(): boolean {
  return typeof indexedDB !== "undefined" && globalThis.crypto?.subtle !== undefined;
}

function leased(of: IDBTransaction): Promise<Lease | undefined> {
  return answer<Lease | undefined>(of.objectStore("lease").get("lease"));
}

export class Vault {
  private constructor(private readonly lease: Lease) {}

  /** The vault as it was kept; null where there is none, or where its lease has ended: then it is destroyed here. */
  static async open(clock: Clock = Date.now): Promise<Vault | null> {
    if (!canKeep() || !(await exists())) return null;
    const lease = await read(["lease"], leased);
    if (!lease) return null;
    // A clock that is set back makes no lease longer.
    const now = Math.max(clock(), lease.seen);
    if (now >= lease.until) {
      await destroy();
      return null;
    }
    const vault = new Vault(lease);
    // Only what lies there now is touched: it may have been renewed meanwhile, or destroyed.
    await vault.write([], (of, there) => of.objectStore("lease").put({ ...there, seen: now }, "lease"));
    return vault;
  }

  /** The vault of an account, its lease begun or renewed for so many milliseconds. Another account's goes first. */
  static async grant(account: string, lasts: number, clock: Clock = Date.now): Promise<Vault | null> {
    if (!canKeep()) return null;
    const now = clock();
    const before = await Vault.open(clock);
    if (before && before.account !== account) await destroy();
    if (before?.account === account) {
      const renewed = { ...before.lease, until: now + lasts, seen: now };
      await before.write([], (of) => of.objectStore("lease").put(renewed, "lease"));
      return new Vault(renewed);
    }
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    let lease: Lease = { id: crypto.randomUUID(), account, key, until: now + lasts, seen: now };
    // Of two pages that begin at once, the first one's key is the key.
    await write(["lease"], (of) => {
      const table = of.objectStore("lease");
      const there = table.get("lease");
      there.onsuccess = () => {
        const other = there.result as Lease | undefined;
        if (other?.account === account) lease = other;
        else table.put(lease, "lease");
      };
    });
    return new Vault(lease);
  }

  get account(): string {
    return this.lease.account;
  }

  /** When the lease ends, by this device's clock. */
  get until(): number {
    return this.lease.until;
  }

  /** Seals bytes for one place; they open nowhere else. */
  async seal(place: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: words.encode(place) };
    return { iv, bytes: await crypto.subtle.encrypt(how, this.lease.key, plain) };
  }

  /** Opens what was sealed for a place. */
  async unseal(place: string, { iv, bytes }: Sealed): Promise<Uint8Array<ArrayBuffer>> {
    const how = { name: "AES-GCM", iv, additionalData: words.encode(place) };
    return new Uint8Array(await crypto.subtle.decrypt(how, this.lease.key, bytes));
  }

  async sealText(place: string, text: string): Promise<Sealed> {
    return this.seal(place, words.encode(text));
  }

  async unsealText(place: string, sealed: Sealed): Promise<string> {
    return new TextDecoder().decode(await this.unseal(place, sealed));
  }

  /** Writes into tables while this lease is the one that lies here. After it was destroyed nothing is written. */
  write(tables: Table[], work: (of: IDBTransaction, lease: Lease) => void): Promise<void> {
    return write([...tables, "lease"], (of) => {
      const asked = of.objectStore("lease").get("lease");
      asked.onsuccess = () => {
        const there = asked.result as Lease | undefined;
        if (there?.id === this.lease.id) work(of, there);
        else of.abort();
      };
    });
  }
}

/** Destroys the key and everything that it sealed. The words in other pages' memory go with those pages. */
export async function destroy(): Promise<void> {
  if (typeof indexedDB !== "undefined" && (await exists())) await empty();
  const told = new BroadcastChannel(GONE);
  told.postMessage("gone");
  told.close();
}

/** The same, with the shell and the worker: as if nobody had been here. */
export async function destroyAll(): Promise<void> {
  await destroy();
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

/** Hears that another page has destroyed what was here. Gives what ends the listening. */
export function whenGone(then: () => void): () => void {
  const heard = new BroadcastChannel(GONE);
  heard.onmessage = then;
  return () => heard.close();
}
