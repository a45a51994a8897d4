// Lists in which everybody writes: topics and open questions.
import type * as Y from "yjs";
import type { Binding } from "./binding";
import { find, keep, type Desk, type View } from "./desk";
import { addItem, itemText, type Item } from "./schema";

/** A line with a text of its own. */
export class ItemView implements View {
  readonly element: HTMLElement;
  private readonly binding: Binding | null;

  constructor(protected readonly desk: Desk, protected readonly item: Item, list: string) {
    this.element = desk.template(list, "item");
    const text = itemText(item);
    const area = find<HTMLTextAreaElement>(this.element, "[data-text]");
    this.binding = text ? desk.bind(area, text) : null;
    area.readOnly = text === null;
  }

  refresh(): void {}

  close(): void {
    this.desk.drop(this.binding);
  }
}

/** A list of them, with the button that adds one. */
export class Items {
  private readonly list: HTMLElement;
  private readonly views = new Map<Item, View>();

  constructor(
    protected readonly desk: Desk,
    private readonly items: Y.Array<Item>,
    protected readonly name: string,
  ) {
    this.list = find(desk.root, `[data-list="${name}"]`);
    find(desk.root, `[data-add="${name}"]`).addEventListener("click", () => {
      const item = addItem(items, name === "decisions");
      this.refresh();
      this.views.get(item)?.element.querySelector("textarea")?.focus();
    });
  }

  refresh(): void {
    keep(this.list, this.items.toArray(), this.views, (item) => this.make(item));
  }

  protected make(item: Item): View {
    return new ItemView(this.desk, item, this.name);
  }
}
