// Who has the page open, as words. Nobody sees who is typing.
import type { Desk } from "./desk";
import type { Room } from "./rooms";
import { names } from "./say";
import { put } from "./voices";

interface Around {
  own: string;
  name(who: string): string | undefined;
  /** Somebody has come: there may be voices that this page does not know. */
  hasCome(): void;
  hasSignal(): boolean;
}

interface Mark {
  who?: unknown;
}

/** Watches who is here; each page says whose it is. */
export function watchHere(room: Room, line: HTMLElement, desk: Desk, around: Around): () => void {
  const awareness = room.provider.awareness;
  if (!awareness) return () => undefined;
  const said = (here: string[]): string => {
    if (!around.hasSignal()) return "";
    return here.length === 0 ? desk.say("here-alone") : desk.say("here", { names: names(here) });
  };
  const look = (): void => {
    const others = [...awareness.getStates().entries()].filter(([client]) => client !== awareness.clientID);
    const here = others.map(([, mark]) => around.name(String((mark as Mark).who))).filter((name) => name !== undefined);
    put(line, said([...new Set(here)].sort((a, b) => a.localeCompare(b))));
  };
  awareness.on("change", ({ added }: { added: number[] }, origin: unknown) => {
    look();
    if (origin !== "local" && added.length > 0) around.hasCome();
  });
  room.provider.on("status", look);
  awareness.setLocalState({ who: around.own });
  look();
  return look;
}
