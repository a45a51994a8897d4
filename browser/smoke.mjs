// The main job in a real browser, told as stories: from a call for help to an agreed record.

import assert from "node:assert/strict";

import { accessible, tell } from "./stage.mjs";
import { ago, hides, home, moment, plan, press, saved, says, send, sheet, shows, takeCall, unfold } from "./steps.mjs";

const ME = "Callum Whitlock (you)";
const WIRELESS = "I have the wireless on", FRIDGE = "I heard a fridge";
const EMEKA = "I'll say it for Emeka", SCARED = "more scared than I'm letting on";

/** A meeting with a caller and a person, planned; gives its addresses. */
async function planned(page, name, minutesAgo = 0) {
  const network = await takeCall(page, {
    words: `${name} has not been out of her room since Monday.`, person: name,
    caller: `${name}’s aunt`, tie: "her aunt", reach: "01632 960222", minutesAgo });
  return { network, meeting: await plan(page, network, ["Callum", "Delphine"], [`${name}’s aunt`]) };
}

/** Everybody of the list was there. */
async function everybodyCame(page) {
  const form = sheet(page, "came");
  for (const row of await form.locator("fieldset").all()) await row.locator('input[value="there"]').check();
  await send(page, form);
}

/** From who came to closing, and on to the story. */
async function writesTheMeeting(page, { network, meeting }, name) {
  await page.goto(`${meeting}/room`);
  await everybodyCame(page);
  await says(page, "openings", name, "My aunt thought of it, and I said why not.");
  await says(page, "words", name, "I hear the stairs before anybody is on them.");
  await says(page, "words", `${name}’s aunt`, "I sleep in my coat.");
  await says(page, "words", ME, "I slowed down when you spoke of the stairs.");
  await says(page, "reflections", ME, "I am thinking of two people listening at night.");

  const response = page.locator("#reflections .room-responses form").first();
  await unfold(response);
  const answering = response.locator('select[name="voice"]');
  await answering.selectOption({ label: name });
  await response.locator('[name="text"]').fill("Yes. Both of us.");
  await send(page, response);
  await shows(page.locator("#reflections"), "Yes. Both of us.");

  const decision = sheet(page, "decision");
  await unfold(decision);
  await decision.locator('[name="about"]').fill("Whether the light stays on");
  await decision.locator('[name="options"]').fill("On\nOff");
  await decision.locator('select[name="voice"]').selectOption({ label: name });
  await send(page, decision);
  const outcome = sheet(page, "outcome");
  await unfold(outcome.first());
  await outcome.first().locator('[name="came-out"][value="left-open"]').check();
  await outcome.first().locator('[name="outcome"]').fill("We sleep on it.");
  await send(page, outcome.first());
  await shows(page.locator("#decisions"), "Whether the light stays on", "We sleep on it.");

  const promise = sheet(page, "promise");
  await unfold(promise);
  await promise.locator('select[name="who"]').selectOption({ label: ME });
  await promise.locator('[name="what"]').fill("Bring the number of the night line");
  await send(page, promise);

  const safety = sheet(page, "safety");
  await unfold(safety);
  await safety.locator('[name="notices"]').fill("She stops answering the door.");
  await safety.locator('[name="calls"]').fill("Her aunt, then us.");
  await send(page, safety);

  const next = sheet(page, "next");
  await unfold(next);
  await next.locator('[name="next"][value="we-call"]').check();
  await next.locator('[name="about-when"]').fill("on Thursday");
  await send(page, next);
  await shows(page.locator("#next"), "on Thursday");

  await closes(page);
  await readsBackAndFiles(page, meeting);

  await page.goto(`${network}/story`);
  await shows(page.locator("main"), "I hear the stairs before anybody is on them.", "I sleep in my coat.",
    "Yes. Both of us.", "Whether the light stays on", "as heard by");
}

/** Closes the meeting: it began half an hour ago. */
async function closes(page) {
  const form = sheet(page, "close");
  await moment(form, "began-at", ago(30));
  await form.locator('[name="minutes"]').fill("75");
  await send(page, form);
  assert.match(page.url(), /\/(record|read-back)/);
}

