// The database on this device: a few tables in IndexedDB. What lies in them is sealed (vault.ts); here is only
// where it lies, and that a change is on the disk before it counts as done.

const NAME = "polyphony-offline";
const VERSION = 1;

/** lease: the key and until when it is good. updates, marks: what was written, and how far the server has it.
 * pages, lists: the pages of meetings, and which there are. kept: texts that could not be added. */
export type Table = "lease" | "updates" | "marks" | "pages" | "lists" | "kept";
const TABLES: Table[] = ["lease", "updates", "marks", "pages", "lists", "kept"];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      for (const table of TABLES) {
        const numbered = table === "updates" || table === "kept";
        const store = db.createObjectStore(table, numbered ? { autoIncrement: true } : {});
        if (table === "updates") store.createIndex("name", "name");
      }
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const db = asked.result;
      const gone = () => { opened = null; };
      // Another page takes the database away: it must not wait for this one.
      db.onversionchange = () => { db.close(); gone(); };
      db.onclose = gone;
      resolve(db);
    };
  });
}

function database(): Promise<IDBDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Whether anything was ever kept here. Asking makes nothing. */
export async function exists(): Promise<boolean> {
  if (typeof indexedDB === "undefined") return false;
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some((one) => one.name === NAME);
}

/** What a request answers. */
export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("nothing was written"));
  });
}

/** Reads from tables, as they stand at one moment. */
export async function read<T>(tables: Table[], work: (of: IDBTransaction) => Promise<T>): Promise<T> {
  return work((await database()).transaction(tables, "readonly"));
}

/** Writes into tables, all or nothing; comes back when it is on the disk. */
export async function write(tables: Table[], work: (of: IDBTransaction) => void): Promise<void> {
  const transaction = (await database()).transaction(tables, "readwrite", { durability: "strict" });
  work(transaction);
  await done(transaction);
}

/** Empties everything, then takes the database itself away as soon as no other page holds it. */
export async function empty(): Promise<void> {
  await write(TABLES, (of) => TABLES.forEach((table) => of.objectStore(table).clear()));
  (await database()).close();
  opened = null;
  indexedDB.deleteDatabase(NAME);
}
