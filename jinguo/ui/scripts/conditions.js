// Parts of a form that only some answers need. Without the script all of them are in sight.
import { forEachPart, within } from "./page.js";

export function startConditions() {
  forEachPart((part) => update(part));
  ["input", "change", "jg:restored"].forEach((name) => {
    document.addEventListener(name, (event) => {
      const form = event.target.closest("form");
      if (form) update(form);
    });
  });
}

function update(part) {
  within(part, "[data-only-if]").forEach((section) => {
    const [name, wanted] = section.dataset.onlyIf.split("=");
    section.hidden = valueOf(section.closest("form"), name) !== wanted;
  });
  within(part, "[data-only-if-new]").forEach((section) => {
    section.hidden = isKnown(document.getElementById(section.dataset.onlyIfNew));
  });
}

function valueOf(form, name) {
  const field = form.elements[name];
  return field ? field.value : "";
}

/** Whether the text is one that the field's own list suggests. An empty text asks nothing further yet. */
function isKnown(field) {
  const text = field.value.trim();
  const known = Array.from(field.list ? field.list.options : []);
  return !text || known.some((option) => option.value === text);
}
