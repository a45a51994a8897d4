// Writing without signal in a real browser, told as stories: nothing written is lost, nothing lies open on the device,
// and what is taken back is gone.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

import { comes, dump, endLease, isBare, rows, takeKey, unsent } from "./device.mjs";
import { Line } from "./line.mjs";
import { accessible, tell } from "./stage.mjs";
import { plan, press, send, sheet, shows, takeCall } from "./steps.mjs";

const KETTLE = "The kettle sang before anybody spoke", LAMP = "Under the stairs there is a lamp";
const OWN = ".live-voice[data-own] textarea[data-words]";

/** A meeting at which Callum, Delphine and an aunt are; gives its live page. */
async function meeting(stage, name) {
  const callum = await stage.as("callum");
  const network = await takeCall(callum, {
    words: `${name} has not been out since Monday.`, person: name, caller: `${name}’s aunt`, tie: "her aunt", reach: "01632 960222" });
  const planned = await plan(callum, network, ["Callum", "Delphine"], [`${name}’s aunt`]);
  await callum.goto(`${planned}/room`);
  const form = sheet(callum, "came");
  for (const row of await form.locator("fieldset").all()) await row.locator('input[value="there"]').check();
  await send(callum, form);
  await callum.context().close();
  return { network, live: `${planned}/live`, name };
}

/** Somebody at the end of a line that can be cut, whose device has the meeting's page. */
async function ready(stage, who, { live }) {
  const line = new Line(stage.at);
  await line.mend();
  stage.after(() => line.cut());
  const page = await stage.as(who, { at: line.at });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await comes(page, "the page of the meeting", ({ tables, cached }) => tables.pages?.some((one) => one.key === live) && cached.includes("/offline"));
  await page.goto(live);
  await stands(page, "saved");
  return { page, line };
}

/** Waits until the page says how what is written stands. */
const stands = (page, state) => page.locator(`[data-saved][data-state="${state}"]`).waitFor();

/** Adds to one's own words. */
async function writes(page, text) {
  await page.locator(OWN).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(`${text}. `);
}

const own = (page) => page.locator(OWN).inputValue();
/** One's own words stand in the page: they are read from the device after it has come. */
const holds = async (page, text) =>
  page.waitForFunction(([box, text]) => box.value === text, [await page.locator(OWN).elementHandle(), text]);

/** Without signal, words are written that lie on the device. */
async function writesWithoutSignal(page, line, text) {
  await line.cut();
  await stands(page, "no-signal");
  await writes(page, text);
  return comes(page, "words on the device", (found) => unsent(found) > 0);
}

/** Opens another page, also where this one asks before it is left because of unsent words. */
async function goes(page, address) {
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => void dialog.accept());
  return page.goto(address);
}

