// What this device says of what it keeps: texts that could not be added, and what is lost by signing out now.

import { listed } from "./pages";
import type { Vault } from "./vault";

function part<T extends Element>(inside: ParentNode, name: string): T | null {
  return inside.querySelector<T>(`[data-offline="${name}"]`);
}

/** Shows each text that could not be added, to be copied and taken away. */
export function showTexts(page: Document, all: string[], away: (nth: number) => Promise<void>): void {
  const region = part<HTMLElement>(page, "refused");
  const model = part<HTMLTemplateElement>(page, "refused-one");
  if (!region || !model) return;
  for (const [nth, text] of all.entries()) {
    const one = model.content.firstElementChild?.cloneNode(true) as HTMLElement;
    const field = one.querySelector("textarea");
    if (field) {
      field.value = text;
      field.readOnly = true;
    }
    part<HTMLButtonElement>(one, "copy")?.addEventListener("click", ({ currentTarget }) => {
      void copy(field, text).then((done) => {
        if (done && currentTarget instanceof HTMLElement) currentTarget.textContent = currentTarget.dataset.done ?? "";
      });
    });
    part<HTMLButtonElement>(one, "away")?.addEventListener("click", () => {
      void away(nth).then(() => {
        one.remove();
        region.hidden = region.querySelector("textarea") === null;
      });
    });
    region.append(one);
  }
  // It stands at the end of the page; what is lost otherwise comes first.
  if (all.length > 0) page.querySelector("main")?.prepend(region);
  region.hidden = all.length === 0;
}

async function copy(field: HTMLTextAreaElement | null, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not allowed: it is marked, to be copied by hand.
    field?.select();
    return false;
  }
}

/** Asks whether to sign out although something has not been sent. */
export function asks(page: Document): Promise<"stay" | "sign out"> {
  const dialog = part<HTMLDialogElement>(page, "sign-out");
  if (!dialog) return Promise.resolve("sign out");
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answered) => {
    dialog.addEventListener("close", () => answered(dialog.returnValue === "lose" ? "sign out" : "stay"), { once: true });
  });
}

/** Covers the page: what was kept here is gone, and there was no signal to say so. */
export function coverGone(page: Document): void {
  const words = part<HTMLTemplateElement>(page, "gone")?.content.cloneNode(true);
  if (words) page.body.replaceChildren(words);
}

/** Fills the offline page: the meetings that can be opened, and until when. */
export async function fillOfflinePage(page: Document, vault: Vault | null): Promise<void> {
  const list = part<HTMLElement>(page, "meetings");
  if (!list) return;
  const meetings = vault ? await listed(vault) : [];
  for (const { page: path, words } of meetings) {
    const link = page.createElement("a");
    link.href = path;
    link.textContent = words;
    const one = page.createElement("li");
    one.append(link);
    list.append(one);
  }
  list.hidden = meetings.length === 0;
  const none = part<HTMLElement>(page, "none");
  if (none) none.hidden = meetings.length > 0;
  const until = part<HTMLElement>(page, "until");
  if (vault && until && meetings.length > 0) {
    const moment = new Date(vault.until).toLocaleString(page.documentElement.lang || "en-GB", {
      weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    until.append(` ${moment}`);
    until.hidden = false;
  }
}

/** Says on the page for signing in that what was written waits. */
export function saysWaits(page: Document): void {
  const waits = part<HTMLElement>(page, "waits");
  if (waits) waits.hidden = false;
}
