// What people try who should not, told as stories in a real browser. The places are those of the demonstration:
// Jas must not come near Lewis in Kiran's network; Amara's network holds what her sister said.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { accessible, tell } from "./stage.mjs";
import { ago, date, hides, home, press, send, shows, unfold, unzipped } from "./steps.mjs";

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

/** Attaches a picture to somebody's words in the open meeting; gives its bytes. */
async function attaches(page, network, shown) {
  await page.goto(network);
  await press(page, page.locator(`a[href^="${network}/meeting/"]:not([href$="/new"])`).first());
  if (!page.url().endsWith("/room")) await press(page, page.locator('a[href$="/room"]').first());
  const form = page.locator('form[action$="/room/file"]').first();
  await unfold(form);
  const bytes = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await form.locator('[name="shows"]').fill(shown);
  await form.locator('[name="file"]').setInputFiles({ name: "drawing.png", mimeType: "image/png", buffer: bytes });
  await send(page, form);
  return bytes;
}

/** What an officer decides on the line that holds these words, on its own page. */
async function decides(page, request, words, { decision, part = "", ground = "", why = "" }) {
  await page.goto(`${request}?lines=all`);
  const line = page.locator("article").filter({ hasText: words }).first();
  await press(page, line.getByRole("link", { name: /^Decide/ }));
  await shows(page.locator("main"), words);
  const form = page.locator('form:has([name="decision"])');
  await form.locator(`[name="decision"][value="${decision}"]`).check();
  if (part) await form.locator('[name="part"]').fill(part);
  if (ground) await form.locator(`[name="ground"][value="${ground}"]`).check();
  if (why) await form.locator('[name="words"]').fill(why);
  await send(page, form);
}

/** Gives every line that still waits, one by one, after looking at each. */
async function givesTheRest(page, request) {
  let given = 0;
  for (;;) {
    await page.goto(request);
    const next = page.locator("article").getByRole("link", { name: /^Decide(?! anew)/ }).first();
    if (await next.count() === 0) return given;
    await press(page, next);
    const form = page.locator('form:has([name="decision"])');
    await form.locator('[name="decision"][value="give"]').check();
    await send(page, form);
    given += 1;
  }
}

