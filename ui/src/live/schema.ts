// What stands in the documents of a live meeting. docs/live-documents.md says the same for the server,
// which turns them into facts when the meeting is closed: the names here are a contract.
//
// Everything has a name of its own in its document, so that two people who write at once never make
// two of a thing. Identities are UUIDs of version 7, made here.
import * as Y from "yjs";

/** How a voice stands to a decision; empty: it has not said. */
export const STANCES = ["for", "against", "doubts"] as const;

/** One voice's stance. */
export interface Stance {
  stance: string;
  words: string;
}

/** The document of a voice: only its own hand, or its scribe's, writes in it. */
export class Voice {
  readonly words: Y.Text;
  /** Written afterwards, by practitioners. */
  readonly reflection: Y.Text;
  /** Whose reflection -> what this voice answers to it. */
  readonly answers: Y.Map<string>;
  /** Decision -> this voice's stance. */
  readonly stances: Y.Map<Stance>;
  /** Each with id, words, by (a day as 2026-12-01, or empty). */
  readonly promises: Y.Array<Y.Map<string>>;
  /** show: whether the others see what stands in this document. */
  readonly state: Y.Map<boolean>;

  constructor(readonly doc: Y.Doc) {
    this.words = doc.getText("words");
    this.reflection = doc.getText("reflection");
    this.answers = doc.getMap("answers");
    this.stances = doc.getMap("stances");
    this.promises = doc.getArray("promises");
    this.state = doc.getMap("state");
  }

  /** Whether the others see it. */
  get isShown(): boolean {
    return this.state.get("show") === true;
  }

  show(is: boolean): void {
    this.state.set("show", is);
  }

  stance(decision: string): Stance {
    const said = this.stances.get(decision);
    return { stance: text(said?.stance), words: text(said?.words) };
  }

  promise(): void {
    this.promises.push([new Y.Map([["id", newId()], ["words", ""], ["by", ""]])]);
  }

  /** Everything that somebody wrote in it, to be copied where it cannot be kept. */
  written(): string {
    const stances = [...this.stances.values()].map((said) => joined([text(said?.stance), text(said?.words)], ": "));
    const promises = this.promises.map((one) => joined([field(one, "words"), field(one, "by")], " · "));
    const parts = [this.words.toString(), this.reflection.toString(), ...[...this.answers.values()].map(text)];
    return joined([...parts, ...stances, ...promises], "\n\n");
  }
}

/** Something on the shared page that has a text: a topic, a question, a decision. */
export type Item = Y.Map<unknown>;

/** The document that everybody who is there writes in. */
export class Shared {
  readonly topics: Y.Array<Item>;
  readonly questions: Y.Array<Item>;
  /** These have options too. */
  readonly decisions: Y.Array<Item>;
  /** when, zone, where, words; see docs/live-documents.md. */
  readonly next: Y.Map<string>;

  constructor(readonly doc: Y.Doc) {
    this.topics = doc.getArray("topics");
    this.questions = doc.getArray("questions");
    this.decisions = doc.getArray("decisions");
    this.next = doc.getMap("next");
  }

  written(): string {
    const items = [this.topics, this.questions].flatMap((list) => list.map((one) => itemText(one)?.toString() ?? ""));
    const decisions = this.decisions.map((one) => joined([itemText(one)?.toString() ?? "", ...options(one).map((is) => `– ${is}`)], "\n"));
    return joined([...items, ...decisions, field(this.next, "when"), field(this.next, "words")], "\n\n");
  }
}

/** Adds an empty item at the end of a list. */
export function addItem(list: Y.Array<Item>, withOptions: boolean): Item {
  const item: Item = new Y.Map();
  list.doc?.transact(() => {
    item.set("id", newId());
    item.set("text", new Y.Text());
    if (withOptions) item.set("options", new Y.Array<string>());
    list.push([item]);
  });
  return item;
}

/** Its identity. */
export function itemId(item: Item | Y.Map<string>): string {
  return text(item.get("id"));
}

/** Its text, unless a doctored client put something else there. */
export function itemText(item: Item): Y.Text | null {
  const is = item.get("text");
  return is instanceof Y.Text ? is : null;
}

/** The options of a decision. */
export function options(item: Item): string[] {
  const is = item.get("options");
  return is instanceof Y.Array ? is.toArray().map(text) : [];
}

export function addOption(item: Item, option: string): void {
  const is = item.get("options");
  if (is instanceof Y.Array) is.push([option]);
}

export function removeOption(item: Item, nth: number): void {
  const is = item.get("options");
  if (is instanceof Y.Array && nth < is.length) is.delete(nth, 1);
}

/** A text of a map; what is no text counts as empty. */
export function field(map: Y.Map<string>, name: string): string {
  return text(map.get(name));
}

function text(is: unknown): string {
  return typeof is === "string" ? is : "";
}

function joined(parts: string[], between: string): string {
  return parts.filter((part) => part.trim() !== "").join(between);
}

/** A UUID of version 7 (RFC 9562): in the order of time, otherwise by chance. */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let at = 0; at < 6; at += 1) bytes[at] = Math.floor(now / 2 ** (8 * (5 - at))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
