// A small field whose whole value stands in a document: a day, a choice, a line. The last one who writes
// it is heard. What is typed goes in after a short rest, so that a sentence is not sent once for each letter.

const REST_MS = 400;

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export class Field {
  private timer = 0;
  private readonly typed = (): void => {
    if (this.timer === 0) this.timer = window.setTimeout(() => this.settle(), REST_MS);
    this.changed();
  };
  private readonly left = (): void => this.settle();

  constructor(
    private readonly input: Input,
    private readonly read: () => string,
    private readonly write: (value: string) => void,
    private readonly changed: () => void,
  ) {
    input.value = read();
    input.addEventListener("input", this.typed);
    for (const event of ["change", "blur"]) input.addEventListener(event, this.left);
  }

  /** Whether something typed is not in the document yet. */
  get isHeld(): boolean {
    return this.timer !== 0;
  }

  /** Puts what was typed into the document; what only stands there is left to whoever wrote it. */
  settle(): void {
    if (this.timer === 0) return;
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.input.value !== this.read()) this.write(this.input.value);
    this.changed();
  }

  /** Shows what stands in the document now, unless something is being typed. */
  refresh(): void {
    const now = this.read();
    if (this.isHeld || this.input.value === now) return;
    this.input.value = now;
  }

  close(): void {
    this.settle();
    this.input.removeEventListener("input", this.typed);
    for (const event of ["change", "blur"]) this.input.removeEventListener(event, this.left);
  }
}
