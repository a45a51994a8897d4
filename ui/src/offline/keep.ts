// On every page: what this device keeps stays in step with who is signed in and what they may read. Another account's
// is destroyed before anything else; the lease is renewed; what was written without signal is sent; signing out asks
// first where words would be lost, and then leaves nothing. Without this file nothing is kept, and every page works.

import { contact, keepPages, tidy, type Granted } from "./contact";
import { answer, exists, read } from "./db";
import { meetingOf, unsent } from "./marks";
import { asks, coverGone, fillOfflinePage, saysWaits, showTexts } from "./status";
import { Vault, canKeep, destroy, destroyAll } from "./vault";

const WORKER = "/worker.js";

/** The address of the script that the page was made with: pages of another one are fetched anew. */
function shell(page: Document): string {
  return page.querySelector<HTMLScriptElement>('script[type="module"]')?.getAttribute("src") ?? "";
}

/** The live page sends by itself. */
const isLive = () => document.querySelector("[data-live]") !== null;

async function send({ vault, told }: Granted): Promise<void> {
  if (isLive() || (await unsent()).length === 0) return;
  const ahead = new Set(told.meetings.map((one) => one.meeting));
  await (await import("./send")).sendAll(vault, (name) => ahead.has(meetingOf(name)));
}

/** One contact and all that follows from it. */
async function meets(page: Document, anew: boolean): Promise<void> {
  const met = await contact({ anew });
  if (met.is === "lapsed" && (await exists()) && (await unsent()).length > 0) saysWaits(page);
  if (met.is !== "granted") return;
  await navigator.serviceWorker.register(WORKER);
  await keepPages(met, shell(page));
  await send(met);
  if (!isLive()) await tidy(met);
  await showRefused(page, met.vault);
}

async function showRefused(page: Document, vault: Vault): Promise<void> {
  const many = await read(["kept"], (of) => answer(of.objectStore("kept").count()));
  if (many === 0) return;
  const { texts, takeAway } = await import("./refused");
  const all = await texts(vault);
  showTexts(page, all.map((one) => one.text), async (nth) => {
    const one = all[nth];
    if (one) await takeAway(vault, one.key);
  });
}

/** Signing out: what has not been sent is tried once more, then asked about; then nothing is left here. */
function watchSignOut(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[action="/sign-out"]')) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void leaves(page).then(async (goes) => {
        if (!goes) return;
        if (await hasSignal()) form.submit();
        else coverGone(page);
      });
    });
  }
}

async function hasSignal(): Promise<boolean> {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

async function leaves(page: Document): Promise<boolean> {
  try {
    const waits = async () => (await exists()) && (await unsent()).length > 0;
    if ((await waits()) && (await asks(page)) === "stay") return false;
    await destroyAll();
  } catch (error) {
    // Nothing here may keep anybody from leaving: the answer to signing out clears the device as well.
    console.error("This device could not be cleared by its page:", error);
  }
  return true;
}

async function begin(page: Document): Promise<void> {
  const account = page.body.dataset.account;
  if (!account && !(await exists())) return fillOfflinePage(page, null);
  let vault = await Vault.open();
  if (vault && account && vault.account !== account) {
    await destroy();
    vault = null;
  }
  if (account) watchSignOut(page);
  await fillOfflinePage(page, vault);
  window.addEventListener("online", () => void meets(page, true));
  await meets(page, false);
}

/** Keeps this device in step. */
export function keepOffline(page: Document): void {
  if (!canKeep() || !("serviceWorker" in navigator)) return;
  void begin(page).catch((error: unknown) => console.warn("Nothing is kept for writing without signal:", error));
}
