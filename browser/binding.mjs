// A textarea on a shared text: two of them, typed into at once in every way that chance finds, and both
// always come to the same text, with the cursor where its writer left it.
//
// A word after the script's name is the seed; without one the same seeds are tried each time.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const ui = new URL("../ui/", import.meta.url);
const fromUi = createRequire(new URL("package.json", ui));
const { buildSync } = fromUi("esbuild");

/** The binding and Yjs as one module, as the page has them. */
async function bundled() {
  const built = buildSync({
    stdin: { contents: 'export * from "./src/live/binding.ts"; export * as Y from "yjs"; export { newId } from "./src/live/schema.ts";',
      resolveDir: fileURLToPath(ui) },
    bundle: true, format: "esm", platform: "neutral", mainFields: ["module", "main"], conditions: ["browser", "import"], write: false });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString("base64")}`);
}

const { Binding, change, newId, Y } = await bundled();

/** What a browser's textarea does, as far as a binding sees it (HTML, 4.10.20). */
class Area {
  #value = ""; #listeners = new Map();
  selectionStart = 0; selectionEnd = 0;
  get value() { return this.#value; }
  set value(text) {
    if (text !== this.#value) this.selectionStart = this.selectionEnd = text.length;
    this.#value = text;
  }
  setRangeText(text, start, end) {
    this.#value = this.#value.slice(0, start) + text + this.#value.slice(end);
    const move = (at) => (at > end ? at + text.length - (end - start) : at > start ? start : at);
    this.selectionStart = move(this.selectionStart);
    this.selectionEnd = move(this.selectionEnd);
  }
  addEventListener(event, listener) { this.#listeners.set(event, listener); }
  removeEventListener(event) { this.#listeners.delete(event); }
  tell(event) { this.#listeners.get(event)?.(); }
  /** Somebody types over what is selected. */
  type(at, remove, insert) {
    this.#value = this.#value.slice(0, at) + insert + this.#value.slice(at + remove);
    this.selectionStart = this.selectionEnd = at + insert.length;
    this.tell("input");
  }
}

/** Numbers by chance, the same for the same seed (mulberry32). */
function chance(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function writer() {
  const doc = new Y.Doc(), area = new Area(), out = [];
  doc.on("update", (update, origin) => { if (origin !== "others") out.push(update); });
  return { doc, area, out, text: doc.getText("words"), binding: new Binding(area, doc.getText("words")), isComposing: false };
}

const PIECES = ["a", "aa", "ab", " ", "\n", "ö", "🌱", "🌳", "no sleep"];

/** Places between characters, never inside one of two halves. */
function places(text) {
  const all = [0];
  for (const one of text) all.push(all.at(-1) + one.length);
  return all;
}

function exchange(one, other) {
  for (const update of one.out.splice(0)) Y.applyUpdate(other.doc, update, "others");
}

function story(seed) {
  const by = chance(seed), both = [writer(), writer()];
  for (let turn = 0; turn < 60; turn += 1) {
    const me = both[by(2)], other = both[1 - both.indexOf(me)];
    const kind = by(10);
    if (kind < 6) {
      const at = places(me.area.value);
      const from = by(at.length), to = Math.min(at.length - 1, from + (by(3) === 0 ? by(4) : 0));
      me.area.type(at[from], at[to] - at[from], by(5) === 0 ? "" : PIECES[by(PIECES.length)]);
    } else if (kind < 8) exchange(me, other);
    else if (me.isComposing) { me.isComposing = false; me.area.tell("compositionend"); }
    else { me.isComposing = true; me.area.tell("compositionstart"); }
  }
  for (const one of both) one.area.tell("blur");
  for (let again = 0; again < 2; again += 1) { exchange(both[0], both[1]); exchange(both[1], both[0]); }
  const [a, b] = both;
  assert.equal(a.text.toString(), b.text.toString(), `seed ${seed}: the documents differ`);
  for (const one of both) {
    assert.equal(one.area.value, one.text.toString(), `seed ${seed}: the area shows something else`);
    assert.equal(one.binding.isHeld, false);
    assert.ok(!one.area.value.includes("\ufffd"), `seed ${seed}: a character was cut in two`);
  }
}

const tests = {
  "the smallest change, where the cursor says that it was made"() {
    assert.deepEqual(change("aa", "aaa", 1), { at: 0, remove: 0, insert: "a" });
    assert.deepEqual(change("aa", "aaa", 3), { at: 2, remove: 0, insert: "a" });
    assert.deepEqual(change("I slept", "I never slept", 8), { at: 2, remove: 0, insert: "never " });
    assert.deepEqual(change("abc", "c", 0), { at: 0, remove: 2, insert: "" });
    assert.deepEqual(change("x🌱", "x🌳", 3), { at: 1, remove: 2, insert: "🌳" });
    assert.equal(change("same", "same", 2), null);
  },

  "what others write appears without moving the cursor"() {
    const [a, b] = [writer(), writer()];
    a.area.type(0, 0, "The stairs.");
    exchange(a, b);
    a.area.selectionStart = a.area.selectionEnd = 4;
    b.area.type(0, 0, "At night. ");
    b.area.type(b.area.value.length, 0, " Again.");
    exchange(b, a);
    assert.equal(a.area.value, "At night. The stairs. Again.");
    assert.equal(a.area.selectionStart, 14, "still before “stairs”");
  },

  "a word that is being composed is left alone, and then both are there"() {
    const [a, b] = [writer(), writer()];
    a.area.type(0, 0, "We ");
    exchange(a, b);
    a.area.tell("compositionstart");
    a.area.type(3, 0, "wa");
    exchange(a, b);
    b.area.type(0, 0, "Yes. ");
    exchange(b, a);
    assert.equal(a.area.value, "We wa", "not touched while it is composed");
    a.area.type(3, 2, "walk");
    assert.equal(a.binding.isHeld, true, "and counted as not saved");
    a.area.tell("compositionend");
    exchange(a, b);
    assert.deepEqual([a.area.value, b.area.value, a.binding.isHeld], ["Yes. We walk", "Yes. We walk", false]);
  },

  "two write at once, in every way that chance finds, and come to one text"() {
    const seed = Number(process.argv[2]);
    if (Number.isInteger(seed) && process.argv[2]) return story(seed);
    for (let one = 0; one < 3000; one += 1) story(one);
  },

  "identities are of version 7 and in the order of time"() {
    const ids = [1, 2, 3].map((at) => newId(1_795_000_000_000 + at));
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual([...ids].sort(), ids);
    assert.equal(parseInt(ids[0].replaceAll("-", "").slice(0, 12), 16), 1_795_000_000_001);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
    console.log(`binding ${name} ... ok`);
  } catch (error) {
    failed += 1;
    console.log(`binding ${name} ... FAILED\n`, error);
  }
}
process.exit(failed === 0 ? 0 : 1);
