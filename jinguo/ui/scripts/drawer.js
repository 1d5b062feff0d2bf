// The drawer with the records behind a number. Not modal: the page beside it stays usable.
import { isTyping } from "./page.js";

const PULL = 40;
let opener = null;

export function startDrawer() {
  const drawer = document.getElementById("jg-drawer");
  if (!drawer) return;
  document.addEventListener("click", letNewTabsBe, true);
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt, target } = event.detail;
    if (target === drawer && !drawer.contains(elt)) opener = elt;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === drawer) show(drawer);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-drawer-close]")) close(drawer);
    if (event.target.closest("[data-drawer-grow]")) drawer.classList.toggle("is-full");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !drawer.hidden) close(drawer);
    if (event.key === "n" && !modified(event) && !isTyping(event.target)) openNext();
  });
  followPull(drawer);
}

const modified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

/** With a modifier key the number opens as a page in a new tab, as any link does. */
function letNewTabsBe(event) {
  if (event.target.closest(".jg-fig") && modified(event)) event.stopImmediatePropagation();
}

function show(drawer) {
  const wasHidden = drawer.hidden;
  drawer.hidden = false;
  document.body.classList.add("jg-has-drawer");
  document.querySelectorAll('.jg-fig[aria-expanded="true"]').forEach((fig) => {
    if (fig !== opener) fig.setAttribute("aria-expanded", "false");
  });
  if (opener && opener.matches("[aria-expanded]")) opener.setAttribute("aria-expanded", "true");
  if (wasHidden || !drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true });
  keepVisible(drawer);
}

/** On a phone the sheet covers the lower part: bring the tapped number above it. */
function keepVisible(drawer) {
  if (!opener || drawer.offsetWidth < window.innerWidth) return;
  const number = opener.getBoundingClientRect();
  const sheet = drawer.getBoundingClientRect();
  const space = 24;
  if (number.bottom > sheet.top - space) window.scrollBy(0, number.bottom - sheet.top + space);
}

function close(drawer) {
  drawer.hidden = true;
  drawer.classList.remove("is-full");
  drawer.textContent = "";
  document.body.classList.remove("jg-has-drawer");
  if (!opener) return;
  opener.setAttribute("aria-expanded", "false");
  if (opener.isConnected) opener.focus();
  opener = null;
}

/** The number after the open one, in reading order; the first where none is open. */
function openNext() {
  // What lies in closed details has an offsetParent all the same.
  const inSight = (fig) => fig.offsetParent && !fig.closest("details:not([open])");
  const numbers = Array.from(document.querySelectorAll("main .jg-fig[hx-get]")).filter(inSight);
  const next = numbers[numbers.indexOf(opener) + 1];
  if (!next) return;
  next.scrollIntoView({ block: "center" });
  next.click();
}

function followPull(drawer) {
  let from = null;
  drawer.addEventListener("pointerdown", (event) => {
    from = event.target.closest("[data-drawer-grow]") ? event.clientY : null;
  });
  window.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const pulled = event.clientY - from;
    from = null;
    if (pulled < -PULL) drawer.classList.add("is-full");
    else if (pulled > PULL && drawer.classList.contains("is-full")) drawer.classList.remove("is-full");
    else if (pulled > PULL) close(drawer);
  });
}
