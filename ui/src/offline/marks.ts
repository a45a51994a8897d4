// How far the server has each document that is kept on this device: ids, clocks and counts, no words.

import { answer, read } from "./db";
import type { Vault } from "./vault";

export interface Mark {
  /** The state vector that the server has last acknowledged. */
  vector: Uint8Array<ArrayBuffer>;
  /** Deletions since then: a state vector does not count them. */
  deletions: number;
  /** What is not yet sent, in pieces of writing. */
  unsent: number;
}

/** The meeting that a document belongs to: `meeting/{meeting}/…`. */
export function meetingOf(name: string): string {
  return name.split("/")[1] ?? "";
}

/** The marks of all documents by their names. */
export function marks(): Promise<Map<string, Mark>> {
  return read(["marks"], async (of) => {
    const table = of.objectStore("marks");
    const [names, all] = await Promise.all([answer(table.getAllKeys()), answer<Mark[]>(table.getAll())]);
    return new Map(names.map((name, nth) => [String(name), all[nth] as Mark]));
  });
}

/** The documents that hold something the server does not have. */
export async function unsent(): Promise<string[]> {
  return [...(await marks())].filter(([, mark]) => mark.unsent > 0).map(([name]) => name);
}

/** Forgets a document within a change that is being made. */
export function forgetIn(of: IDBTransaction, name: string): void {
  of.objectStore("marks").delete(name);
  const rows = of.objectStore("updates").index("name").openKeyCursor(IDBKeyRange.only(name));
  rows.onsuccess = () => {
    if (!rows.result) return;
    of.objectStore("updates").delete(rows.result.primaryKey);
    rows.result.continue();
  };
}

/** Forgets the documents of meetings that nobody needs here, and never what the server does not have. */
export async function forgetSent(vault: Vault, isWanted: (meeting: string) => boolean): Promise<void> {
  const all = [...(await marks())];
  const gone = all.filter(([name, mark]) => mark.unsent === 0 && !isWanted(meetingOf(name))).map(([name]) => name);
  if (gone.length === 0) return;
  await vault.write(["updates", "marks"], (of) => {
    for (const name of gone) {
      // Looked at once more: something may have been written just now.
      const mark = of.objectStore("marks").get(name);
      mark.onsuccess = () => {
        if ((mark.result as Mark | undefined)?.unsent === 0) forgetIn(of, name);
      };
    }
  });
}
