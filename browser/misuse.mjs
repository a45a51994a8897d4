// What people try who should not, told as stories in a real browser. The places are those of the demonstration:
// Jas must not come near Lewis in Kiran's network; Amara's network holds what her sister said.

import assert from "node:assert/strict";

import { accessible, tell } from "./stage.mjs";
import { hides, home, press, send, shows } from "./steps.mjs";

const NOTHING = "/network/01900000-0000-7000-8000-000000000000";

/** A page and a page of nothing: the same status and the same words, but for the address itself. */
async function likeNothing(page, address) {
  const network = address.match(/^\/network\/[^/]+/)[0];
  const seen = async (at) => {
    const answer = await page.goto(at);
    return [answer.status(), (await page.content()).replaceAll(network, "…").replaceAll(NOTHING, "…")];
  };
  const [one, other] = [await seen(address), await seen(address.replace(network, NOTHING))];
  assert.equal(one[0], 404, address);
  assert.deepEqual(one, other, address);
}

/** All that a member can open by going from page to page of their own network. */
async function wanders(page, network, look) {
  const open = [network, `${network}/story`, `${network}/meetings`, `${network}/being-safe`, `${network}/looked`,
    `${network}/leave-words`, `${network}/safety`, "/help-now", "/what-happens"];
  const seen = new Set();
  while (open.length > 0) {
    const address = open.pop();
    if (seen.has(address)) continue;
    seen.add(address);
    await page.goto(address);
    await look(page);
    const links = await page.locator(`a[href^="${network}"]`).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    open.push(...links.map((link) => link.split("#")[0]).filter((link) => !seen.has(link)));
  }
  return seen.size;
}

await tell({
  "somebody in the network who means harm": async (stage) => {
    const jas = await stage.as("jas"), lewis = await stage.as("lewis"), bartek = await stage.as("bartek");
    const network = home(jas);
    // Jas looks for Lewis on every page there is, searches, and asks for him.
    const pages = await wanders(jas, network, (page) => hides(page, "Lewis", "court order", "brought together"));
    assert.ok(pages > 8, `${pages} pages`);
    await jas.goto(`${network}/story`);
    await jas.locator('[name="q"]').fill("Lewis");
    assert.equal(await press(jas, jas.locator('form[action$="/story/search"] button')), 200);
    assert.equal(await jas.locator("main mark").count(), 0);
    // Lewis sees what keeps them apart, after signing in, and nowhere else.
    await lewis.goto(`${network}/being-safe`);
    await shows(lewis.locator("main"), "Kept apart", /You and Jas/);
    await accessible(lewis);
    // The team sees it, and cannot ask both to one meeting.
    await bartek.goto(network);
    await press(bartek, bartek.getByRole("link", { name: "Open the mark" }).first());
    await shows(bartek.locator("main"), "Nobody of the team can invite both");
    const mark = new URL(bartek.url()).pathname;
    await accessible(bartek);
    for (const address of [mark, `${mark}/lift`, `${mark}/narrow`]) await likeNothing(jas, address);
    await bartek.goto(`${network}/meeting/new`);
    const form = bartek.locator('form:has([name="when-hour"])');
    const day = new Date(Date.now() + 48 * 3600 * 1000);
    await form.locator('[name="when-day"]').fill(String(day.getDate()));
    await form.locator('[name="when-month"]').fill(String(day.getMonth() + 1));
    await form.locator('[name="when-year"]').fill(String(day.getFullYear()));
    await form.locator('[name="when-hour"]').fill("11:40");
    await form.locator('[name="place"][value="clinic"]').check();
    for (const name of [/^Jas/, /^Lewis/]) await form.getByRole("checkbox", { name }).check();
    assert.equal(await press(bartek, form.locator("button:not([formaction])").last()), 422);
    await shows(bartek.locator(".nhsuk-error-summary"), "must not be brought together");
  },

  "a relative who reads over the shoulder": async (stage) => {
    const ngozi = await stage.as("ngozi");
    const network = home(ngozi);
    await ngozi.goto(`${network}/being-safe`);
    await accessible(ngozi);
    const words = async () => (await ngozi.locator("main").innerText());
    const before = await words();
    const form = ngozi.locator('form[action$="/being-safe/view"]');
    await form.locator('[value="next-meeting"]').check();
    await send(ngozi, form);
    // Nothing of what was said is there, and nothing says that there is more.
    await ngozi.goto(`${network}/story`);
    await hides(ngozi, "wireless", "fridge");
    await ngozi.goto(`${network}/being-safe`);
    assert.equal(await words(), before, "the page does not say how much is shown");
    // Whoever holds her telephone asks for more, and is thanked.
    await form.locator('[value="full"]').check();
    await send(ngozi, form);
    await shows(ngozi.locator("main"), "one of us speaks with you first");
    await ngozi.goto(`${network}/story`);
    await hides(ngozi, "wireless", "fridge");
    // Her team sees the wish, and widens it after speaking with her.
    const tunde = await stage.as("tunde");
    await tunde.goto(network);
    await press(tunde, tunde.locator("#people").locator("xpath=..").getByRole("link", { name: /^Ngozi/ }).first());
    await shows(tunde.locator("main"), "They asked to see more online");
    await press(tunde, tunde.getByRole("link", { name: /What they see online/ }));
    await accessible(tunde);
    const wider = tunde.locator('form:has([name="view"])');
    await wider.locator('[value="full"]').check();
    await wider.locator('[name="words"]').fill("Rang her at work; she wants it all back.");
    await send(tunde, wider);
    await ngozi.goto(`${network}/story`);
    await shows(ngozi.locator("main"), "wireless");
  },

  "a colleague who is only curious": async (stage) => {
    const amara = await stage.as("amara");
    const network = home(amara);
    const callum = await stage.as("callum");
    for (const address of ["", "/story", "/team", "/meetings", "/people/new", "/looked", "/being-safe"]) {
      await likeNothing(callum, network + address);
    }
    for (const address of ["/today", "/networks", "/service"]) {
      await callum.goto(address);
      await hides(callum, "wireless", "fridge", network);
    }
    // He was refused; nothing was opened, and nothing says that he read.
    await amara.goto(`${network}/looked`);
    await hides(amara, "Callum");
  },

  "an administrator who holds the database file": async (stage) => {
    const amara = await stage.as("amara"), winston = await stage.as("winston");
    const network = home(amara);
    await amara.goto(`${network}/leave-words`);
    const form = amara.locator('form[action$="/leave-words"]');
    const words = "The lantern stays lit on Saturdays";
    await form.locator('[name="text"]').fill(words);
    await form.locator('[name="audience"]').first().check();
    await send(amara, form);
    for (const address of ["", "/story", "/looked", "/being-safe"]) await likeNothing(winston, network + address);
    const file = stage.database();
    assert.ok(file.length > 100_000, `${file.length} bytes of a database`);
    for (const text of [words, "wireless", "fridge", "Amara", "Ngozi", "Lewis", "court order", "words-spoken"]) {
      assert.ok(!file.includes(Buffer.from(text)), `the file holds “${text}” in clear`);
    }
  },
});
