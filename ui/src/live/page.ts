// The live page of a meeting. The server renders its frame; this opens the documents and holds the two
// together. Without it the page shows the way to the forms.
import { Announcer } from "./announce";
import { watchAway } from "./away";
import { Desk, find, template } from "./desk";
import { Decisions } from "./decisions";
import { Items } from "./items";
import { Next } from "./next";
import { Promises } from "./promises";
import { Reflections } from "./reflections";
import { Rooms, type Room } from "./rooms";
import { Shared } from "./schema";
import { StatusLine } from "./status";
import { put, VoiceView } from "./voices";
import { watchHere } from "./here";
import { say } from "./say";

interface Part {
  refresh(): void;
}

/** After a refusal others follow at once: one look for all of them. */
const REFUSALS_MS = 300;
/** Somebody who comes may bring a voice that was added meanwhile. */
const COMINGS_MS = 1000;
const MOST_TIMES = 20;

class LivePage {
  private readonly desk: Desk;
  private readonly rooms: Rooms;
  private readonly voices = new Map<string, VoiceView>();
  private readonly announcer: Announcer;
  private readonly status: StatusLine;
  private parts: Part[] = [];
  private shared: Room | null = null;
  private drawing = 0;
  private looking = 0;
  private hasEnded = false;
  /** The meeting was closed, and some of what was written here is still on its way. */
  private isHandingIn = false;
  private lookHere: () => void = () => undefined;
  /** How often a voice was opened anew: what is refused again and again is left alone. */
  private readonly renewed = new Map<string, number>();