async function readsBackAndFiles(page, meeting) {
  await page.goto(`${meeting}/read-back`);
  const offers = page.locator('form[action$="/read-back/offer"]');
  const many = await offers.count();
  assert.ok(many > 0, "somebody's words are to be given back");
  for (let nth = 0; nth < many; nth += 1) {
    await unfold(offers.nth(nth));
    assert.equal(await press(page, offers.nth(nth).locator("button").first()), 200);
  }
  await page.goto(`${meeting}/filing`);
  const form = page.locator('form:has([name="filed-as"])');
  await form.locator('[name="filed-as"]').fill("Note 14");
  await send(page, form);
  await page.goto(`${meeting}/filing`);
  await shows(page.locator("main"), "Note 14");
}

/** The story from its beginning, on one page. */
async function wholeStory(page, network) {
  await page.goto(`${network}/story`);
  const whole = page.getByRole("link", { name: /whole story/i });
  if (await whole.count() > 0) await press(page, whole);
}

/** All that a member's pages hold, asked one after the other. */
async function everyPage(page, network, look) {
  await wholeStory(page, network);
  await look(page);
  const records = [];
  await page.goto(`${network}/meetings`);
  for (const link of await page.locator('main a[href*="/meeting/"]').all()) records.push(await link.getAttribute("href"));
  for (const address of ["", "/leave-words", "/looked", "/meetings"]) {
    await page.goto(network + address);
    await look(page);
  }
  for (const address of new Set(records)) {
    await page.goto(address);
    await look(page);
  }
}

async function finds(page, network, text) {
  if (await page.locator('[name="q"]').count() === 0) await page.goto(`${network}/story`);
  await page.locator('[name="q"]').fill(text);
  assert.equal(await press(page, page.locator('form[action$="/story/search"] button')), 200);
  return page.locator("main mark").count();
}

async function readsOnlyTheirs(page, network, theirs, others) {
  await wholeStory(page, network);
  await shows(page.locator("main"), ...theirs);
  await everyPage(page, network, (one) => hides(one, ...others));
  for (const text of theirs) assert.ok(await finds(page, network, text) > 0, `“${text}” is found`);
  for (const text of others) {
    assert.equal(await finds(page, network, text), 0, `“${text}” is not found`);
    await shows(page.locator("main"), "These words are not in the story");
  }
}

