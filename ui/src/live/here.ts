// Who has the page open, as words. Nobody sees who is typing.
import type { Desk } from "./desk";
import type { Room } from "./rooms";
import { names } from "./say";
import { put } from "./voices";

interface Around {
  own: string;
  /** The voices that this page knows. */
  voices(): string[];
  name(who: string): string | undefined;
  /** Somebody's page knows a voice that this one does not. */
  isMissing(): void;
  hasSignal(): boolean;
}

interface Mark {
  who?: unknown;
  voices?: unknown;
}

/** Watches who is here; each page says whose it is, and which voices it knows. Gives what says so anew. */
export function watchHere(room: Room, line: HTMLElement, desk: Desk, around: Around): () => void {
  const awareness = room.provider.awareness;
  if (!awareness) return () => undefined;
  const asked = new Set<string>();
  const look = (): void => {
    const marks = [...awareness.getStates().entries()];
    const others = marks.filter(([client]) => client !== awareness.clientID).map(([, mark]) => mark as Mark);
    const here = [...new Set(others.map((mark) => around.name(String(mark.who))).filter((name) => name !== undefined))];
    put(line, said(here.sort((a, b) => a.localeCompare(b))));
    const known = new Set(around.voices());
    const theirs = others.flatMap((mark) => (Array.isArray(mark.voices) ? mark.voices.map(String) : []));
    const missing = theirs.filter((who) => !known.has(who) && !asked.has(who));
    if (missing.length === 0) return;
    for (const who of missing) asked.add(who);
    around.isMissing();
  };
  const said = (here: string[]): string => {
    if (!around.hasSignal()) return desk.say("here-unknown");
    return here.length === 0 ? desk.say("here-alone") : desk.say("here", { names: names(here) });
  };
  awareness.on("change", look);
  room.provider.on("status", look);
  const tell = (): void => awareness.setLocalState({ who: around.own, voices: around.voices() });
  tell();
  look();
  return tell;
}
