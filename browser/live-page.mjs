// The live page of a meeting in a real browser: several people at one meeting in Amara's network.

import assert from "node:assert/strict";

import { accessible, tell } from "./stage.mjs";
import { ago, hides, home, moment, plan, press, send, sheet, shows } from "./steps.mjs";

/** A new open meeting at which these are noted as present; gives its live page's address. */
async function meets(tunde, network, there) {
  const meeting = await plan(tunde, network, ["Tunde"], ["Amara", "Ngozi"]);
  await tunde.goto(`${meeting}/room`);
  await notes(tunde, there, "there");
  return `${meeting}/live`;
}

/** Notes how these were there, on the room's page. */
async function notes(tunde, names, how) {
  const form = sheet(tunde, "came");
  for (const name of names) {
    await form.locator("fieldset", { hasText: name }).first().locator(`input[value="${how}"]`).check();
  }
  await send(tunde, form);
}

/** Opens the page, and waits until all of it is there. */
async function opens(page, address) {
  await page.goto(address);
  await says(page, "Saved");
}

/** The line about what is saved says so, from its beginning. */
async function says(page, sentence) {
  await page.locator("[data-saved]", { hasText: new RegExp(`^${sentence}`) }).waitFor();
}

/** The voice of this name. */
const voice = (page, name) => page.locator(`[data-voices] [data-name^="${name}"]`);
const own = (page) => page.locator("[data-voices] [data-own] [data-words]");
const shown = (page, name) => voice(page, name).locator("[data-said]");

async function reads(page, name, text) {
  await shown(page, name).filter({ hasText: text }).waitFor();
}

/** What Chromium tells a screen reader: role and name of everything that is not left out. */
async function heard(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter((node) => !node.ignored).map((node) => [node.role?.value, node.name?.value ?? ""]);
}

/** Everybody at one meeting. */
async function everybody(stage, options = {}) {
  const tunde = await stage.as("tunde"), amara = await stage.as("amara", options.amara), ngozi = await stage.as("ngozi", options.ngozi);
  const network = home(amara);
  const address = await meets(tunde, network, ["Tunde", "Amara", "Ngozi"]);
  return { tunde, amara, ngozi, network, address };
}