await tell({
  "from a call to an agreed record": async (stage) => {
    const callum = await stage.as("callum");
    const meeting = await planned(callum, "Wanda Quist", 130);
    await callum.goto("/today");
    const card = callum.locator(".cards > li", { hasText: "Wanda Quist" }).first();
    await shows(card, /21 hours (49|50) minutes left/, "You hold this");
    await callum.goto(meeting.meeting);
    const letter = await callum.locator('a[href*="/invitation/"]').first().getAttribute("href");
    await callum.goto(letter);
    await shows(callum.locator("main"), "The blue door on Tanner Row");
    await hides(callum, "since Monday");
    await writesTheMeeting(callum, meeting, "Wanda Quist");
    await callum.goto("/today");
    assert.equal(await callum.locator(".cards > li", { hasText: "Wanda Quist" }).count(), 0, "they have met");
  },

  "the sister, the neighbour, the holder and the person": async (stage) => {
    const ngozi = await stage.as("ngozi"), beryl = await stage.as("beryl");
    const network = home(ngozi);
    await readsOnlyTheirs(ngozi, network, [WIRELESS, FRIDGE, EMEKA], [SCARED]);
    await readsOnlyTheirs(beryl, network, [WIRELESS], [FRIDGE, EMEKA, SCARED]);
    const tunde = await stage.as("tunde");
    await readsOnlyTheirs(tunde, network, [WIRELESS, FRIDGE, EMEKA, SCARED], []);
    const amara = await stage.as("amara");
    await readsOnlyTheirs(amara, network, [WIRELESS, FRIDGE, EMEKA, SCARED], []);
    await amara.goto(`${network}/looked`);
    // Who of the service looked; never whether or when another member read.
    await shows(amara.locator("main"), "Tunde");
    await hides(amara, "Ngozi", "Beryl");
    await beryl.goto(`${network}/looked`);
    await hides(beryl, "Ngozi", "Amara");
    for (const slug of ["callum", "winston", "idris"]) {
      const stranger = await stage.as(slug);
      const [one, other] = [`${network}/story`, "/network/01900000-0000-7000-8000-000000000000/story"];
      const seen = async (address) => [(await stranger.goto(address)).status(), await stranger.content()];
      const [there, nowhere] = [await seen(one), await seen(other)];
      assert.equal(there[0], 404, slug);
      assert.deepEqual(there, nowhere, slug);
    }
  },

  "a member leaves words and the team reads them": async (stage) => {
    const ngozi = await stage.as("ngozi");
    const network = home(ngozi);
    await ngozi.goto(`${network}/leave-words`);
    const form = ngozi.locator('form[action$="/leave-words"]');
    await form.locator('[name="text"]').fill("Could we talk about the night before we talk about the day?");
    await form.locator('[name="audience"]').first().check();
    await send(ngozi, form);
    const tunde = await stage.as("tunde");
    await tunde.goto("/today");
    await shows(tunde.locator("main"), /Amara.*left words for you/);
    await tunde.goto(`${network}/left`);
    await shows(tunde.locator("#unread, section").first(), "before we talk about the day?");
    const read = tunde.locator("form", { has: tunde.locator("button", { hasText: "Ngozi" }) }).last();
    await send(tunde, read);
    await ngozi.goto(`${network}/leave-words`);
    await shows(ngozi.locator(".fate"), /Tunde/);
  },

  "two write at once and nothing is overwritten": async (stage) => {
    const callum = await stage.as("callum");
    const { meeting } = await planned(callum, "Ebba Lind");
    const delphine = await stage.as("delphine");
    await callum.goto(`${meeting}/room`);
    await everybodyCame(callum);
    await delphine.goto(`${meeting}/room`);
    // Both pages are open before either has written.
    await says(callum, "words", "Ebba Lind", "The radiator knocks twice.");
    await says(delphine, "words", "Ebba Lind", "I counted the tiles.");
    await callum.goto(`${meeting}/room`);
    await shows(callum.locator("#words"), "The radiator knocks twice.", "I counted the tiles.");
    await rewordsTwice(callum, meeting);
  },

  "the same without script": async (stage) => {
    const callum = await stage.as("callum", { script: false });
    const meeting = await planned(callum, "Ines Marsh");
    await writesTheMeeting(callum, meeting, "Ines Marsh");
    const ngozi = await stage.as("ngozi", { script: false });
    await wholeStory(ngozi, home(ngozi));
    await shows(ngozi.locator("main"), WIRELESS);
    await hides(ngozi, SCARED);
  },

  "what is being typed survives a reload and a power cut": async (stage) => {
    const callum = await stage.as("callum");
    await callum.goto("/request/new");
    const form = callum.locator('form[action="/request/new"]');
    const words = form.locator('[name="own-words"]');
    await words.fill("");
    await words.pressSequentially("She says the birds");
    await saved(form);
    await callum.reload();
    assert.equal(await words.inputValue(), "She says the birds");

    await words.press("End");
    await words.pressSequentially(" know her name");
    await saved(form);
    const acknowledged = await words.inputValue();
    await words.pressSequentially(" and");
    await stage.powerCut();
    await callum.goto("/request/new");
    const kept = await words.inputValue();
    assert.ok(kept.startsWith(acknowledged), `“${kept}” lacks acknowledged words`);

    const network = await takeCall(callum, {
      words: "The record holds this too.", person: "Pia Holm", caller: "Olle", tie: "her brother", reach: "" });
    await stage.powerCut();
    await callum.goto(`${network}/story`);
    await shows(callum.locator("main"), "The record holds this too.");
  },

  "every page can be used by everybody": async (stage) => {
    for (const dark of [false, true]) {
      const callum = await stage.as("callum", { dark });
      const { network, meeting } = await planned(callum, dark ? "Nell Frost" : "Tove Berg");
      const pages = ["/today", "/request/new", "/networks", "/service", network, meeting, `${network}/team`,
        `${network}/meeting/new`, `${network}/people/new`, `${network}/stay/new`, `${meeting}/room`, `${network}/left`];
      await look(callum, pages);
      await callum.goto(`${meeting}/room`);
      await everybodyCame(callum);
      await says(callum, "words", dark ? "Nell Frost" : "Tove Berg", "It is quieter now.");
      const next = sheet(callum, "next");
      await next.locator('[name="next"][value="enough"]').check();
      await send(callum, next);
      await accessible(callum);
      await closes(callum);
      await look(callum, [`${meeting}/record`, `${meeting}/read-back`, `${meeting}/filing`,
        `${network}/story`, `${network}/meetings`, `${network}/looked`]);
      const amara = await stage.as("amara", { dark });
      const own = home(amara);
      await look(amara, [own, `${own}/story`, `${own}/leave-words`, `${own}/looked`, `${own}/meetings`, "/what-happens"]);
      const nobody = await stage.nobody({ dark });
      await look(nobody, ["/demo", "/help-now", "/there-is-no-such-page"]);
    }
  },

  "a call with the keyboard alone": async (stage) => {
    const callum = await stage.as("callum", { width: 1200 });
    await callum.goto("/today");
    await tabTo(callum, 'a[href="/request/new"]');
    await Promise.all([callum.waitForURL("**/request/new"), callum.keyboard.press("Enter")]);
    await callum.locator('[name="own-words"]').fill("");
    await callum.locator("body").press("Control+Home");
    await tabTo(callum, '[name="own-words"]');
    await callum.keyboard.type("He talks to the kettle.");
    await tabTo(callum, '[name="safe-now"]');
    await callum.keyboard.press("Space");
    await tabTo(callum, '[name="person-name"]');
    await callum.keyboard.type("Otto Vane");
    // Enter in a line of text takes the call: the first button of the form must not be another one.
    await tabTo(callum, 'form[action="/request/new"] button:not([formaction])');
    await Promise.all([callum.waitForURL("**/taken/**"), callum.keyboard.press("Enter")]);
    await callum.goto("/today");
    await shows(callum.locator("main"), "Otto Vane");
  },
});

