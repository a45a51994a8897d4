// One voice of the page: its field for whoever writes in it, its words for everybody else.
import type { Binding } from "./binding";
import { find, type Desk } from "./desk";
import type { Room } from "./rooms";
import { Voice } from "./schema";

/** The button that shows a voice to the others, wherever it stands. */
export class Show {
  private readonly button: HTMLButtonElement;
  private readonly state: HTMLElement;

  constructor(within: HTMLElement, private readonly content: Voice, private readonly desk: Desk) {
    this.button = find<HTMLButtonElement>(within, "[data-show]");
    this.state = find(within, "[data-show-state]");
    this.button.addEventListener("click", () => this.content.show(!this.content.isShown));
  }

  refresh(): void {
    const isShown = this.content.isShown;
    put(this.button, this.desk.say(isShown ? "hide" : "show"));
    put(this.state, this.desk.say(isShown ? "is-shown" : "is-hidden"));
  }
}

/** Words of somebody else, or that there is nothing to see yet. */
export function refreshSaid(within: HTMLElement, text: string, isShown: boolean): void {
  const said = find(within, "[data-said]");
  const hasWords = isShown && text.trim() !== "";
  said.hidden = !hasWords;
  find(within, "[data-nothing]").hidden = hasWords;
  put(said, hasWords ? text : "");
}

/** Sets a text only where it is another: what is read aloud is not read twice. */
export function put(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export class VoiceView {
  readonly who: string;
  readonly name: string;
  /** The name, with "you" for one's own. */
  readonly title: string;
  readonly isOwn: boolean;
  readonly isPractitioner: boolean;
  readonly mayWrite: boolean;
  readonly tone: string;
  readonly content: Voice;
  /** Whether it was shown when it was last drawn. */
  wasShown = false;
  private readonly area: HTMLTextAreaElement | null;
  private readonly binding: Binding | null;
  private readonly show: Show | null;

  constructor(readonly section: HTMLElement, readonly room: Room, private readonly desk: Desk) {
    const { voice, name, title, own, practitioner, write, tone } = section.dataset;
    this.who = voice ?? "";
    this.name = name ?? "";
    this.title = title ?? this.name;
    this.isOwn = own !== undefined;
    this.isPractitioner = practitioner !== undefined;
    this.mayWrite = write !== undefined;
    this.tone = tone ?? "1";
    this.content = new Voice(room.doc);
    this.area = this.mayWrite ? find<HTMLTextAreaElement>(section, "[data-words]") : null;
    this.binding = this.area ? desk.bind(this.area, this.content.words) : null;
    this.show = this.mayWrite ? new Show(section, this.content, desk) : null;
  }

  /** Whether the viewer sees what stands in this voice. */
  get isSeen(): boolean {
    return this.mayWrite || this.content.isShown;
  }

  focus(): void {
    if (!this.area || (document.activeElement && document.activeElement !== document.body) || location.hash !== "") return;
    this.area.focus({ preventScroll: true });
    this.area.scrollIntoView({ block: "nearest" });
  }

  refresh(): void {
    this.show?.refresh();
    if (this.area) this.area.readOnly = this.room.standing === "refused";
    else refreshSaid(this.section, this.content.words.toString(), this.content.isShown);
    this.wasShown = this.content.isShown;
  }

  close(): void {
    this.desk.drop(this.binding);
  }
}
