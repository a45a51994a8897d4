// A plain textarea on a Y.Text, both ways: what is typed goes in as the smallest change, what others write
// appears without moving the cursor. While a keyboard composes a word, the area is left alone.
import type * as Y from "yjs";

/** What the binding needs of a textarea; the test brings one of its own. */
export interface Area {
  value: string;
  selectionEnd: number | null;
  setRangeText(text: string, start: number, end: number, mode: "preserve"): void;
  addEventListener(event: string, listener: () => void): void;
  removeEventListener(event: string, listener: () => void): void;
}

/** One change of a text. */
export interface Change {
  at: number;
  remove: number;
  insert: string;
}

type Delta = { insert?: unknown; delete?: number; retain?: number }[];

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** The smallest change from one text to another, where the cursor stands behind what was typed. */
export function change(from: string, to: string, cursor: number): Change | null {
  if (from === to) return null;
  const shorter = Math.min(from.length, to.length);
  let behind = 0;
  const most = Math.min(shorter, Math.max(0, to.length - cursor));
  while (behind < most && from[from.length - 1 - behind] === to[to.length - 1 - behind]) behind += 1;
  let before = 0;
  while (before < shorter - behind && from[before] === to[before]) before += 1;
  // What was typed before the cursor may be what stood there already: then more is the same behind it.
  while (behind < shorter - before && from[from.length - 1 - behind] === to[to.length - 1 - behind]) behind += 1;
  // A character of two halves stays whole.
  if (before > 0 && isHigh(from.charCodeAt(before - 1))) before -= 1;
  if (behind > 0 && isLow(from.charCodeAt(from.length - behind))) behind -= 1;
  return { at: before, remove: from.length - before - behind, insert: to.slice(before, to.length - behind) };
}

/** Where a place of a text is after others have changed it; none if what stood there was taken away. */
export function moved(place: number, deltas: Delta[]): number | null {
  let at: number | null = place;
  for (const delta of deltas) {
    if (at === null) return null;
    let index = 0;
    let shift = 0;
    for (const step of delta) {
      if (index > at) break;
      if (step.retain !== undefined) index += step.retain;
      else if (step.delete !== undefined) {
        if (at < index + step.delete) return null;
        index += step.delete;
        shift -= step.delete;
      } else if (typeof step.insert === "string") shift += step.insert.length;
    }
    at += shift;
  }
  return at;
}

export class Binding {
  private readonly area: Area;
  private readonly text: Y.Text;
  private readonly changed: () => void;
  /** The text as the area showed it when both were last the same, but for what others changed since. */
  private shown: string;
  private isComposing = false;
  private waiting: Delta[] = [];
  private readonly events: [string, () => void][];

  /** `changed` is told whenever `isHeld` may have changed. */
  constructor(area: Area, text: Y.Text, changed: () => void = () => undefined) {
    this.area = area;
    this.text = text;
    this.changed = changed;
    this.shown = text.toString();
    area.value = this.shown;
    this.events = [
      ["input", () => this.typed()],
      ["compositionstart", () => { this.isComposing = true; }],
      ["compositionend", () => this.settle()],
      ["blur", () => this.settle()],
    ];
    for (const [event, listener] of this.events) area.addEventListener(event, listener);
    text.observe(this.arrived);
  }

  /** Whether something typed waits for the end of a word that is being composed. */
  get isHeld(): boolean {
    return this.waiting.length > 0 && this.area.value !== this.shown;
  }

  /** Ends composing, and takes in what waited on either side. */
  settle(): void {
    this.isComposing = false;
    const typed = change(this.shown, this.area.value, this.area.selectionEnd ?? this.area.value.length);
    const waiting = this.waiting;
    this.waiting = [];
    if (waiting.length === 0) {
      if (typed) this.apply(typed);
      return;
    }
    // Others wrote meanwhile: theirs is shown first, and then the word goes where its place is now.
    this.area.value = this.shown;
    for (const delta of waiting) this.show(delta);
    if (typed) this.weave(typed, waiting);
    this.changed();
  }

  close(): void {
    this.settle();
    this.text.unobserve(this.arrived);
    for (const [event, listener] of this.events) this.area.removeEventListener(event, listener);
  }

  private typed(): void {
    if (this.waiting.length > 0) return this.changed();
    const typed = change(this.shown, this.area.value, this.area.selectionEnd ?? this.area.value.length);
    if (typed) this.apply(typed);
  }

  private apply({ at, remove, insert }: Change): void {
    this.shown = this.area.value;
    this.text.doc?.transact(() => {
      if (remove > 0) this.text.delete(at, remove);
      if (insert !== "") this.text.insert(at, insert);
    }, this);
  }

  private weave({ at, remove, insert }: Change, waiting: Delta[]): void {
    const length = this.text.length;
    this.text.doc?.transact(() => {
      for (let nth = at + remove - 1; nth >= at; nth -= 1) {
        const place = moved(nth, waiting);
        if (place !== null) this.text.delete(place, 1);
      }
      // Behind the character that it was typed behind, if that is still there.
      const behind = at === 0 ? -1 : moved(at - 1, waiting);
      const gone = length - this.text.length;
      const place = behind ?? Math.min(moved(at + remove, waiting) ?? length, length) - 1 - gone;
      if (insert !== "") this.text.insert(Math.max(0, place + 1), insert);
    }, this);
    const now = this.text.toString();
    const back = change(this.area.value, now, this.area.selectionEnd ?? 0);
    if (back) this.area.setRangeText(back.insert, back.at, back.at + back.remove, "preserve");
    this.shown = now;
  }

  private readonly arrived = (event: Y.YTextEvent, transaction: Y.Transaction): void => {
    if (transaction.origin === this) return;
    const delta = event.delta as Delta;
    if (this.isComposing) {
      this.waiting.push(delta);
      return this.changed();
    }
    this.show(delta);
  };

  private show(delta: Delta): void {
    let index = 0;
    for (const step of delta) {
      if (step.retain !== undefined) index += step.retain;
      else if (step.delete !== undefined) this.area.setRangeText("", index, index + step.delete, "preserve");
      else if (typeof step.insert === "string") {
        this.area.setRangeText(step.insert, index, index, "preserve");
        index += step.insert.length;
      }
    }
    this.shown = this.area.value;
  }
}
