// Leaving quickly: for people whose screen may be seen by somebody they fear.
// The link works without script; script hides the page at once, replaces it in
// the history, and adds Shift pressed three times as a short cut.

const PRESSES = 3;
const WITHIN_MS = 3000;

function leave(href: string): void {
  // Nothing on the page may ask anything now.
  document.dispatchEvent(new Event("leaves-quickly"));
  document.documentElement.style.display = "none";
  document.title = "…";
  window.location.replace(href);
}

/** Makes each `[data-exit]` link replace the page by its neutral address. */
export function watchExit(root: Document): void {
  const link = root.querySelector<HTMLAnchorElement>("a[data-exit]");
  if (!link) return;
  const href = link.dataset.exit || link.href;

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave(href);
  });

  let presses: number[] = [];
  let alone = false;
  root.addEventListener("keydown", (event) => {
    // Only Shift by itself counts, so that typing capitals never leaves a page.
    alone = event.key === "Shift" && !event.repeat;
    if (event.key !== "Shift") presses = [];
  });
  root.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    const now = Date.now();
    presses = presses.filter((at) => now - at < WITHIN_MS);
    presses.push(now);
    if (presses.length >= PRESSES) leave(href);
  });

  // Coming back through the browser's own cache must show the page again.
  window.addEventListener("pageshow", () => {
    document.documentElement.style.display = "";
  });
}
