// The pages of meetings, sealed: a page holds names and words, and the browser's own cache would keep them in plain
// text. The worker opens one when there is no signal.

import { answer, read } from "./db";
import type { Sealed, Vault } from "./vault";

/** A page as it came. */
interface Page {
  html: string;
  headers: [string, string][];
}

/** What is known of a kept page without opening it. */
export interface Kept {
  sealed: Sealed;
  /** What was planned and who was there when it came; another one when that has changed. */
  stamp: string;
  /** Where to ask whether its reader may still read all that stands on it; ids and a digest. */
  still: string;
  /** Which styles and scripts it was made with. */
  shell: string;
}

/** A meeting that can be opened without signal, as the offline page names it. */
export interface Listed {
  page: string;
  words: string;
}

const place = (path: string) => `pages ${path}`;

function first(html: string, pattern: RegExp): string {
  return pattern.exec(html)?.[1]?.replaceAll("&#38;", "&").replaceAll("&amp;", "&") ?? "";
}

/** The kept pages by their paths. */
export function kept(): Promise<Map<string, Kept>> {
  return read(["pages"], async (of) => {
    const table = of.objectStore("pages");
    const [paths, pages] = await Promise.all([answer(table.getAllKeys()), answer<Kept[]>(table.getAll())]);
    return new Map(paths.map((path, nth) => [String(path), pages[nth] as Kept]));
  });
}

/** Seals a page that has come, unless it is no page for keeping. */
export async function keep(vault: Vault, path: string, stamp: string, came: Response): Promise<boolean> {
  const isPage = came.headers.get("content-type")?.startsWith("text/html");
  if (!came.ok || came.redirected || !isPage) return false;
  const html = await came.text();
  const headers = [...came.headers].filter(([name]) => !["content-encoding", "content-length"].includes(name));
  const sealed = await vault.sealText(place(path), JSON.stringify({ html, headers } satisfies Page));
  const still = first(html, /<body[^>]* data-still="([^"]*)"/);
  const shell = first(html, /<script type="module" src="([^"]*)"/);
  const one: Kept = { sealed, stamp, still, shell };
  await vault.write(["pages"], (of) => of.objectStore("pages").put(one, path));
  return true;
}

/** Opens a kept page; null where none is kept for this path. */
export async function open(vault: Vault, path: string): Promise<Response | null> {
  const one = await read(["pages"], (of) => answer<Kept | undefined>(of.objectStore("pages").get(path)));
  if (!one) return null;
  const page = JSON.parse(await vault.unsealText(place(path), one.sealed)) as Page;
  return new Response(page.html, { headers: page.headers });
}

/** Takes pages away. */
export function drop(vault: Vault, paths: string[]): Promise<void> {
  return vault.write(["pages"], (of) => paths.forEach((path) => of.objectStore("pages").delete(path)));
}

/** Keeps the list of what can be opened. */
export async function list(vault: Vault, meetings: Listed[]): Promise<void> {
  const sealed = await vault.sealText("lists meetings", JSON.stringify(meetings));
  await vault.write(["lists"], (of) => of.objectStore("lists").put(sealed, "meetings"));
}

/** The list of what can be opened: those whose pages are here. */
export async function listed(vault: Vault): Promise<Listed[]> {
  const [sealed, paths] = await read(["lists", "pages"], (of) => Promise.all([
    answer<Sealed | undefined>(of.objectStore("lists").get("meetings")),
    answer(of.objectStore("pages").getAllKeys()),
  ]));
  if (!sealed) return [];
  const all = JSON.parse(await vault.unsealText("lists meetings", sealed)) as Listed[];
  return all.filter((one) => paths.includes(one.page));
}
