// Steps that stories share: what somebody does on a page, without knowing how it is made.

import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

/** Presses something that leads to another page, and waits for that page. Gives its status. */
export async function press(page, button) {
  const arrived = page.waitForEvent("domcontentloaded");
  const answered = page.waitForResponse((response) => {
    const request = response.request();
    const leads = response.status() >= 300 && response.status() < 400;
    return request.isNavigationRequest() && request.frame() === page.mainFrame() && !leads;
  });
  await button.click();
  const [answer] = await Promise.all([answered, arrived]);
  return answer.status();
}

/** Unfolds whatever a thing is folded into, from the outside in. */
export async function unfold(thing) {
  const folded = thing.locator("xpath=ancestor::details[not(@open)]");
  while (await folded.count() > 0) await folded.first().locator("> summary").click();
}

/** The form of the room that goes to this address. */
export function sheet(page, below) {
  return page.locator(`form[action$="/room/${below}"]`);
}

/** Sends a form by its last button, and expects to be led on. */
export async function send(page, form) {
  const button = form.locator("button:not([formaction])").last();
  assert.equal(await press(page, button), 200, `${page.url()} did not take it: ${await errors(page)}`);
}

async function errors(page) {
  return (await page.locator(".nhsuk-error-summary").allInnerTexts()).join(" ");
}

/** Writes words of a voice into the section, and keeps them. */
export async function says(page, section, name, text, more = async () => {}) {
  // By the name in its heading: in the forms of other voices the same name stands to be chosen.
  const named = page.locator("summary .room-voice__name", { hasText: new RegExp(`^${name.replace(/[()]/g, "\\$&")}$`) });
  const voice = page.locator(`#${section} details.room-voice`).filter({ has: named });
  const form = voice.first().locator("form");
  await unfold(form);
  await form.locator('textarea[name="text"]').fill(text);
  await more(form);
  await send(page, form);
  await shows(page.locator(`#${section}`), text);
}

/** Waits until the words are there. */
export async function shows(place, ...texts) {
  for (const text of texts) await place.getByText(text).first().waitFor({ state: "attached" });
}

/** No trace of these words, not even in the markup. */
export async function hides(page, ...texts) {
  const markup = (await page.content()).replaceAll("&#39;", "'").replaceAll("’", "'");
  for (const text of texts) assert.ok(!markup.includes(text.replaceAll("’", "'")), `${page.url()} holds “${text}”`);
}

/** A day after today by the page's own clock, as three fields. */
export function tomorrow() {
  const day = new Date(Date.now() + 24 * 3600 * 1000);
  return { day: String(day.getDate()), month: String(day.getMonth() + 1), year: String(day.getFullYear()) };
}

/** Fills the three fields of a date. */
export async function date(form, name, { day, month, year }) {
  await form.locator(`[name="${name}-day"]`).fill(day);
  await form.locator(`[name="${name}-month"]`).fill(month);
  await form.locator(`[name="${name}-year"]`).fill(year);
}

/** Waits until the form says that what was typed is saved. */
export async function saved(form) {
  await form.locator('[data-draft-status][data-state="saved"]').waitFor();
}

/** A moment so many minutes ago, as the service's clock shows it. */
export function ago(minutes) {
  const then = new Date(Date.now() - minutes * 60 * 1000);
  const part = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", ...options }).format(then);
  return {
    day: part({ day: "numeric" }), month: part({ month: "numeric" }), year: part({ year: "numeric" }),
    hour: part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) };
}

/** Fills date and hour. */
export async function moment(form, name, at) {
  await date(form, name, at);
  await form.locator(`[name="${name}-hour"]`).fill(at.hour);
}

/** Takes a call as this practitioner, of now or of some minutes ago; gives the network's address. */
export async function takeCall(page, { words, person, caller, tie, reach, minutesAgo = 0 }) {
  await page.goto("/request/new");
  const form = page.locator('form[action="/request/new"]');
  await form.locator('[name="own-words"]').fill(words);
  await form.locator('[name="person-name"]').fill(person);
  await form.locator('[name="whose"][value="somebody"]').check();
  await form.locator('[name="caller-name"]').fill(caller);
  await form.locator('[name="caller-tie"]').fill(tie);
  await form.locator('[name="caller-reach"]').fill(reach);
  await form.locator('[name="may-know"][value="yes"]').check();
  await form.locator('[name="safe-now"][value="yes"]').check();
  if (minutesAgo > 0) {
    await form.locator('[name="when"][value="earlier"]').check();
    await moment(form, "called", ago(minutesAgo));
  }
  await send(page, form);
  return `/network/${page.url().split("/").at(-1)}`;
}

/** Plans a meeting at home tomorrow with these practitioners and members; gives the meeting's address. */
export async function plan(page, network, practitioners, invited) {
  await page.goto(`${network}/meeting/new`);
  const form = page.locator('form:has([name="when-hour"])');
  await date(form, "when", tomorrow());
  await form.locator('[name="when-hour"]').fill("10:20");
  await form.locator('[name="place"][value="home"]').check();
  await form.locator('[name="place-words"]').fill("The blue door on Tanner Row");
  for (const name of [...practitioners, ...invited]) {
    const box = form.getByRole("checkbox", { name });
    if (!await box.isChecked()) await box.check();
  }
  await send(page, form);
  return new URL(page.url()).pathname;
}

/** The address of the network in which somebody is a member. */
export function home(page) {
  return new URL(page.url()).pathname.match(/^\/network\/[^/]+/)[0];
}

/** The files of a zip archive, by their names. */
export function unzipped(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06"));
  assert.ok(end >= 0, "it is no zip archive");
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, note] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const packed = bytes.subarray(from, from + size);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + note;
  }
  return files;
}
