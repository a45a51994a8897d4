// The real clients, unmodified: `@hocuspocus/provider` on `yjs`. Every wait is for something that happens.

import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "ws";
import * as Y from "yjs";

/** A connection that several documents share. */
export const socket = (url) => new HocuspocusProviderWebsocket({
  url, WebSocketPolyfill: WebSocket, delay: 50, minDelay: 20, maxDelay: 200, jitter: false });

/** A document at a connection. */
export function open(websocketProvider, name, token, document = new Y.Doc()) {
  const provider = new HocuspocusProvider({ websocketProvider, name, token, document });
  provider.attach();
  return provider;
}

/** Comes back when something holds; it is looked at after each of the provider's and the document's events. */
export function until(provider, holds, what) {
  const events = ["synced", "unsyncedChanges", "authenticated", "authenticationFailed", "status", "close", "stateless", "awarenessChange"];
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => done(() => reject(new Error(`did not come: ${what}`))), 20_000);
    const look = () => { if (holds()) done(resolve); };
    const done = (then) => {
      clearTimeout(late);
      events.forEach((event) => provider.off(event, look));
      provider.document.off("update", look);
      then();
    };
    events.forEach((event) => provider.on(event, look));
    provider.document.on("update", look);
    look();
  });
}

export const words = (provider) => provider.document.getText("words");
export const synced = (provider) => until(provider, () => provider.synced, "synced");
export const saved = (provider) => until(provider, () => provider.synced && !provider.hasUnsyncedChanges, "saved");
export const reads = (provider, text) => until(provider, () => words(provider).toString() === text, `“${text}”`);
