// Rights that change act in pages that are open. A page of a network carries data-still: an address
// that answers "changed" within a second once its viewer may no longer read all that stands on it.
// Then everything is covered at once, and the page is opened anew. A page that nobody sees does not
// ask; it asks as soon as it is shown again. Without script nothing changes.

const AGAIN_MS = 4000;

type Answer = "still" | "changed" | "unknown";

async function ask(address: string, signal: AbortSignal): Promise<Answer> {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", cache: "no-store", signal });
    if (answer.status === 204) return "still";
    // Nothing there for this viewer any more, or nobody signed in any more.
    if (answer.status === 404 || answer.type === "opaqueredirect") return "changed";
    return answer.status === 200 && (await answer.text()) === "changed" ? "changed" : "unknown";
  } catch {
    return "unknown";
  }
}

function cover(page: Document, words: string): void {
  const said = page.createElement("p");
  said.className = "covered";
  said.setAttribute("role", "alert");
  said.textContent = words;
  page.body.replaceChildren(said);
  page.title = "";
  page.defaultView?.location.reload();
}

/** Watches whether the page may stay open. */
export function watchRights(page: Document): void {
  const address = page.body.dataset.still;
  const words = page.body.dataset.stillWords ?? "";
  if (!address) return;
  let asking: AbortController | null = null;

  async function watch(): Promise<void> {
    while (page.visibilityState === "visible") {
      asking = new AbortController();
      const { signal } = asking;
      const answer = await ask(address as string, signal);
      if (signal.aborted) return;
      if (answer === "changed") {
        // A page that holds words which nobody else has may put them in safety instead of being covered.
        if (page.dispatchEvent(new CustomEvent("rights-changed", { cancelable: true }))) cover(page, words);
        return;
      }
      if (answer === "unknown") await new Promise((rest) => setTimeout(rest, AGAIN_MS));
    }
  }

  function begin(): void {
    asking?.abort();
    asking = null;
    if (page.visibilityState === "visible") void watch();
  }

  page.addEventListener("visibilitychange", begin);
  // Coming back through the browser's own cache: what was shown then may be nobody's to read now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) begin();
  });
  // A form that is sent must not wait behind a question.
  window.addEventListener("pagehide", () => asking?.abort());
  begin();
}
