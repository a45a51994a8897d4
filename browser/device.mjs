// What lies on a device, as somebody finds it who looks into the browser's own stores.

import assert from "node:assert/strict";

/** Everything in the database and in the caches: the tables with their rows, and all bytes as one text to search in. */
export async function dump(page) {
  return page.evaluate(async () => {
    const tables = {}, texts = [];
    const asText = (bytes) => [new TextDecoder("latin1").decode(bytes), new TextDecoder("utf-16le").decode(bytes), new TextDecoder().decode(bytes)];
    const walk = (value) => {
      if (value instanceof ArrayBuffer) texts.push(...asText(value));
      else if (ArrayBuffer.isView(value)) texts.push(...asText(value));
      else if (value instanceof CryptoKey) texts.push(JSON.stringify({ extractable: value.extractable, usages: value.usages }));
      else if (value !== null && typeof value === "object") Object.entries(value).forEach(([name, inner]) => { texts.push(name); walk(inner); });
      else texts.push(String(value));
    };
    const answer = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const databases = (await indexedDB.databases()).map((one) => one.name);
    for (const name of databases) {
      const db = await answer(indexedDB.open(name));
      for (const table of db.objectStoreNames) {
        const store = db.transaction(table).objectStore(table);
        const [keys, rows] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
        tables[table] = keys.map((key, nth) => ({ key, ...describe(rows[nth]) }));
        rows.forEach(walk);
        keys.forEach(walk);
      }
      db.close();
    }
    function describe(row) {
      const { account, until, unsent, name } = row;
      return { account, until, unsent, name, isKeyHidden: row.key instanceof CryptoKey ? !row.key.extractable : undefined };
    }
    const cached = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        cached.push(new URL(request.url).pathname);
        const bytes = await (await cache.match(request)).arrayBuffer();
        texts.push(...asText(bytes));
      }
    }
    const kept = { ...localStorage, ...sessionStorage };
    walk(kept);
    return { tables, cached, text: texts.join("\n"), workers: (await navigator.serviceWorker.getRegistrations()).length };
  });
}

/** How many rows a table holds; none where there is no table. */
export const rows = ({ tables }, name) => tables[name]?.length ?? 0;

/** Nothing of anybody is left: no key, no page, no words, no shell. */
export function isBare(found) {
  for (const [table, all] of Object.entries(found.tables)) assert.deepEqual(all, [], table);
  assert.deepEqual(found.cached, []);
}

/** What has not been sent, in all documents together, as the device has it on its disk. */
export const unsent = ({ tables }) => (tables.marks ?? []).reduce((sum, mark) => sum + mark.unsent, 0);

/** Waits until what lies on the device is as it should be; looked at anew after each frame of the page. */
export async function comes(page, what, holds) {
  const end = Date.now() + 15_000;
  let found;
  do {
    found = await dump(page);
    if (holds(found)) return found;
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => setTimeout(next))));
  } while (Date.now() < end);
  throw new Error(`did not come: ${what}; found ${JSON.stringify(found.tables)}`);
}

/** Moves the end of the lease into the past, as 72 hours would. */
export function endLease(page) {
  return page.evaluate(() => new Promise((done, fails) => {
    const asked = indexedDB.open("polyphony-offline");
    asked.onerror = () => fails(asked.error);
    asked.onsuccess = () => {
      const db = asked.result, change = db.transaction("lease", "readwrite"), table = change.objectStore("lease");
      table.get("lease").onsuccess = ({ target }) => table.put({ ...target.result, until: Date.now() - 1 }, "lease");
      change.oncomplete = () => { db.close(); done(); };
    };
  }));
}

/** What becomes of an attempt to take the key out of the browser. */
export function takeKey(page) {
  return page.evaluate(async () => {
    const lease = await new Promise((found) => {
      indexedDB.open("polyphony-offline").onsuccess = ({ target: { result: db } }) => {
        db.transaction("lease").objectStore("lease").get("lease").onsuccess = ({ target }) => { db.close(); found(target.result); };
      };
    });
    const tries = ["raw", "jwk"].map((form) => crypto.subtle.exportKey(form, lease.key).then(() => "taken", (error) => error.name));
    return Promise.all(tries);
  });
}
