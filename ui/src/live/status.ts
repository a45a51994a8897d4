// How what is written stands, in words. What is seen is true at every moment: "Saved" is taken back with the
// first letter, and comes only after a rest. What is read aloud comes only when it has stayed the same.
import type { Desk } from "./desk";
import { put } from "./voices";

const REST_MS = 500;
const SPOKEN_MS = 1500;

export interface How {
  hasSignal: boolean;
  isOpening: boolean;
  isRefused: boolean;
  unsent: number;
}

export class StatusLine {
  private resting = 0;
  private speaking = 0;
  private said = "";

  constructor(
    private readonly seen: HTMLElement,
    private readonly spoken: HTMLElement,
    private readonly desk: Desk,
  ) {}

  set(how: How): void {
    const [state, sentence] = this.sentence(how);
    if (state !== "saved" || this.said === "" || this.seen.dataset.state === "saved") {
      window.clearTimeout(this.resting);
      this.resting = 0;
      this.show(state, sentence);
    } else if (this.resting === 0) {
      this.resting = window.setTimeout(() => {
        this.resting = 0;
        this.show(state, sentence);
      }, REST_MS);
    }
  }

  private show(state: string, sentence: string): void {
    this.seen.dataset.state = state;
    put(this.seen, sentence);
    if (sentence === this.said) return;
    this.said = sentence;
    window.clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => put(this.spoken, this.said), SPOKEN_MS);
  }

  private sentence({ hasSignal, isOpening, isRefused, unsent }: How): [string, string] {
    const counted = (name: string): string => this.desk.say(unsent === 1 ? `${name}-one` : `${name}-many`, { n: String(unsent) });
    if (!hasSignal && !(isOpening && this.said === "")) {
      return ["no-signal", unsent === 0 ? this.desk.say("no-signal") : counted("no-signal")];
    }
    if (unsent > 0) return ["unsaved", counted("unsaved")];
    if (isOpening) return ["opening", this.desk.say("opening")];
    return isRefused ? ["unsaved", this.desk.say("not-saved")] : ["saved", this.desk.say("saved")];
  }
}
