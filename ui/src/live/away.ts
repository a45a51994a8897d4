// Putting the page away while people talk: one calm screen, and one button back.
import { find } from "./desk";

const KEPT = "live-away";

/** Makes the button that puts the page away work, and the one that brings it back. */
export function watchAway(root: HTMLElement): void {
  const screen = find(root, "[data-away-screen]");
  const desk = find(root, "[data-desk]");
  const away = find<HTMLButtonElement>(root, "[data-away]");
  const back = find<HTMLButtonElement>(root, "[data-back]");
  const set = (isAway: boolean): void => {
    screen.hidden = !isAway;
    desk.hidden = isAway;
    document.body.classList.toggle("is-away", isAway);
    if (isAway) sessionStorage.setItem(KEPT, location.pathname);
    else sessionStorage.removeItem(KEPT);
    window.scrollTo(0, 0);
  };
  away.addEventListener("click", () => {
    set(true);
    back.focus();
  });
  back.addEventListener("click", () => {
    set(false);
    away.focus();
  });
  // A page that has ended says so at once.
  root.addEventListener("live-ended", () => set(false));
  // A phone that opened the page anew stays as calm as it was.
  if (sessionStorage.getItem(KEPT) === location.pathname) set(true);
}
