// Promises: each stands in the document of the voice that makes it.
import type * as Y from "yjs";
import type { Field } from "./field";
import { find, keep, type Desk, type View } from "./desk";
import { SaidLine } from "./decisions";
import { day } from "./say";
import { field } from "./schema";
import { put, type VoiceView } from "./voices";

class OwnPromise implements View {
  readonly element: HTMLElement;
  private readonly fields: Field[];

  constructor(private readonly desk: Desk, promise: Y.Map<string>) {
    this.element = desk.template("promise-own");
    const bound = (selector: string, name: string): Field => {
      const input = find<HTMLInputElement | HTMLTextAreaElement>(this.element, selector);
      return desk.field(input, () => field(promise, name), (is) => promise.set(name, is));
    };
    this.fields = [bound("[data-words]", "words"), bound("[data-by]", "by")];
  }

  refresh(): void {
    for (const one of this.fields) one.refresh();
  }

  close(): void {
    this.desk.drop(...this.fields);
  }
}

/** The promises of a voice that the viewer writes in. */
class Own implements View {
  readonly element: HTMLElement;
  private readonly rows = new Map<Y.Map<string>, View>();

  constructor(private readonly desk: Desk, private readonly voice: VoiceView) {
    this.element = desk.template("promises-own");
    this.element.classList.add(`tone-${voice.tone}`);
    put(find(this.element, "[data-name]"), voice.title);
    put(find(this.element, "[data-of]"), ` – ${voice.name}`);
    find(this.element, "[data-promise-add]").addEventListener("click", () => {
      voice.content.promise();
      this.refresh();
      find(this.element, "li:last-child textarea").focus();
    });
  }

  refresh(): void {
    const list = find(this.element, "[data-rows]");
    keep(list, this.voice.content.promises.toArray(), this.rows, (one) => new OwnPromise(this.desk, one));
  }

  close(): void {
    for (const row of this.rows.values()) row.close();
  }
}

/** The promises of another voice, where it is shown. */
class Others implements View {
  readonly element = document.createElement("div");
  private readonly rows = new Map<Y.Map<string>, View>();

  constructor(private readonly desk: Desk, private readonly voice: VoiceView) {}

  refresh(): void {
    const all = this.voice.isSeen ? this.voice.content.promises.toArray() : [];
    keep(this.element, all, this.rows, (one) => new SaidLine(this.desk, this.voice.name, () => this.said(one)));
    this.element.hidden = all.length === 0;
  }

  close(): void {}

  private said(promise: Y.Map<string>): string {
    const [words, by] = [field(promise, "words"), field(promise, "by")];
    if (words.trim() === "") return "";
    return by === "" ? words : `${words} (${this.desk.say("by", { day: day(by) })})`;
  }
}

export class Promises {
  private readonly list: HTMLElement;
  private readonly views = new Map<VoiceView, View>();

  constructor(private readonly desk: Desk, private readonly voices: () => VoiceView[]) {
    this.list = find(desk.root, "[data-promises]");
  }

  refresh(): void {
    keep(this.list, this.voices(), this.views, (voice) =>
      voice.mayWrite ? new Own(this.desk, voice) : new Others(this.desk, voice));
  }
}