/** Looks at each page; it is there, and everybody can use it. Says all that was found, not only the first. */
async function look(page, addresses) {
  const found = [];
  for (const address of addresses) {
    const answer = await page.goto(address);
    assert.ok(answer.status() === 200 || address.includes("no-such"), `${address}: ${answer.status()}`);
    await accessible(page).catch((error) => found.push(error.message));
  }
  if (found.length > 0) throw new Error(found.join("\n"));
}

/** Presses Tab until the focus is on such a thing, and no more often than a page can have stops. */
async function tabTo(page, selector) {
  for (let stops = 0; stops < 80; stops += 1) {
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${selector} on ${page.url()}`);
}

/** The same words reworded in two windows: the second sees both, and neither is lost. */
async function rewordsTwice(callum, meeting) {
  const other = await callum.context().newPage();
  other.setDefaultTimeout(15_000);
  await other.goto(`${meeting}/room`);
  const reword = (page) => page.locator(".room-said", { hasText: "The radiator knocks" }).locator('form[action$="/room/reword"]');
  for (const page of [callum, other]) await unfold(reword(page));
  await reword(callum).locator('[name="text"]').fill("The radiator knocks three times.");
  await send(callum, reword(callum));
  await reword(other).locator('[name="text"]').fill("The radiator knocks, and then it stops.");
  assert.equal(await press(other, reword(other).locator("button").last()), 422);
  await shows(other.locator("main"), "Somebody else changed the same words");
  const back = reword(other);
  await shows(back, "The radiator knocks three times.");
  assert.equal(await back.locator('[name="text"]').inputValue(), "The radiator knocks, and then it stops.");
}
