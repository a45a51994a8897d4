// What all parts of the page share: finding their elements, saying words, and fields that hold what was
// typed and is not in a document yet.
import type * as Y from "yjs";
import { Binding } from "./binding";
import { Field, type Input } from "./field";
import { say } from "./say";

/** An element that the server has rendered. */
export function find<E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`This page lacks ${selector}.`);
  return found;
}

/** A fresh copy of a part that the server has rendered for it. */
export function template(root: HTMLElement, part: string, kind: "part" | "item" = "part"): HTMLElement {
  const copy = find<HTMLTemplateElement>(root, `template[data-${kind}="${part}"]`).content.cloneNode(true) as DocumentFragment;
  const element = copy.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`The part ${part} of this page is empty.`);
  return element;
}

/** What may hold typed text for a moment. */
interface Holds {
  readonly isHeld: boolean;
  settle(): void;
  close(): void;
}

export class Desk {
  private readonly holding = new Set<Holds>();

  /** `changed` is told whenever the page may have to be drawn anew. */
  constructor(readonly root: HTMLElement, readonly changed: () => void) {}

  say(name: string, values: Record<string, string> = {}): string {
    return say(this.root, name, values);
  }

  template(part: string, kind: "part" | "item" = "part"): HTMLElement {
    return template(this.root, part, kind);
  }

  /** Binds a textarea to a text of a document. */
  bind(area: HTMLTextAreaElement, text: Y.Text): Binding {
    return this.hold(new Binding(area, text, this.changed));
  }

  /** Binds a small field to a value of a document. */
  field(input: Input, read: () => string, write: (value: string) => void): Field {
    return this.hold(new Field(input, read, write, this.changed));
  }

  /** How many fields hold something that is in no document yet. */
  get held(): number {
    return [...this.holding].filter((one) => one.isHeld).length;
  }

  /** Puts everything typed into the documents. */
  settle(): void {
    for (const one of this.holding) if (one.isHeld) one.settle();
  }

  /** Lets go of fields that leave the page. */
  drop(...gone: (Binding | Field | null)[]): void {
    for (const one of gone) {
      if (!one) continue;
      this.holding.delete(one);
      one.close();
    }
  }

  private hold<H extends Holds>(one: H): H {
    this.holding.add(one);
    return one;
  }
}

/** A part of a list on the page. */
export interface View {
  readonly element: HTMLElement;
  refresh(): void;
  close(): void;
}

/** Makes a list show these things in this order, and leaves alone what is there already. */
export function keep<T>(list: HTMLElement, all: readonly T[], known: Map<T, View>, make: (one: T) => View): void {
  for (const [one, view] of known) {
    if (all.includes(one)) continue;
    view.close();
    view.element.remove();
    known.delete(one);
  }
  let at = list.firstElementChild;
  for (const one of all) {
    const view = known.get(one) ?? make(one);
    known.set(one, view);
    if (view.element === at) at = at.nextElementSibling;
    else list.insertBefore(view.element, at);
    view.refresh();
  }
}