  constructor(private readonly root: HTMLElement) {
    this.desk = new Desk(root, () => this.later());
    this.announcer = new Announcer(find(root, "[data-heard]"), this.desk);
    this.status = new StatusLine(find(root, "[data-saved]"), find(root, "[data-saved-spoken]"), this.desk);
    const address = new URL("/live", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.rooms = new Rooms(address.href, (room) => this.moved(room));
  }

  async begin(): Promise<void> {
    const name = this.root.dataset.live ?? "";
    this.shared = await this.rooms.open(name, true);
    const shared = new Shared(this.shared.doc);
    for (const section of this.root.querySelectorAll<HTMLElement>("[data-voices] > [data-voice]")) await this.add(section);
    const views = (): VoiceView[] => [...this.voices.values()];
    this.parts = [
      new Items(this.desk, shared.topics, "topics"),
      new Items(this.desk, shared.questions, "questions"),
      new Decisions(this.desk, shared.decisions, views),
      new Promises(this.desk, views),
      new Reflections(this.desk, views),
      new Next(this.desk, shared.next),
    ];
    this.shared.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (this.shared?.isComplete && this.shared.isFromOthers(origin)) this.announcer.shared();
    });
    this.watchPresence(this.shared);
    watchAway(this.root);
    this.watchLeaving();
    find(this.root, "[data-without]").hidden = true;
    find(this.root, "[data-with]").hidden = false;
    this.draw();
    this.ownVoice()?.focus();
  }

  private ownVoice(): VoiceView | undefined {
    return [...this.voices.values()].find((voice) => voice.isOwn);
  }

  private async add(section: HTMLElement): Promise<void> {
    const room = await this.rooms.open(section.dataset.document ?? "", false);
    const voice = new VoiceView(section, room, this.desk);
    this.voices.set(voice.who, voice);
    room.doc.on("update", (_update: Uint8Array, origin: unknown) => {
      const isNews = room.isComplete && room.isFromOthers(origin);
      if (isNews && !voice.mayWrite && voice.content.isShown) this.announcer.wrote(voice.name, voice.wasShown);
    });
  }

  /** Something about a document, or about the connection, has changed. */
  private moved(room: Room | null): void {
    if (this.hasEnded) return;
    if (this.isHandingIn) return this.handIn();
    const view = [...this.voices.values()].find((voice) => voice.room === room);
    const isOther = room?.standing === "open" && view !== undefined && view.mayWrite !== room.mayWrite;
    if (room?.standing === "refused" || room?.isLate || isOther) this.lookSoon(REFUSALS_MS);
    this.later();
  }

  private lookSoon(ms: number): void {
    if (this.looking === 0) this.looking = window.setTimeout(() => void this.lookAgain(), ms);
  }

  private later(): void {
    if (this.drawing === 0) this.drawing = window.requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.drawing = 0;
    if (this.hasEnded || this.isHandingIn) return;
    for (const voice of this.voices.values()) voice.refresh();
    for (const part of this.parts) part.refresh();
    const all = this.rooms.all;
    this.status.set({
      hasSignal: this.rooms.hasSignal,
      isOpening: all.some((room) => room.standing === "opening" || (room.standing === "open" && !room.isSynced)),
      isRefused: all.some((room) => room.standing === "refused"),
      unsent: this.rooms.unsent + this.desk.held,
    });
  }

  private watchPresence(room: Room): void {
    const own = this.ownVoice();
    this.lookHere = watchHere(room, find(this.root, "[data-here]"), this.desk, {
      own: own?.who ?? "",
      name: (who) => this.voices.get(who)?.name,
      hasCome: () => this.lookSoon(COMINGS_MS),
      hasSignal: () => this.rooms.hasSignal,
    });
  }

  /** What is in a field when the page is left goes where the rest goes. */
  private watchLeaving(): void {
    window.addEventListener("pagehide", () => this.desk.settle());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.desk.settle();
    });
    // Asked only where words would be lost, and never of somebody who has to leave quickly.
    let isLeavingQuickly = false;
    document.addEventListener("leaves-quickly", () => { isLeavingQuickly = true; });
    window.addEventListener("beforeunload", (event) => {
      const lost = this.rooms.all.some((room) => room.unsent > 0 && !room.isKept);
      if (lost && !this.hasEnded && !isLeavingQuickly) event.preventDefault();
    });
    // Covering the page must not take with it what nobody else has (see still.ts).
    document.addEventListener("rights-changed", (event) => {
      if (this.rooms.unsent + this.desk.held === 0) return;
      event.preventDefault();
      this.lookSoon(0);
    });
  }

  /** Looks at the page anew: whose voices there are now, and who may write in which. */
  private async lookAgain(): Promise<void> {
    this.desk.settle();
    const fresh = await lookAt(location.pathname);
    this.looking = 0;
    if (this.hasEnded || this.isHandingIn || fresh === "unknown") return;
    if (fresh === null || this.shared?.standing === "refused") return this.end();
    const sections = [...fresh.querySelectorAll<HTMLElement>("[data-voices] > [data-voice]")];
    const there = new Set(sections.map((one) => one.dataset.voice ?? ""));
    for (const [who, voice] of this.voices) if (!there.has(who)) await this.remove(voice);
    for (const section of sections) await this.renew(document.importNode(section, true));
    this.lookHere();
    this.later();
  }

  private async renew(section: HTMLElement): Promise<void> {
    const who = section.dataset.voice ?? "";
    const voice = this.voices.get(who);
    const mayWrite = section.dataset.write !== undefined;
    if (voice && voice.room.standing !== "refused" && voice.mayWrite === mayWrite) return;
    const times = (this.renewed.get(who) ?? 0) + 1;
    if (times > MOST_TIMES) return;
    this.renewed.set(who, times);
    if (voice) {
      voice.section.before(section);
      await this.remove(voice);
    } else find(this.root, "[data-voices]").append(section);
    await this.add(section);
  }

  private async remove(voice: VoiceView): Promise<void> {
    this.keepLost(voice.room, voice.mayWrite, voice.name, voice.content.written());
    this.voices.delete(voice.who);
    voice.close();
    voice.section.remove();
    await this.rooms.close(voice.room.name);
  }

  /** Text that the server will not take stays on the page to be copied. */
  private keepLost(room: Room, mayWrite: boolean, name: string, text: string): void {
    if (!mayWrite || room.unsent === 0 || text === "") return;
    const lost = template(this.root, "lost");
    find(lost, "[data-name]").textContent = name;
    find<HTMLTextAreaElement>(lost, "[data-text]").value = text;
    find(this.root, "[data-lost]").append(lost);
    room.letGo();
  }

  /** Nothing here is theirs any more. What was written without signal is handed in first, where it is still taken. */
  private end(): void {
    this.isHandingIn = true;
    const line = find(this.root, "[data-saved]");
    line.removeAttribute("aria-hidden");
    line.setAttribute("role", "status");
    line.textContent = "";
    find(this.root, "[data-lost]").append(line);
    // Nobody else's words stay.
    find(this.root, "[data-with]").remove();
    this.root.dispatchEvent(new Event("live-ended"));
    this.handIn();
  }

  private handIn(): void {
    const own = [...this.voices.values()].filter((voice) => voice.mayWrite);
    const isOnItsWay = own.some(({ room }) => room.unsent > 0 && room.standing !== "refused");
    if (!isOnItsWay) return this.finish(own);
    put(find(this.root, "[data-saved]"), this.desk.say("handing-in"));
  }

  /** All that stays is what they wrote and nobody has. */
  private finish(own: VoiceView[]): void {
    this.hasEnded = true;
    find(this.root, "[data-saved]").remove();
    for (const { room, mayWrite, name, content } of own) this.keepLost(room, mayWrite, name, content.written());
    if (this.shared) this.keepLost(this.shared, true, this.desk.say("lost-shared"), new Shared(this.shared.doc).written());
    find(this.root, "[data-lost]").append(template(this.root, "ended"));
    for (const room of this.rooms.all) void this.rooms.close(room.name);
  }
}

/** The page as it is now; null where it is not theirs, "unknown" where nobody knows. */
async function lookAt(address: string): Promise<Document | null | "unknown"> {
  try {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
    if (answer.status >= 500) return "unknown";
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("[data-live]") ? page : null;
  } catch {
    return "unknown";
  }
}

const root = document.querySelector<HTMLElement>("[data-live]");
if (root) {
  const page = new LivePage(root);
  page.begin().catch((fault: unknown) => {
    // Nothing can be kept on this device: better the forms than a page that loses words.
    console.error(fault);
    find(root, "[data-saved]").textContent = say(root, "not-saved");
  });
}
