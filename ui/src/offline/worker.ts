/// <reference lib="webworker" />
// The service worker: without signal it serves the styles and scripts, the pages of meetings out of their seal, and for
// every other page the offline page. It keeps nobody's words: those lie sealed in the database, under the lease.

import { keep, kept, open, drop } from "./pages";
import { CACHES, Vault } from "./vault";

declare const self: ServiceWorkerGlobalScope;
/** What the server has put before this file: the addresses of the shell, and a name that changes with them. */
declare const SHELL: { name: string; files: string[] };

const OFFLINE = "/offline";
/** How long a page that is kept here waits for a signal that hardly carries. */
const PATIENCE_MS = 4000;

const cacheName = () => CACHES + SHELL.name;

async function install(): Promise<void> {
  const cache = await caches.open(cacheName());
  await cache.addAll([...SHELL.files, OFFLINE].map((file) => new Request(file, { cache: "reload" })));
  await self.skipWaiting();
}

/** The shell before this one stays for pages that were made with it. */
async function activate(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith(CACHES) && name !== cacheName());
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function offlinePage(): Promise<Response> {
  return (await caches.match(OFFLINE)) ?? Response.error();
}

function inTime(answer: Promise<Response>): Promise<Response> {
  const late = new Promise<never>((_, fails) => {
    self.setTimeout(() => fails(new Error("no answer in time")), PATIENCE_MS);
  });
  return Promise.race([answer, late]);
}

/** A page of a meeting that is kept here: as the server has it now, or as it was. */
async function meeting(event: FetchEvent, path: string): Promise<Response> {
  const vault = await Vault.open();
  const one = vault && (await kept()).get(path);
  if (!vault || !one) return elsewhere(event.request);
  const answer = fetch(event.request);
  try {
    const came = await inTime(answer);
    if (came.ok) event.waitUntil(keep(vault, path, one.stamp, came.clone()));
    if (came.status === 404) event.waitUntil(drop(vault, [path]));
    return came;
  } catch {
    answer.catch(() => undefined);
    return (await open(vault, path)) ?? offlinePage();
  }
}

async function elsewhere(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return offlinePage();
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (request.mode === "navigate") {
    const isMeeting = address.pathname.endsWith("/live");
    event.respondWith(isMeeting ? meeting(event, address.pathname) : elsewhere(request));
  }
});

// A lease that has ended is destroyed by whoever starts first.
Vault.open().catch(() => undefined);
