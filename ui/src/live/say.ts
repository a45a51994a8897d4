// The words that the script says: rendered by the server, so that they stand in `locales` with all others.

/** A sentence, with its values in place of their names in braces. */
export function say(root: HTMLElement, name: string, values: Record<string, string> = {}): string {
  const words = JSON.parse(root.dataset.words ?? "{}") as Record<string, string>;
  const sentence = words[name] ?? "";
  return Object.entries(values).reduce((text, [value, is]) => text.replace(`{${value}}`, () => is), sentence);
}

const language = (): string => document.documentElement.lang || "en";

/** Several names in one line. */
export function names(all: string[]): string {
  return new Intl.ListFormat(language(), { style: "long", type: "conjunction" }).format(all);
}

/** A day in words. */
export function day(is: string): string {
  const at = new Date(`${is}T12:00:00`);
  if (Number.isNaN(at.getTime())) return is;
  return at.toLocaleDateString(language(), { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}
