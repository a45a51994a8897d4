// Reflections: practitioners think aloud afterwards, each in their own document; the network answers, each in theirs.
import type { Binding } from "./binding";
import type { Field } from "./field";
import { find, keep, type Desk, type View } from "./desk";
import { SaidLine } from "./decisions";
import { put, refreshSaid, Show, type VoiceView } from "./voices";

/** What a voice answers to a reflection, written by its own hand. */
class OwnAnswer implements View {
  readonly element: HTMLElement;
  private readonly field: Field;

  constructor(private readonly desk: Desk, voice: VoiceView, reflection: string) {
    this.element = desk.template("answer-own");
    put(find(this.element, "[data-name]"), voice.title);
    const { answers } = voice.content;
    const read = (): string => String(answers.get(reflection) ?? "");
    this.field = desk.field(find<HTMLTextAreaElement>(this.element, "[data-words]"), read, (is) => answers.set(reflection, is));
  }

  refresh(): void {
    this.field.refresh();
  }

  close(): void {
    this.desk.drop(this.field);
  }
}

class ReflectionView implements View {
  readonly element: HTMLElement;
  private readonly binding: Binding | null = null;
  private readonly show: Show | null = null;
  private readonly answers = new Map<VoiceView, View>();

  constructor(private readonly desk: Desk, private readonly voice: VoiceView, private readonly voices: () => VoiceView[]) {
    this.element = desk.template(voice.mayWrite ? "reflection-own" : "reflection-said");
    this.element.classList.add(`tone-${voice.tone}`);
    this.element.setAttribute("aria-label", voice.title);
    put(find(this.element, "[data-name]"), voice.title);
    if (!voice.mayWrite) return;
    this.binding = desk.bind(find<HTMLTextAreaElement>(this.element, "[data-reflection]"), voice.content.reflection);
    this.show = new Show(this.element, voice.content, desk);
  }

  refresh(): void {
    const { content, mayWrite, isSeen, who } = this.voice;
    const text = content.reflection.toString();
    if (mayWrite) this.show?.refresh();
    else refreshSaid(this.element, text, isSeen);
    // Whoever has not heard a reflection is not asked for an answer.
    const isThere = text.trim() !== "" && isSeen;
    const answering = isThere ? this.voices().filter((one) => !one.isPractitioner) : [];
    keep(find(this.element, "[data-answers]"), answering, this.answers, (one) =>
      one.mayWrite
        ? new OwnAnswer(this.desk, one, who)
        : new SaidLine(this.desk, one.name, () => (one.isSeen ? String(one.content.answers.get(who) ?? "") : "")));
  }

  close(): void {
    this.desk.drop(this.binding);
    for (const view of this.answers.values()) view.close();
  }
}

export class Reflections {
  private readonly list: HTMLElement;
  private readonly views = new Map<VoiceView, View>();

  constructor(private readonly desk: Desk, private readonly voices: () => VoiceView[]) {
    this.list = find(desk.root, "[data-reflections]");
  }

  refresh(): void {
    const practitioners = this.voices().filter((voice) => voice.isPractitioner);
    keep(this.list, practitioners, this.views, (voice) => new ReflectionView(this.desk, voice, this.voices));
  }
}
