// Decisions: what they are about and what is possible is everybody's; how it is seen is each voice's own.
import type * as Y from "yjs";
import type { Field } from "./field";
import { find, keep, type Desk, type View } from "./desk";
import { ItemView, Items } from "./items";
import { addOption, itemId, options, removeOption, STANCES, type Item, type Stance } from "./schema";
import { put, type VoiceView } from "./voices";

/** How a voice sees it, written by its own hand. */
class OwnStance implements View {
  readonly element: HTMLElement;
  private readonly fields: Field[];

  constructor(private readonly desk: Desk, voice: VoiceView, decision: string) {
    this.element = desk.template("stance-own");
    put(find(this.element, "[data-name]"), voice.title);
    const { content } = voice;
    const write = (part: Partial<Stance>): void => {
      content.stances.set(decision, { ...content.stance(decision), ...part });
    };
    const stance = find<HTMLSelectElement>(this.element, "[data-stance]");
    const words = find<HTMLTextAreaElement>(this.element, "[data-words]");
    this.fields = [
      desk.field(stance, () => content.stance(decision).stance, (is) => write({ stance: is })),
      desk.field(words, () => content.stance(decision).words, (is) => write({ words: is })),
    ];
  }

  refresh(): void {
    for (const field of this.fields) field.refresh();
  }

  close(): void {
    this.desk.drop(...this.fields);
  }
}

/** Somebody's line: a name and what they said. */
export class SaidLine implements View {
  readonly element: HTMLElement;

  constructor(desk: Desk, private readonly name: string, private readonly said: () => string) {
    this.element = desk.template("said");
  }

  refresh(): void {
    put(find(this.element, "[data-name]"), `${this.name}:`);
    const said = this.said();
    put(find(this.element, "[data-said]"), said);
    this.element.hidden = said === "";
  }

  close(): void {}
}

class DecisionView extends ItemView {
  private readonly stances = new Map<VoiceView, View>();
  private shown: string | null = null;

  constructor(desk: Desk, item: Item, private readonly voices: () => VoiceView[]) {
    super(desk, item, "decisions");
    const input = find<HTMLInputElement>(this.element, "[data-option]");
    const add = (): void => {
      if (input.value.trim() === "") return input.focus();
      addOption(item, input.value.trim());
      input.value = "";
      this.refresh();
      input.focus();
    };
    find(this.element, "[data-option-add]").addEventListener("click", add);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    });
  }

  override refresh(): void {
    this.refreshOptions();
    const decision = itemId(this.item);
    keep(find(this.element, "[data-stances]"), this.voices(), this.stances, (voice) =>
      voice.mayWrite
        ? new OwnStance(this.desk, voice, decision)
        : new SaidLine(this.desk, voice.name, () => (voice.isSeen ? this.said(voice.content.stance(decision)) : "")));
  }

  override close(): void {
    super.close();
    for (const view of this.stances.values()) view.close();
  }

  private said({ stance, words }: Stance): string {
    const is = (STANCES as readonly string[]).includes(stance) ? this.desk.say(stance) : stance;
    return [is, words].filter((part) => part.trim() !== "").join(" – ");
  }

  private refreshOptions(): void {
    const all = options(this.item);
    const now = JSON.stringify(all);
    if (now === this.shown) return;
    this.shown = now;
    const rows = all.map((option, nth) => {
      const row = this.desk.template("option");
      put(find(row, "[data-option-text]"), option);
      put(find(row, "[data-option-name]"), ` ${option}`);
      find(row, "[data-option-remove]").addEventListener("click", () => {
        removeOption(this.item, nth);
        this.refresh();
        find(this.element, "[data-option]").focus();
      });
      return row;
    });
    find(this.element, "[data-options]").replaceChildren(...rows);
  }
}

export class Decisions extends Items {
  constructor(desk: Desk, items: Y.Array<Item>, private readonly voices: () => VoiceView[]) {
    super(desk, items, "decisions");
  }

  protected override make(item: Item): View {
    return new DecisionView(this.desk, item, this.voices);
  }
}
