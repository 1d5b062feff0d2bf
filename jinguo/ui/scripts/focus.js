// Where the keyboard goes on when what had the focus leaves the page: nobody starts again at the top.
const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const BACK = "jg-back";
let byKeys = false;

export function startFocus() {
  let left = null;
  comeBack();
  document.addEventListener("keydown", () => {
    byKeys = true;
  });
  document.addEventListener("pointerdown", () => {
    byKeys = false;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.querySelector(".jg-mend")) comeBackTo(nextToMend(event.submitter));
  });
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

/** Who works by keyboard finds herself at this field when the page comes again, or at the first that is wrong. */
export function comeBackTo(field) {
  if (byKeys) sessionStorage.setItem(BACK, `${location.pathname}#${field ? field.id : ""}`);
}

function comeBack() {
  const [path, id] = (sessionStorage.getItem(BACK) || "").split("#");
  sessionStorage.removeItem(BACK);
  if (path !== location.pathname) return;
  const field = document.getElementById(id) || document.querySelector(".jg-mend [aria-invalid]");
  if (field) field.focus();
}

/** After a row of a workbook was skipped it goes on with the next one. */
function nextToMend(button) {
  if (!button || button.name !== "skip") return document.activeElement;
  const fields = Array.from(document.querySelectorAll(".jg-mend [aria-invalid]"));
  const row = button.closest("tr");
  return fields.find((field) => row.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING && !row.contains(field));
}