await tell({
  "two voices write at once, each in its own, and the others see it when the voice says so": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    await amara.goto(address.replace(/\/live$/, ""));
    assert.equal(await press(amara, amara.locator(`a[href="${address}"]`)), 200);
    for (const page of [ngozi, tunde]) await opens(page, address);
    await says(amara, "Saved");
    assert.ok(await own(amara).evaluate((area) => document.activeElement === area), "the cursor is in one's own voice");
    await amara.locator("[data-here]", { hasText: "Here now: Ngozi" }).waitFor();

    const [hers, sisters] = ["The kettle was already warm, at four.", "I count the steps of the stairs."];
    await Promise.all([own(amara).pressSequentially(hers), own(ngozi).pressSequentially(sisters)]);
    await Promise.all([says(amara, "Saved"), says(ngozi, "Saved")]);
    // Saved, and on nobody else's page.
    for (const [page, text] of [[ngozi, "kettle"], [tunde, "kettle"], [tunde, "stairs"]]) await hides(page, text);
    await voice(ngozi, "Amara").getByText("Not shown yet.").waitFor();

    await voice(amara, "Amara").locator("[data-show]").click();
    await Promise.all([reads(ngozi, "Amara", hers), reads(tunde, "Amara", hers)]);
    await hides(tunde, "stairs");
    await voice(amara, "Amara").getByText("The others see this.").waitFor();
    await voice(amara, "Amara").locator("[data-show]").click();
    await voice(tunde, "Amara").getByText("Not shown yet.").waitFor();
    await hides(tunde, "kettle");

    await amara.reload();
    await says(amara, "Saved");
    assert.equal(await own(amara).inputValue(), hers);
    for (const page of [amara, ngozi, tunde]) await accessible(page);
  },

  "what is shared, decided, promised, reflected and answered is on every page": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    for (const page of [amara, ngozi, tunde]) await opens(page, address);
    // Both add a topic at once, and both write in one.
    await Promise.all([amara, ngozi].map(async (page, nth) => {
      await page.locator('[data-add="topics"]').click();
      await page.keyboard.type(["The nights", "Who looks after Kit on Fridays"][nth]);
    }));
    const topics = (page) => holds(page, '[data-list="topics"] textarea', ["The nights", "Who looks after Kit on Fridays"]);
    for (const page of [tunde, amara, ngozi]) await topics(page);

    await tunde.locator('[data-add="decisions"]').click();
    await tunde.keyboard.type("The light on the landing");
    const decision = (page) => page.locator('[data-list="decisions"] > li').first();
    await decision(tunde).locator("[data-option]").fill("It stays on");
    await tunde.keyboard.press("Enter");
    await decision(amara).locator("[data-option-text]", { hasText: "It stays on" }).waitFor();
    const stance = decision(amara).locator("fieldset");
    await stance.locator("[data-stance]").selectOption("doubts");
    await stance.locator("[data-words]").fill("Ask me in a week.");
    await stance.locator("[data-words]").blur();
    await amara.locator("[data-promise-add]").click();
    await amara.keyboard.type("Ring my sister on Sunday");
    await says(amara, "Saved");
    await hides(tunde, "Ask me in a week.", "Ring my sister on Sunday");
    await voice(amara, "Amara").locator("[data-show]").click();
    await decision(tunde).getByText("With doubts – Ask me in a week.").waitFor();
    await tunde.locator("#promises").getByText("Ring my sister on Sunday").waitFor();

    const reflection = tunde.locator("#reflections [data-reflection]");
    await reflection.fill("I am thinking of two people listening to one house.");
    await tunde.locator("#reflections [data-show]").click();
    await amara.locator("#reflections").getByText("listening to one house").waitFor();
    await amara.locator("#reflections [data-answers] textarea").fill("Three, with Kit.");
    await says(amara, "Saved");
    await tunde.locator("#reflections").getByText("Three, with Kit.").waitFor();

    await ngozi.locator('[data-next] input[value="we-call"]').check();
    await ngozi.locator("[data-about]").fill("on Thursday");
    await ngozi.locator("[data-about]").blur();
    await holds(amara, "[data-about]", ["on Thursday"]);
    assert.ok(await amara.locator('[data-next] input[value="we-call"]').isChecked());
    for (const page of [amara, ngozi, tunde]) await accessible(page);
    await stage.powerCut();
    await amara.reload();
    await says(amara, "Saved");
    await shows(amara.locator("main"), "It stays on", "listening to one house");
    await topics(amara);
  },

  "one tap puts the page away, and one brings it back": async (stage) => {
    const { amara, ngozi, address } = await everybody(stage);
    await opens(amara, address);
    await opens(ngozi, address);
    await own(amara).pressSequentially("Not now.");
    await amara.getByRole("button", { name: "Put this page away" }).click();
    const [calm, desk] = [amara.locator("[data-away-screen]"), amara.locator("[data-desk]")];
    await calm.waitFor();
    assert.equal(await desk.isVisible(), false);
    assert.equal(await amara.locator("main button:visible").count(), 1);
    assert.ok(await amara.getByRole("button", { name: "Open the page again" }).evaluate((back) => document.activeElement === back));
    // Nobody's name or words, and help is where it always is.
    const text = await amara.locator("main").innerText();
    for (const word of ["Amara", "Ngozi", "Not now."]) assert.ok(!text.includes(word), text);
    assert.ok(await amara.locator(".help").isVisible());
    await accessible(amara);
    await amara.reload();
    await calm.waitFor();
    await amara.getByRole("button", { name: "Open the page again" }).click();
    await desk.waitFor();
    assert.equal(await own(amara).inputValue(), "Not now.");
  },

  "without signal it is said, and what both sides wrote is there when it is back": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    for (const page of [amara, ngozi, tunde]) await opens(page, address);
    await voice(amara, "Amara").locator("[data-show]").click();
    await amara.context().setOffline(true);
    await says(amara, "No signal, writing on this phone");
    await own(amara).pressSequentially("On the train.");
    await amara.locator("[data-saved]", { hasText: /No signal.*Not saved yet: \d+ changes?/ }).waitFor();
    await amara.locator('[data-add="questions"]').click();
    await amara.keyboard.type("Who has the key?");
    await ngozi.locator('[data-add="questions"]').click();
    await ngozi.keyboard.type("Is it the fridge?");
    await says(ngozi, "Saved");
    await hides(tunde, "On the train.");
    await amara.context().setOffline(false);
    await says(amara, "Saved");
    await reads(tunde, "Amara", "On the train.");
    for (const page of [tunde, amara, ngozi]) {
      await holds(page, '[data-list="questions"] textarea', ["Is it the fridge?", "Who has the key?"]);
    }
  },

  "the server dies while somebody writes: it is not called saved, and comes when it is back": async (stage) => {
    const { tunde, amara, address } = await everybody(stage);
    await opens(amara, address);
    await own(amara).pressSequentially("Before.");
    await says(amara, "Saved");
    await stage.powerCut();
    await own(amara).pressSequentially(" And after.");
    await says(amara, "Saved");
    await voice(amara, "Amara").locator("[data-show]").click();
    await opens(tunde, address);
    await reads(tunde, "Amara", "Before. And after.");
  },

  "with the keyboard alone": async (stage) => {
    const { tunde, amara, address } = await everybody(stage);
    await opens(amara, address);
    await amara.keyboard.type("By hand.");
    await tabTo(amara, "[data-voices] [data-own] [data-show]");
    await amara.keyboard.press("Enter");
    await tabTo(amara, '[data-add="topics"]');
    await amara.keyboard.press("Space");
    await amara.keyboard.type("The nights");
    await tabTo(amara, '[data-add="decisions"]');
    await amara.keyboard.press("Enter");
    await amara.keyboard.type("The landing");
    await tabTo(amara, "[data-option]");
    await amara.keyboard.type("Light");
    await amara.keyboard.press("Enter");
    await tabTo(amara, "[data-promise-add]");
    await amara.keyboard.press("Enter");
    await amara.keyboard.type("I ring.");
    await tabTo(amara, '[data-next] input');
    await amara.keyboard.press("Space");
    await says(amara, "Saved");
    await opens(tunde, address);
    await reads(tunde, "Amara", "By hand.");
    await shows(tunde.locator("main"), "Light", "I ring.");
    assert.ok(await tunde.locator('[data-next] input[value="meeting"]').isChecked());
    // And the page is put away and brought back.
    await amara.locator("h1").first().evaluate((at) => { at.tabIndex = -1; at.focus(); });
    await amara.locator("[data-away]").focus();
    await amara.keyboard.press("Enter");
    await amara.keyboard.press("Enter");
    await amara.locator("[data-desk]").waitFor();
  },

  "whoever hears the page learns who wrote, and finds each voice by its heading": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    for (const page of [amara, ngozi, tunde]) await opens(page, address);
    await own(amara).pressSequentially("I hear the stairs.");
    await voice(amara, "Amara").locator("[data-show]").click();
    await tunde.locator("[data-heard]", { hasText: "Now shown: the words of Amara" }).waitFor();
    await own(amara).pressSequentially(" At night.");
    await tunde.locator("[data-heard]", { hasText: /Amara.* added words\./ }).waitFor();
    const tree = await heard(tunde);
    const has = (role, name) => tree.some(([is, called]) => is === role && called.match(name));
    assert.ok(has("StaticText", /^Amara.* added words\.$/), "who wrote");
    for (const name of [/^Tunde.*\(you\)/, /^Amara/, /^Ngozi/]) {
      assert.ok(has("heading", name), `a heading of ${name}`);
      assert.ok(has("region", name), `a landmark of ${name}`);
    }
    assert.ok(has("textbox", /^Your words$/), "a field with its name");
    assert.ok(has("StaticText", /I hear the stairs\. At night\./), "what was said");
    assert.ok(has("status", /^/) && has("StaticText", /^Saved$/), "how it stands");
    // Whoever has not shown their words is not heard writing.
    await own(ngozi).pressSequentially("Nobody's business.");
    await says(ngozi, "Saved");
    assert.ok(!(await heard(tunde)).some(([, name]) => name.match(/Ngozi.* added/)));
    const unnamed = tree.filter(([role, name]) => ["textbox", "button", "combobox", "radio", "link"].includes(role) && name === "");
    assert.deepEqual(unnamed, []);
  },

  "somebody who only speaks has a voice too, and a hand that writes for it": async (stage) => {
    const { tunde, amara, address, network } = await everybody(stage);
    await opens(amara, address);
    await opens(tunde, address);
    assert.equal(await press(tunde, tunde.getByRole("link", { name: "Add a voice" })), 200);
    const form = sheet(tunde, "somebody");
    await form.locator("xpath=ancestor::details").locator("> summary").click();
    await form.locator('[name="name"]').fill("Old Mr Pell");
    await send(tunde, form);
    await opens(tunde, address);
    // It comes to pages that are open.
    await voice(amara, "Old Mr Pell").waitFor();
    assert.equal(await press(tunde, tunde.getByRole("button", { name: "Write for Old Mr Pell" })), 200);
    await says(tunde, "Saved");
    await voice(tunde, "Old Mr Pell").locator("[data-words]").pressSequentially("I only came to fix the gate.");
    await voice(tunde, "Old Mr Pell").locator("[data-show]").click();
    await reads(amara, "Old Mr Pell", "I only came to fix the gate.");
    await accessible(amara);
    assert.ok(network.length > 0);
  },

  "what the page no longer takes stays on it to be copied": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    for (const page of [amara, ngozi]) await opens(page, address);
    await voice(amara, "Amara").locator("[data-show]").click();
    await own(amara).pressSequentially("For those who are there.");
    await reads(ngozi, "Amara", "For those who are there.");
    await ngozi.context().setOffline(true);
    await own(ngozi).pressSequentially("Written on the way home.");
    await tunde.goto(address.replace(/live$/, "room"));
    await notes(tunde, ["Ngozi"], "not-there");
    await ngozi.context().setOffline(false);
    await ngozi.getByRole("heading", { name: "This could not be added" }).waitFor();
    assert.equal(await ngozi.locator("[data-lost] [data-text]").first().inputValue(), "Written on the way home.");
    // Nothing of anybody else is left.
    await hides(ngozi, "For those who are there.", "data-voice=");
    await accessible(ngozi);
  },

  "a meeting is closed while a phone has no signal: what was written on it is handed in, and nothing is called lost": async (stage) => {
    const { tunde, amara, ngozi, address } = await everybody(stage);
    for (const page of [amara, ngozi]) await opens(page, address);
    await own(amara).pressSequentially("Before the tunnel.");
    await ngozi.locator('[data-next] input[value="you-call"]').check();
    for (const page of [amara, ngozi]) await says(page, "Saved");
    await amara.context().setOffline(true);
    await own(amara).pressSequentially(" And in it.");
    await amara.locator("[data-saved]", { hasText: /Not saved yet: \d+ change/ }).waitFor();
    await tunde.goto(address.replace(/live$/, "room"));
    const close = sheet(tunde, "close");
    await moment(close, "began-at", ago(30));
    await send(tunde, close);
    await ngozi.getByText("This page has ended").waitFor();
    await hides(ngozi, "data-voice=");
    assert.equal(await ngozi.locator("[data-lost] textarea").count(), 0, "everything of hers was saved");
    await amara.context().setOffline(false);
    await amara.getByText("This page has ended").waitFor();
    assert.equal(await amara.locator("[data-lost] textarea").count(), 0, "nothing of hers is lost");
    const record = address.replace(/live$/, "record");
    await amara.goto(record);
    await shows(amara.locator("main"), "Before the tunnel.", "You call when you want");
    // What came late stands there as soon as the phone has said all of it.
    const until = Date.now() + 30_000;
    do await ngozi.goto(record);
    while (Date.now() < until && !(await ngozi.locator("main").textContent()).includes("And in it."));
    assert.ok((await ngozi.locator("main").textContent()).includes("And in it."));
    await shows(ngozi.locator("main"), "Amended");
    await amara.goto(address);
    await shows(amara.locator("main"), "This meeting has been closed");
  },

  "whoever has to leave quickly is asked nothing, even without signal": async (stage) => {
    const { amara, address } = await everybody(stage);
    await opens(amara, address);
    await amara.context().setOffline(true);
    await own(amara).pressSequentially("Not for his eyes.");
    await amara.locator("[data-saved]", { hasText: /Not saved yet: \d+ changes?/ }).waitFor();
    const asked = [];
    amara.on("dialog", (dialog) => { asked.push(dialog.type()); void dialog.accept(); });
    const left = amara.waitForEvent("request", (request) => request.isNavigationRequest());
    await amara.locator("a.exit").click();
    await left;
    assert.deepEqual(asked, []);
  },

  "without script it leads to the forms": async (stage) => {
    const { tunde, address } = await everybody(stage);
    const plain = await stage.as("tunde", { script: false });
    await plain.goto(address);
    await shows(plain.locator("main"), "you can write in forms instead");
    assert.equal(await plain.locator("main textarea:visible").count(), 0);
    assert.equal(await press(plain, plain.getByRole("link", { name: "To the forms" })), 200);
    assert.ok(await sheet(plain, "came").isVisible());
    assert.ok(tunde);
  },

  "a phone of 320 pixels, a desk and the dark": async (stage) => {
    const { tunde, amara, address } = await everybody(stage, { amara: { width: 320 } });
    const long = "Everythingthatwassaidwithoutasingleplacetobreathe".repeat(4);
    await opens(amara, address);
    await own(amara).fill(`${long}\nI hear the stairs.`);
    await voice(amara, "Amara").locator("[data-show]").click();
    for (const [slug, width, dark] of [["ngozi", 320, true], ["tunde", 1200, false]]) {
      const page = await stage.as(slug, { width, dark });
      await opens(page, address);
      await reads(page, "Amara", "I hear the stairs.");
      await accessible(page);
      if (width < 500) continue;
      const [one, other] = await page.locator("[data-voices] [data-voice]").evaluateAll((all) => all.map((is) => is.getBoundingClientRect().top));
      assert.equal(one, other, "voices stand side by side at a desk");
    }
    const [one, other] = await amara.locator("[data-voices] [data-voice]").evaluateAll((all) => all.map((is) => is.getBoundingClientRect().bottom));
    assert.ok(other > one, "and one under another on a phone");
    await accessible(amara);
    assert.ok(tunde);
  },
});

/** Waits until the fields hold these values, in whatever order. */
async function holds(page, selector, values) {
  await page.waitForFunction(([one, wanted]) => {
    const now = [...document.querySelectorAll(one)].map((field) => field.value).sort();
    return JSON.stringify(now) === wanted;
  }, [selector, JSON.stringify([...values].sort())]);
}

/** Presses Tab until the focus is on such a thing, and no more often than a page can have stops. */
async function tabTo(page, selector) {
  for (let stops = 0; stops < 80; stops += 1) {
    if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${selector} on ${page.url()}`);
}
