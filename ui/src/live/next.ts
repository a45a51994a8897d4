// What comes next: a day to meet again, "we will call", "you call when you want", or enough for now.
import type * as Y from "yjs";
import type { Field } from "./field";
import { find, type Desk, type View } from "./desk";
import { field } from "./schema";

/** Ways on that are a word of their own; everything else in `when` is a day to meet again. */
const WORDS = ["we-call", "you-call", "enough"];

export class Next implements Pick<View, "refresh"> {
  private readonly choices: HTMLInputElement[];
  private readonly more: HTMLElement[];
  private readonly fields: Field[];

  constructor(private readonly desk: Desk, private readonly next: Y.Map<string>) {
    const { root } = desk;
    this.choices = [...root.querySelectorAll<HTMLInputElement>("[data-next] input")];
    this.more = [...root.querySelectorAll<HTMLElement>("[data-when]")];
    for (const choice of this.choices) choice.addEventListener("change", () => this.choose(choice.value));
    const day = find<HTMLInputElement>(root, "[data-day]");
    const hour = find<HTMLInputElement>(root, "[data-hour]");
    const at = (name: string, selector: string): Field =>
      desk.field(find<HTMLInputElement | HTMLSelectElement>(root, selector), () => field(next, name), (is) => next.set(name, is));
    this.fields = [
      desk.field(day, () => this.moment()[0], (is) => this.meet(is, hour.value)),
      desk.field(hour, () => this.moment()[1], (is) => this.meet(day.value, is)),
      at("where", "[data-where]"),
      at("words", "[data-place]"),
      at("words", "[data-about]"),
    ];
  }

  refresh(): void {
    const way = this.way();
    for (const choice of this.choices) choice.checked = choice.value === way;
    for (const more of this.more) more.hidden = more.dataset.when !== way;
    for (const one of this.fields) one.refresh();
  }

  private way(): string {
    const when = field(this.next, "when");
    return when === "" || WORDS.includes(when) ? when : "meeting";
  }

  /** Day and hour as they stand. */
  private moment(): [string, string] {
    const [day = "", hour = ""] = this.way() === "meeting" ? field(this.next, "when").split("T") : [];
    return [day === "meeting" ? "" : day, hour];
  }

  private choose(way: string): void {
    if (way === this.way()) return;
    this.next.doc?.transact(() => {
      this.next.set("when", way);
      this.next.set("words", "");
    });
    this.desk.changed();
  }

  private meet(day: string, hour: string): void {
    this.next.doc?.transact(() => {
      this.next.set("when", day === "" ? "meeting" : `${day}T${hour}`);
      this.next.set("zone", this.desk.root.dataset.zone ?? "");
    });
  }
}
