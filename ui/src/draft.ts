// Drafts: forms with data-draft="KEY" send what is typed to POST /draft after a
// short rest and when the page is left. "Saved" is shown only after the
// server's 204, never before.

const REST_MS = 800;
const RETRY_MS = 5000;
const RETRY_MOST_MS = 60000;
/** Browsers refuse larger bodies for requests that outlive the page. */
const KEEPALIVE_MOST_BYTES = 60000;

class Draft {
  private readonly form: HTMLFormElement;
  private readonly key: string;
  private readonly status: HTMLElement | null;
  private saved: string;
  private timer = 0;
  private retryMs = RETRY_MS;
  private sending = false;
  private submitted = false;

  constructor(form: HTMLFormElement, key: string) {
    this.form = form;
    this.key = key;
    this.status =
      form.querySelector<HTMLElement>("[data-draft-status]") ??
      document.querySelector<HTMLElement>("[data-draft-status]");
    this.saved = this.body();

    form.addEventListener("input", () => this.later(REST_MS));
    form.addEventListener("change", () => this.later(REST_MS));
    form.addEventListener("submit", () => {
      this.submitted = true;
      window.clearTimeout(this.timer);
    });
    window.addEventListener("pagehide", () => this.now(true));
    window.addEventListener("online", () => this.later(0));
    // Coming back through the browser's own cache: typing goes on.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) this.submitted = false;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.now(true);
    });
  }

  private body(): string {
    const fields = new URLSearchParams();
    fields.append("draft-key", this.key);
    // The network of this page: the draft is sealed with its key.
    fields.append("draft-at", location.pathname);
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string") fields.append(name, value);
    }
    return fields.toString();
  }

  private later(ms: number): void {
    if (this.submitted) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.now(false), ms);
  }

  private now(leaving: boolean): void {
    window.clearTimeout(this.timer);
    const body = this.body();
    if (this.submitted || body === this.saved) return;
    // One at a time keeps drafts in order; the last one out need not wait.
    if (this.sending && !leaving) return this.later(REST_MS);
    void this.send(body);
  }

  private async send(body: string): Promise<void> {
    this.sending = true;
    let kept = false;
    try {
      const answer = await fetch("/draft", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
        body,
        credentials: "same-origin",
        redirect: "error",
        keepalive: body.length < KEEPALIVE_MOST_BYTES,
      });
      kept = answer.status === 204;
    } catch {
      kept = false;
    }
    this.sending = false;

    if (kept) {
      this.saved = body;
      this.retryMs = RETRY_MS;
      // Something typed meanwhile is not saved yet: say nothing until it is.
      if (this.body() === body) this.say("saved");
      else this.later(REST_MS);
    } else {
      this.say("unsaved");
      this.later(this.retryMs);
      this.retryMs = Math.min(this.retryMs * 2, RETRY_MOST_MS);
    }
  }

  private say(what: "saved" | "unsaved"): void {
    if (!this.status) return;
    const text = this.status.dataset[what] ?? "";
    const at = new Date().toLocaleTimeString(document.documentElement.lang || "en", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    this.status.dataset.state = what;
    this.status.textContent = what === "saved" ? `${text} ${at}` : text;
  }
}

/** Starts saving drafts of each form that carries `data-draft`. */
export function watchDrafts(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    const key = form.dataset.draft;
    if (key) new Draft(form, key);
  }
}
