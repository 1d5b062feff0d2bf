// Small things that several scripts need.

/** Sentences come from the page, in the user's language: data-* of #jg-words. */
export function words(name) {
  const source = document.getElementById("jg-words");
  return (source && source.dataset[name]) || "";
}

/** A sentence at a field, drawn as the server draws it. */
export function refusal(text) {
  const line = document.getElementById("jg-words").content.querySelector(".jg-error").cloneNode(true);
  line.querySelector("[data-said]").textContent = text;
  return line;
}

/** Say something to screen readers without moving the focus. */
export function announce(text) {
  const live = document.getElementById("jg-live");
  if (live) live.textContent = text;
}

export function account() {
  return document.body.dataset.account || "";
}

export function isTyping(element) {
  return element instanceof HTMLElement && element.matches("input, textarea, select, [contenteditable]");
}

/** Run now and for every part that htmx brings later. */
export function forEachPart(prepare) {
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
}

/** The matching elements of a part, the part itself included. */
export function within(part, selector) {
  const inner = Array.from(part.querySelectorAll(selector));
  return part instanceof Element && part.matches(selector) ? [part, ...inner] : inner;
}
