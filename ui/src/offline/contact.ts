// A contact with the server: it renews the lease of what is kept on this device, names the meetings of the next days,
// and says which kept pages their reader may no longer read. Where it refuses, everything here is destroyed.

import { exists } from "./db";
import { kept, keep, drop, list, type Listed } from "./pages";
import { forgetSent } from "./marks";
import { Vault, canKeep, destroyAll } from "./vault";

const LEASE = "/offline/lease";
/** The header that tells the server's own refusal from that of something in between. */
const SAYS = "polyphony-lease";

interface Meeting extends Listed {
  meeting: string;
  stamp: string;
}

interface Told {
  account: string;
  now: number;
  until: number;
  meetings: Meeting[];
  /** Of the addresses that were asked, those whose pages may no longer be read as they are. */
  changed: string[];
}

/** granted: good for another while. lapsed: the session ran out, and signing in again goes on with what is here.
 * refused: nothing here any more. silent: no signal. */
export type Answer = ({ is: "granted" } & Granted) | { is: "lapsed" | "refused" | "silent" };

/** A contact that was granted, with what the server told. */
export interface Granted {
  vault: Vault;
  told: Told;
}

async function ask(): Promise<Answer> {
  if (!canKeep()) return { is: "silent" };
  let came: Response;
  let told: Told;
  try {
    const fields = new URLSearchParams();
    // Nothing is made here only to ask.
    const pages = (await exists()) ? [...(await kept()).values()] : [];
    for (const still of new Set(pages.map((page) => page.still))) if (still) fields.append("still", still);
    came = await fetch(LEASE, { method: "POST", body: fields, redirect: "manual", cache: "no-store" });
    if (came.status === 410 && came.headers.get(SAYS) === "ended") {
      await destroyAll();
      return { is: "refused" };
    }
    if (came.status === 401 && came.headers.get(SAYS) === "lapsed") return { is: "lapsed" };
    if (came.status !== 200 || came.headers.get(SAYS) !== "granted") return { is: "silent" };
    told = (await came.json()) as Told;
  } catch {
    return { is: "silent" };
  }
  const vault = await Vault.grant(told.account, told.until - told.now);
  return vault ? { is: "granted", vault, told } : { is: "silent" };
}

let asked: Promise<Answer> | null = null;

/** The contact of this page: the one it has had, or a new one. */
export function contact(how: { anew: boolean } = { anew: false }): Promise<Answer> {
  if (how.anew || !asked) asked = ask();
  return asked;
}

/** Takes away what may no longer be read, and fetches the pages that are new or have changed. */
export async function keepPages({ vault, told }: Granted, shell: string): Promise<void> {
  const here = await kept();
  const wanted = new Map(told.meetings.map((one) => [one.page, one]));
  const isGone = (path: string) => !wanted.has(path) || told.changed.includes(here.get(path)?.still ?? "");
  const gone = [...here.keys()].filter(isGone);
  if (gone.length > 0) await drop(vault, gone);
  await list(vault, told.meetings.map(({ page, words }) => ({ page, words })));
  for (const { page, stamp } of told.meetings) {
    const one = gone.includes(page) ? undefined : here.get(page);
    if (one && one.stamp === stamp && one.shell === shell) continue;
    try {
      const came = await fetch(page, { redirect: "error", cache: "no-store", headers: { accept: "text/html" } });
      const isKept = await keep(vault, page, stamp, came);
      if (!isKept && one && came.status === 404) await drop(vault, [page]);
    } catch {
      // No signal, or led elsewhere: what is here stays until the next contact.
    }
  }
}

/** Forgets the documents of meetings that are no longer to be opened here, or were made from more than may be read. */
export async function tidy({ vault, told }: Granted): Promise<void> {
  const networks = told.changed.map((still) => still.split("/still")[0]);
  const wanted = told.meetings.filter((one) => !networks.some((network) => one.page.startsWith(`${network}/`)));
  await forgetSent(vault, (meeting) => wanted.some((one) => one.meeting === meeting));
}