await tell({
  "written without signal, reloaded, there, and merged on return": async (stage) => {
    const at = await meeting(stage, "Ottoline");
    const { page, line } = await ready(stage, "callum", at);
    const delphine = await stage.as("delphine");
    await delphine.goto(at.live);
    await stands(delphine, "saved");
    await writes(page, KETTLE);
    await stands(page, "saved");
    await comes(page, "everything sent", (found) => unsent(found) === 0);

    const found = await writesWithoutSignal(page, line, LAMP);
    assert.ok(found.text.includes(at.live) && found.text.includes("No signal"), "what lies open is found");
    for (const words of [KETTLE, LAMP, at.name, "aunt", "Callum"]) assert.ok(!found.text.includes(words), `“${words}” lies open on the device`);
    assert.deepEqual(found.tables.lease.map((one) => one.isKeyHidden), [true]);
    assert.deepEqual(await takeKey(page), ["InvalidAccessError", "InvalidAccessError"]);

    await goes(page, at.live);
    await stands(page, "no-signal");
    await holds(page, `${KETTLE}. ${LAMP}. `);
    await accessible(page);

    // Every other page says that there is no signal, whom to ring, and what can be opened.
    await goes(page, "/today");
    await shows(page.locator("main"), "No signal", "999");
    await accessible(page);
    await goes(page, at.network);
    await shows(page.locator("main"), "No signal");
    await page.locator(`main a[href="${at.live}"]`).click();
    await stands(page, "no-signal");
    await holds(page, `${KETTLE}. ${LAMP}. `);
    await page.locator('[data-add="topics"]').click();
    await page.locator('[data-list="topics"] textarea').last().fill("The lamp");
    await delphine.locator('[data-add="topics"]').click();
    await delphine.locator('[data-list="topics"] textarea').last().fill("The stairs");
    await stands(delphine, "saved");
    await comes(page, "the topic on the device", ({ tables }) => tables.marks.filter((mark) => mark.unsent > 0).length === 2);

    await line.mend();
    await stands(page, "saved");
    await comes(page, "everything sent", (found) => unsent(found) === 0);
    for (const one of [page, delphine]) {
      await one.waitForFunction(() => document.querySelectorAll('[data-list="topics"] textarea').length === 2);
      const topics = await one.locator('[data-list="topics"] textarea').evaluateAll((all) => all.map((area) => area.value).sort());
      assert.deepEqual(topics, ["The lamp", "The stairs"]);
    }
    // Somebody else's device has it from the server.
    const elsewhere = await stage.as("callum");
    await elsewhere.goto(at.live);
    await stands(elsewhere, "saved");
    assert.equal(await own(elsewhere), `${KETTLE}. ${LAMP}. `);
  },

  "what was written without signal is sent from any page": async (stage) => {
    const at = await meeting(stage, "Perpetua");
    const { page, line } = await ready(stage, "callum", at);
    await writesWithoutSignal(page, line, LAMP);
    await goes(page, "/today");
    await shows(page.locator("main"), "No signal");
    await line.mend();
    await goes(page, "/networks");
    await comes(page, "everything sent", (found) => unsent(found) === 0);
    const elsewhere = await stage.as("callum");
    await elsewhere.goto(at.live);
    await stands(elsewhere, "saved");
    assert.equal(await own(elsewhere), `${LAMP}. `);
  },

  "when the lease has ended nothing can be opened": async (stage) => {
    const at = await meeting(stage, "Quentin");
    const { page, line } = await ready(stage, "callum", at);
    await writesWithoutSignal(page, line, LAMP);
    await endLease(page);
    await goes(page, at.live);
    await shows(page.locator("main"), "No signal", "No meeting is kept on this device");
    assert.ok(!(await page.content()).includes(LAMP));
    const { tables, text } = await dump(page);
    assert.deepEqual(Object.values(tables).flat(), []);
    assert.ok(!text.includes(LAMP));
    // Writing goes on with the next contact, under a new key.
    await line.mend();
    await goes(page, at.live);
    await stands(page, "saved");
    assert.equal(await own(page), "");
  },

  "the lease ends by the clock, which cannot be set back": async (stage) => {
    const page = await stage.as("callum");
    await comes(page, "a lease", (found) => rows(found, "lease") === 1);
    await page.evaluate(await forTests('export { Vault } from "./vault";'));
    const opens = (hours) => page.evaluate(async (later) => {
      const vault = await window.Offline.Vault.open(() => Date.now() + later * 3600 * 1000);
      return vault !== null;
    }, hours);
    assert.deepEqual([await opens(0), await opens(71), await opens(0)], [true, true, true]);
    assert.deepEqual([await opens(73), await opens(0)], [false, false]);
    isBare({ ...await dump(page), cached: [] });
    // A clock that was ahead once and set back: what is over stays over.
    await page.reload();
    await comes(page, "a lease", (found) => rows(found, "lease") === 1);
    await page.evaluate(await forTests('export { Vault } from "./vault";'));
    await opens(71.9);
    await endsIn(page, 71.5);
    assert.equal(await opens(0), false);
  },

  "signing out asks where words would be lost, and leaves nothing": async (stage) => {
    const at = await meeting(stage, "Rosamund");
    const { page, line } = await ready(stage, "callum", at);
    await writesWithoutSignal(page, line, LAMP);
    const out = page.locator('form[action="/sign-out"] button'), asks = page.locator("dialog[open]");
    await out.click();
    await shows(asks, "has not been sent yet");
    await accessible(page);
    await asks.getByRole("button", { name: "Stay signed in" }).click();
    await asks.waitFor({ state: "detached" });
    await holds(page, `${LAMP}. `);
    assert.ok(unsent(await dump(page)) > 0);
    await out.click();
    await asks.getByRole("button", { name: "Sign out and lose it" }).click();
    await page.getByText("Nothing is kept on this device any more").waitFor();
    isBare(await dump(page));
    await line.mend();
    await goes(page, at.live);
    await stands(page, "saved");
    assert.equal(await own(page), "");

    // Nothing is lost: nothing is asked, and the answer itself clears the device.
    await comes(page, "everything sent", (found) => unsent(found) === 0 && rows(found, "pages") > 0);
    const cleared = page.waitForResponse((answer) => answer.url().endsWith("/sign-out"));
    assert.equal(await press(page, out), 200);
    assert.equal((await (await cleared).allHeaders())["clear-site-data"], '"cache", "storage"');
    const found = await dump(page);
    isBare(found);
    assert.equal(found.workers, 0);
    await line.cut();
    await assert.rejects(page.goto(at.live), /ERR_/);
  },

  "another account on the same browser finds nothing of the one before": async (stage) => {
    const at = await meeting(stage, "Sidonie");
    const { page, line } = await ready(stage, "callum", at);
    const before = await writesWithoutSignal(page, line, LAMP);
    const account = before.tables.lease[0].account;
    // Hazel takes the browser over without anybody signing out.
    const token = await sessionOf(stage, "hazel");
    await page.context().addCookies([{ name: "polyphony", value: token, url: line.at }]);
    await line.mend();
    await goes(page, "/help-now");
    const now = await comes(page, "a lease of her own", ({ tables }) => tables.lease?.length === 1 && tables.lease[0].account !== account);
    assert.ok(now.tables.updates.every((row) => !before.tables.updates.some((old) => old.name === row.name)));
    assert.ok(now.tables.pages.every((one) => one.key !== at.live));
    await line.cut();
    await goes(page, at.live);
    await shows(page.locator("main"), "No signal");
    assert.ok(!(await page.content()).includes(LAMP));
    assert.ok(!(await page.content()).includes(at.live));
  },

  "a session that was ended elsewhere ends what is kept at the next contact": async (stage) => {
    const at = await meeting(stage, "Tobias");
    const { page, line } = await ready(stage, "callum", at);
    await writesWithoutSignal(page, line, LAMP);
    const [{ value }] = (await page.context().cookies()).filter((one) => one.name === "polyphony");
    const ended = await fetch(`${stage.at}/sign-out`, {
      method: "POST", redirect: "manual", headers: { cookie: `polyphony=${value}`, "sec-fetch-site": "same-origin" } });
    assert.equal(ended.status, 303);
    // Without signal nothing is known of it.
    await goes(page, at.live);
    await holds(page, `${LAMP}. `);
    await line.mend();
    await goes(page, "/today");
    isBare(await comes(page, "nothing", (found) => Object.values(found.tables).flat().length === 0));
  },

  "a session that ran out keeps what was written, and coming in again sends it": async (stage) => {
    const at = await meeting(stage, "Winifred");
    const { page, line } = await ready(stage, "callum", at);
    await writesWithoutSignal(page, line, LAMP);
    // As when the browser was closed, or nothing was heard of the device overnight.
    await page.context().clearCookies();
    await line.mend();
    await goes(page, "/today");
    await page.getByText("What you wrote is still on this device").waitFor();
    assert.ok(unsent(await dump(page)) > 0);
    await press(page, page.locator('button[name="as"][value="callum"]'));
    await comes(page, "everything sent", (found) => unsent(found) === 0);
    await page.goto(at.live);
    await stands(page, "saved");
    await holds(page, `${LAMP}. `);
  },

  "what is unsent is counted from what the server has, over many changes, deletions and openings": async (stage) => {
    const page = await stage.as("callum");
    await comes(page, "a lease", (found) => rows(found, "lease") === 1);
    await page.evaluate(await forTests(`export { openLocal } from "./local"; export * as Y from "yjs";`));
    const counted = await page.evaluate(async () => {
      const { openLocal, Y } = window.Offline, name = "meeting/made-up/shared", seen = [];
      // A live page sends what it writes by itself; elsewhere what is unsent would be sent, and this be refused.
      document.body.dataset.live = "";
      const opens = async () => {
        const doc = new Y.Doc(), local = await openLocal(name, doc);
        return { doc, local, words: doc.getText("words"), has: () => Y.encodeStateVector(doc) };
      };
      const one = await opens();
      seen.push(["nothing", one.local.unsent(), one.local.keeps()]);
      // More rows than are kept one by one.
      for (let nth = 0; nth < 450; nth += 1) {
        one.words.insert(one.words.length, `${nth} `);
        await one.local.settled();
      }
      seen.push(["one piece", one.local.unsent()]);
      await one.local.close();
      const two = await opens();
      seen.push(["after opening", two.local.unsent(), two.words.toString() === one.words.toString()]);
      two.local.acknowledged(two.has());
      seen.push(["acknowledged", two.local.unsent()]);
      two.words.delete(0, 3);
      seen.push(["a deletion", two.local.unsent()]);
      await two.local.close();
      const three = await opens();
      seen.push(["a deletion after opening", three.local.unsent()]);
      three.local.acknowledged(three.has());
      // What comes from the server is no news to it.
      const theirs = new Y.Doc();
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(three.doc));
      theirs.getText("words").insert(0, "theirs ");
      Y.applyUpdate(three.doc, Y.encodeStateAsUpdate(theirs, three.has()), "server");
      seen.push(["from the server", three.local.unsent()]);
      three.words.insert(0, "mine ");
      seen.push(["mine beside theirs", three.local.unsent()]);
      await three.local.close();
      const four = await opens();
      seen.push(["all of it", four.local.unsent(), four.words.toString().startsWith("mine theirs ")]);
      await four.local.close();
      return seen;
    });
    assert.deepEqual(counted, [["nothing", 0, true], ["one piece", 1], ["after opening", 1, true], ["acknowledged", 0],
      ["a deletion", 1], ["a deletion after opening", 1], ["from the server", 0], ["mine beside theirs", 1], ["all of it", 1, true]]);
    const found = await dump(page);
    assert.ok(found.tables.updates.length < 300, `${found.tables.updates.length} rows`);
  },

  "a change that is refused is shown with its text, and the copy is built anew": async (stage) => {
    const at = await meeting(stage, "Ursula");
    const { page, line } = await ready(stage, "callum", at);
    const aunt = page.locator(".live-voice", { has: page.locator("h3", { hasText: "aunt" }) });
    await press(page, aunt.locator('form button[name="scribe"]').first());
    await stands(page, "saved");
    await line.cut();
    await stands(page, "no-signal");
    await aunt.locator("textarea[data-words]").fill("She said that the tap drips.");
    await comes(page, "words on the device", (found) => unsent(found) > 0);
    // Meanwhile somebody else is asked to write for her.
    const delphine = await stage.as("delphine");
    await delphine.goto(at.live);
    const hers = delphine.locator(".live-voice", { has: delphine.locator("h3", { hasText: "aunt" }) });
    await press(delphine, hers.locator('form button[name="scribe"]').first());
    await line.mend();
    await goes(page, "/networks");
    const shown = page.locator('[data-offline="refused"]');
    await shown.waitFor();
    assert.equal(await shown.locator("textarea").inputValue(), "She said that the tap drips.");
    await accessible(page);
    const found = await dump(page);
    assert.ok(unsent(found) === 0 && rows(found, "kept") === 1 && !found.text.includes("the tap drips"));
    // Kept until its writer takes it away.
    await goes(page, "/today");
    await shown.locator("textarea").waitFor();
    await shown.getByRole("button", { name: "take it away" }).click();
    await shown.waitFor({ state: "hidden" });
    await comes(page, "nothing to show", (found) => rows(found, "kept") === 0);
    await page.goto(at.live);
    await stands(page, "saved");
    assert.equal(await aunt.locator("textarea[data-words]").count(), 0);
  },

  "without script signing out signs out at once": async (stage) => {
    const page = await stage.as("callum", { script: false });
    await page.goto("/today");
    await press(page, page.locator('form[action="/sign-out"] button'));
    await page.goto("/today");
    assert.ok(!page.url().endsWith("/today"));
  },
});

