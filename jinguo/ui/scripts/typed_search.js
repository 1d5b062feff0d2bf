// A text whose suggestions come from the server, usable by keyboard. Each option carries data-key and data-label.
import { changed } from "./fields.js";

export function startTypedSearch() {
  document.addEventListener("htmx:configRequest", (event) => {
    const box = boxOf(event.detail.elt);
    if (box) event.detail.parameters = { q: event.detail.elt.value };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.matches(".jg-search .jg-options")) open(boxOf(event.detail.target));
  });
  document.addEventListener("input", (event) => {
    if (event.isTrusted && event.target.matches(".jg-search-text")) forget(boxOf(event.target));
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[data-search] .jg-option");
    if (!option) return;
    event.preventDefault();
    choose(boxOf(option), option);
  });
  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box && !box.contains(event.relatedTarget)) close(box);
  });
}

const boxOf = (element) => element.closest("[data-search]");
const textOf = (box) => box.querySelector(".jg-search-text");
const listOf = (box) => box.querySelector(".jg-options");
const keyOf = (box) => box.querySelector("input[type=hidden]");
const optionsOf = (box) => Array.from(box.querySelectorAll(".jg-option"));

/** Another text is no longer the one that was chosen. */
function forget(box) {
  keyOf(box).value = "";
  if (!textOf(box).value.trim()) close(box);
}

function open(box) {
  const text = textOf(box);
  if (document.activeElement !== text || !text.value.trim()) return;
  optionsOf(box).forEach((option, index) => {
    option.id = `${text.id}_option_${index}`;
  });
  listOf(box).hidden = false;
  text.setAttribute("aria-expanded", "true");
  bringInSight(box);
}

/** What was found must not hide below the window's edge or behind the bar with the form's button. */
function bringInSight(box) {
  const bar = document.querySelector(".jg-sticky");
  const edge = bar ? bar.getBoundingClientRect().top : window.innerHeight;
  if (listOf(box).getBoundingClientRect().bottom > edge) box.scrollIntoView({ block: "start" });
}

function close(box) {
  listOf(box).hidden = true;
  textOf(box).setAttribute("aria-expanded", "false");
  textOf(box).removeAttribute("aria-activedescendant");
}

function onKey(event) {
  const box = event.target.matches(".jg-search-text") && boxOf(event.target);
  if (!box) return;
  if (event.key === "Enter") event.preventDefault(); // it chooses; the form around it is not sent by that
  if (listOf(box).hidden) return;
  const options = optionsOf(box);
  const current = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(box, options[(current + step + options.length) % options.length]);
  } else if (event.key === "Enter" && options.length) {
    if (current >= 0 || options.length === 1) choose(box, options[Math.max(current, 0)]);
    else mark(box, options[0]);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close(box);
  }
}

function mark(box, option) {
  if (!option) return;
  optionsOf(box).forEach((other) => other.setAttribute("aria-selected", String(other === option)));
  textOf(box).setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** Fill the box, or tell the page which one was chosen where a list (a roster) grows from the box. */
function choose(box, option) {
  const detail = { key: option.dataset.key, label: option.dataset.label, option };
  const taken = !box.dispatchEvent(new CustomEvent("jg:chosen", { bubbles: true, cancelable: true, detail }));
  keyOf(box).value = taken ? "" : detail.key;
  textOf(box).value = taken ? "" : detail.label;
  close(box);
  changed(keyOf(box));
}
