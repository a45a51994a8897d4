// Texts that could not be added: kept, sealed, until their writer has taken them away.
import * as Y from "yjs";

import { answer, read } from "./db";
import { forgetIn } from "./marks";
import type { Sealed, Vault } from "./vault";

const PLACE = "kept text";

/** The words that a change holds, as they were written; what belongs together stays together. */
export function wordsOf(update: Uint8Array): string {
  const parts: string[] = [];
  let before: Y.Item | null = null;
  for (const piece of Y.decodeUpdate(update).structs) {
    const text = piece instanceof Y.Item ? textOf(piece) : "";
    if (text === "" || !(piece instanceof Y.Item)) continue;
    const goesOn = before !== null && piece.origin !== null && Y.compareIDs(piece.origin, before.lastId);
    if (goesOn && parts.length > 0) parts[parts.length - 1] += text;
    else parts.push(text);
    before = piece;
  }
  return parts.join("\n");
}

function textOf({ content }: Y.Item): string {
  if (content instanceof Y.ContentString) return content.str;
  if (content instanceof Y.ContentAny) return content.arr.flatMap(strings).join("\n");
  return "";
}

/** Words inside plain values; identities and switches are no words. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return /^[0-9a-f-]{36}$/.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(strings) : [];
}

/** Keeps the words of a change that could not be added, and lets its document go, in one step. */
export async function keepWords(vault: Vault, name: string, update: Uint8Array): Promise<void> {
  const text = wordsOf(update).trim();
  const sealed = text === "" ? null : await vault.sealText(PLACE, text);
  await vault.write(["kept", "updates", "marks"], (of) => {
    if (sealed) of.objectStore("kept").add(sealed);
    forgetIn(of, name);
  });
}

/** The texts that are kept. */
export async function texts(vault: Vault): Promise<{ key: IDBValidKey; text: string }[]> {
  const [keys, all] = await read(["kept"], (of) => {
    const table = of.objectStore("kept");
    return Promise.all([answer(table.getAllKeys()), answer<Sealed[]>(table.getAll())]);
  });
  return Promise.all(keys.map(async (key, nth) => ({ key, text: await vault.unsealText(PLACE, all[nth] as Sealed) })));
}

/** Its writer has it: it goes. */
export function takeAway(vault: Vault, key: IDBValidKey): Promise<void> {
  return vault.write(["kept"], (of) => of.objectStore("kept").delete(key));
}
