// The documents of a meeting at one connection: `@hocuspocus/provider` as it comes, and what this page
// needs to know beyond it: what the server is known to have, and what it will not take.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import type { onCloseParameters, onMessageParameters } from "@hocuspocus/provider";
import * as Y from "yjs";
import { openLocal, type Local } from "../offline/local";

/** What the server says of a document that is no longer theirs. */
const NO_LONGER = "no-longer-yours";
/** What the server says to whoever may only hand in what they wrote before the closing. */
const CLOSED = JSON.stringify({ closed: true });
/** The frame that says whether an update is on the disk. */
const SYNC_STATUS = 8;
const RETRY = { delay: 1000, minDelay: 500, maxDelay: 8000 };

/**
 * While there is no signal nothing is lined up to be sent: on return the handshake carries whatever the
 * server lacks. Both together would be acknowledged twice, and "saved" would be said too early.
 */
class Provider extends HocuspocusProvider {
  constructor(configuration: ConstructorParameters<typeof HocuspocusProvider>[0]) {
    super(configuration);
    this.document.off("update", this.boundDocumentUpdateHandler);
  }

  override startSync(): void {
    super.startSync();
    this.document.off("update", this.boundDocumentUpdateHandler);
    this.document.on("update", this.boundDocumentUpdateHandler);
  }

  override onClose(): void {
    super.onClose();
    this.document.off("update", this.boundDocumentUpdateHandler);
  }
}

/** The connection; it can be told that there is no network, before the system notices. */
class Socket extends HocuspocusProviderWebsocket {
  lose(): void {
    this.emit("close", { event: { code: 4408, reason: "no network" } });
  }
}

/** How a document stands with the server. */
export type Standing = "opening" | "open" | "refused";

/** One document. */
export class Room {
  standing: Standing = "opening";
  /** Whether everything that the server has was here once. */
  isComplete = false;
  mayWrite = false;
  /** The meeting was closed meanwhile: what was written without signal is still taken, and shown to nobody. */
  isLate = false;
  /** When something was last written here, by the clock of this device. */
  private writtenAt = 0;

  constructor(
    readonly name: string,
    readonly doc: Y.Doc,
    readonly provider: HocuspocusProvider,
    private readonly local: Local,
    private readonly changed: (room: Room) => void,
  ) {
    provider.on("authenticated", ({ scope }: { scope: string }) => {
      this.standing = "open";
      this.mayWrite = scope === "read-write";
      // Before the words: should they come after the closing, they were written then (ADR 21).
      if (this.mayWrite && this.unsent > 0 && this.writtenAt > 0) {
        provider.sendStateless(JSON.stringify({ writtenAt: this.writtenAt }));
      }
      this.changed(this);
    });
    provider.on("stateless", ({ payload }: { payload: string }) => {
      if (payload !== CLOSED) return;
      this.isLate = true;
      this.changed(this);
    });
    provider.on("authenticationFailed", () => this.refuse());
    provider.on("close", ({ event }: onCloseParameters) => {
      if (event?.reason === NO_LONGER) this.refuse();
      else this.changed(this);
    });
    provider.on("message", (frame: onMessageParameters) => this.hear(frame));
    provider.on("synced", () => {
      this.isComplete = true;
      this.changed(this);
    });
    provider.on("unsyncedChanges", ({ number }: { number: number }) => {
      // Each answer is to one frame, in order: where none is missing, the server has all that stands here.
      if (number === 0 && provider.isAuthenticated) this.local.acknowledged(Y.encodeStateVector(doc));
      this.changed(this);
    });
    doc.on("update", (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, turn: Y.Transaction) => {
      if (turn.local) this.writtenAt = Date.now();
      this.changed(this);
    });
    provider.attach();
  }

  /** Changes made here that the server is not known to have. */
  get unsent(): number {
    return this.local.unsent();
  }

  /** Whether this device would still have them after the page is closed. */
  get isKept(): boolean {
    return this.local.keeps();
  }

  get isSynced(): boolean {
    return this.provider.isSynced;
  }

  /** Whether a change came from somebody else. */
  isFromOthers(origin: unknown): boolean {
    return origin === this.provider;
  }

  /** Lets go of what this device keeps of text that was refused and has been shown to its writer. */
  letGo(): void {
    this.local.refused();
  }

  async close(): Promise<void> {
    this.provider.destroy();
    await this.local.close();
  }

  private refuse(): void {
    this.mayWrite = false;
    this.standing = "refused";
    this.changed(this);
  }

  private hear({ message }: onMessageParameters): void {
    message.readVarString();
    if (message.readVarUint() === SYNC_STATUS && message.readVarUint() === 0) this.refuse();
  }
}

/** The connection, with all that is open at it. */
export class Rooms {
  readonly rooms = new Map<string, Room>();
  /** Whether there is a way to the server, as far as anybody can tell. */
  hasSignal = false;
  private readonly socket: Socket;

  constructor(url: string, private readonly changed: (room: Room | null) => void) {
    this.socket = new Socket({ url, ...RETRY });
    this.socket.on("status", ({ status }: { status: string }) => {
      this.hasSignal = status === "connected" && navigator.onLine;
      this.changed(null);
    });
    window.addEventListener("offline", () => this.lose());
    window.addEventListener("online", () => void this.socket.connect());
    // A phone that wakes up looks at once.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && !this.hasSignal) void this.socket.connect();
    });
  }

  /** Opens a document; awareness (who is here) goes with one of them only. */
  async open(name: string, withAwareness: boolean): Promise<Room> {
    const doc = new Y.Doc();
    const local = await openLocal(name, doc);
    const about = { websocketProvider: this.socket, name, document: doc, token: "" };
    const provider = new Provider(withAwareness ? about : { ...about, awareness: null });
    const room = new Room(name, doc, provider, local, this.changed);
    this.rooms.set(name, room);
    return room;
  }

  async close(name: string): Promise<void> {
    const room = this.rooms.get(name);
    this.rooms.delete(name);
    await room?.close();
  }

  get all(): Room[] {
    return [...this.rooms.values()];
  }

  /** Changes made here that the server is not known to have. */
  get unsent(): number {
    return this.all.reduce((sum, room) => sum + room.unsent, 0);
  }

  /** The device says that there is no network: nobody waits for the socket to notice. */
  private lose(): void {
    this.hasSignal = false;
    this.socket.lose();
    this.changed(null);
  }
}
