// Where the keyboard goes on when what had the focus leaves the page: nobody starts again at the top.
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary";

export function startFocus() {
  let left = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    left = placeIn(event.detail.target);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (left && document.activeElement === document.body) goOn(left);
    left = null;
  });
}

// What lies in closed details may have a place on the page all the same.
const inSight = (stop) => stop.getClientRects().length && (stop.matches("summary") || !stop.closest("details:not([open])"));
const stops = () => Array.from(document.querySelectorAll(STOPS)).filter(inSight);

/** How many stops come before and after the part that is about to change, and which of its own has the focus. */
function placeIn(target) {
  if (!target.contains(document.activeElement)) return null;
  const all = stops();
  const inside = all.filter((stop) => target.contains(stop));
  const before = inside.length ? all.indexOf(inside[0]) : 0;
  return { target, before, after: all.length - before - inside.length, own: inside.indexOf(document.activeElement) };
}

/** The stop that came in its place: of a longer list the first new row, of a form its first field. */
function goOn({ target, before, after, own }) {
  const all = stops();
  const inside = all.slice(before, all.length - after);
  const next = inside[Math.min(Math.max(own, 0), inside.length - 1)] || (target.isConnected ? target : all[before - 1]);
  if (!next) return;
  if (next === target) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}