/** Opens a copy as a lawyer would: pages, data, attachments, checksums. Gives how many lines it has. */
async function opened(page, stage, files, picture) {
  const sums = files.get("SHA256SUMS").toString().trim().split("\n").map((line) => line.split("  "));
  assert.deepEqual(sums.map(([, name]) => name).sort(), [...files.keys()].filter((name) => name !== "SHA256SUMS").sort());
  for (const [sum, name] of sums) {
    assert.equal(createHash("sha256").update(files.get(name)).digest("hex"), sum, name);
  }
  const manifest = JSON.parse(files.get("manifest.json")), record = JSON.parse(files.get("record.json"));
  const numbers = record.lines.map((line) => line.number);
  assert.deepEqual(numbers, numbers.map((_, nth) => nth + 1), "numbered from 1 without gaps");
  assert.equal(manifest.lines, numbers.length);
  const drawn = record.lines.filter((line) => line.content?.shows === "The plane, drawn from memory");
  assert.equal(drawn.length, 1);
  assert.ok(files.get(drawn[0].attachment).equals(picture), "the attachment is what was attached");
  // The pages: in words, one article a line, nothing asked from outside.
  const paper = await stage.nobody({ script: true, width: 1200 });
  await paper.setContent(files.get("record.html").toString("utf8"));
  assert.equal(await paper.locator("html").getAttribute("lang"), "en");
  const heads = await paper.locator("article h2").allInnerTexts();
  assert.deepEqual(heads.map((head) => Number(head.split(".")[0])), numbers);
  for (const head of heads) assert.match(head, /^\d+\. [A-Z]/);
  await shows(paper.locator("main"), "I want to say something to his face on the ward.", "The plane, drawn from memory");
  await accessible(paper);
  return numbers.length;
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

  "a subject access request that a lawyer will read": async (stage) => {
    const kiran = await stage.as("kiran"), callum = await stage.as("callum");
    const network = home(kiran);
    const picture = await attaches(callum, network, "The plane, drawn from memory");
    // He asks on his own page; nobody needs a reason.
    await kiran.goto(network);
    await press(kiran, kiran.locator(`a[href="${network}/ask-access"]`));
    await accessible(kiran);
    const asking = kiran.locator('form[action$="/ask-access"]');
    await asking.locator('[name="words"]').fill("Everything, for my solicitor.");
    await send(kiran, asking);
    await shows(kiran.locator("main"), "Everything, for my solicitor.", /To be answered by/);

    // The records officer finds it, and cannot make a copy before every line and the opinion are there.
    await callum.goto("/records");
    await accessible(callum);
    await press(callum, callum.locator(`a[href^="${network}/access/"]`).first());
    const request = new URL(callum.url()).pathname;
    await accessible(callum);
    assert.equal((await callum.request.get(`${request}/bundle`)).status(), 409);
    await press(callum, callum.locator("main").getByRole("link", { name: "Note a health professional’s opinion" }));
    await accessible(callum);
    const opinion = callum.locator('form:has([name="harm"])');
    assert.equal(await press(callum, opinion.locator("button").last()), 422);
    await opinion.getByRole("radio", { name: /Nasreen/ }).check();
    await date(opinion, "on", ago(0));
    await opinion.locator('[name="harm"][value="no"]').check();
    await opinion.locator('[name="words"]').fill("I have read it all. Nothing in it would harm him or anybody.");
    await send(callum, opinion);
    assert.equal((await callum.request.get(`${request}/bundle`)).status(), 409);

    // What he can read already is given in one step; what is somebody else's is decided one by one.
    assert.equal(await press(callum, callum.locator('form[action$="/give-known"] button')), 200);
    const [breast, bench, order] = ["They've found something in my breast", "I've put in for his bench", "court order"];
    await decides(callum, request, breast, { decision: "keep", ground: "third-party", why: "His mother's own health. She tells him herself." });
    await decides(callum, request, bench, { decision: "part", part: "I want to say something to his face on the ward.", why: "Lewis agreed to this much." });
    await decides(callum, request, order, { decision: "keep", ground: "safeguarding", why: "Lewis would be found by it." });
    assert.ok(await givesTheRest(callum, request) > 0, "some other lines were somebody else's");
    await accessible(callum);

    // Every decision is written down, with who decided and why.
    await callum.goto(`${request}?lines=all`);
    await shows(callum.locator("main"), "She tells him herself.", "Lewis would be found by it.", /Callum Whitlock/, "Is kept back.", "Is given in part.");

    // The copy: made, downloaded, opened.
    const downloading = callum.waitForEvent("download");
    await callum.getByRole("button", { name: "Make the copy" }).click();
    const files = unzipped(readFileSync(await (await downloading).path()));
    const shown = await opened(callum, stage, files, picture);
    assert.ok(shown > 100, `${shown} lines`);
    for (const [name, bytes] of files) {
      for (const words of ["found something in my breast", "put in for his bench", "court order", "She tells him herself", "be found by it"]) {
        assert.ok(!bytes.includes(words), `${name} holds “${words}”`);
      }
    }

    // Answered: he reads it, and the officer reads nothing more here.
    await callum.goto(request);
    const answer = callum.locator('form[action$="/answer"]');
    await answer.locator('[name="words"]').fill("On a stick, by hand, on the ward. You may ask again, and complain to the ICO.");
    await send(callum, answer);
    await kiran.goto(`${network}/ask-access`);
    await shows(kiran.locator("main"), /Answered on/, /by hand, on the ward/);
    await accessible(kiran);
    assert.equal((await callum.goto(request)).status(), 404);
  },
});