/** The session of somebody who has walked in elsewhere. */
async function sessionOf(stage, who) {
  const page = await stage.as(who);
  const found = (await page.context().cookies()).find((one) => one.name === "polyphony");
  await page.context().close();
  return found.value;
}

/** The page's own sources, to be called by a test: with a clock of its own, or a document of its own. */
async function forTests(contents) {
  const { build } = createRequire(new URL("../ui/package.json", import.meta.url))("esbuild");
  const resolveDir = new URL("../ui/src/offline", import.meta.url).pathname;
  const built = await build({ stdin: { contents, resolveDir, loader: "ts" }, bundle: true, write: false, format: "iife", globalName: "Offline" });
  return `${built.outputFiles[0].text}; window.Offline = Offline; null`;
}

/** Moves the end of the lease to so many hours from now. */
function endsIn(page, hours) {
  return page.evaluate((later) => new Promise((done) => {
    indexedDB.open("polyphony-offline").onsuccess = ({ target: { result: db } }) => {
      const change = db.transaction("lease", "readwrite"), table = change.objectStore("lease");
      table.get("lease").onsuccess = ({ target }) => table.put({ ...target.result, until: Date.now() + later * 3600 * 1000 }, "lease");
      change.oncomplete = () => { db.close(); done(); };
    };
  }), hours);
}
