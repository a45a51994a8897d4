// Who added words, for those who hear the page: a sentence now and then, never one for each letter.
import type { Desk } from "./desk";
import { names } from "./say";

/** The least time between two sentences. */
const APART_MS = 4000;
/** How long is waited for more of the same. */
const GATHER_MS = 800;

export class Announcer {
  private readonly wroteNow = new Set<string>();
  private readonly showsNow = new Set<string>();
  private isShared = false;
  private timer = 0;
  private saidAt = -APART_MS;

  constructor(private readonly region: HTMLElement, private readonly desk: Desk) {}

  /** Somebody's words have changed; they were shown before, or are now. */
  wrote(name: string, wasShown: boolean): void {
    (wasShown ? this.wroteNow : this.showsNow).add(name);
    this.later();
  }

  shared(): void {
    this.isShared = true;
    this.later();
  }

  private later(): void {
    if (this.timer !== 0) return;
    const rest = Math.max(GATHER_MS, this.saidAt + APART_MS - performance.now());
    this.timer = window.setTimeout(() => this.speak(), rest);
  }

  private speak(): void {
    this.timer = 0;
    this.saidAt = performance.now();
    const sentences: string[] = [];
    if (this.showsNow.size > 0) sentences.push(this.desk.say("shows", { names: names([...this.showsNow]) }));
    if (this.wroteNow.size > 0) sentences.push(this.desk.say("wrote", { names: names([...this.wroteNow]) }));
    if (this.isShared) sentences.push(this.desk.say("shared-changed"));
    this.wroteNow.clear();
    this.showsNow.clear();
    this.isShared = false;
    // The same sentence again is a new one.
    this.region.replaceChildren(Object.assign(document.createElement("span"), { textContent: sentences.join(" ") }));
  }
}
