// Filters send themselves. Arrow keys only pass through what can be chosen: it counts on Enter, or on leaving the field.
import { comeBackTo } from "./focus.js";

let passing = null;

export function startFilters() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]") && event.target !== passing) send(event.target, event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === passing) settle(event.relatedTarget);
  });
}

function onKey(event) {
  const filter = event.target;
  if (!filter.matches("select[data-autosubmit]")) return;
  const opens = event.altKey || event.key === " " || event.key === "F4" || (event.key === "Enter" && !passing);
  if (opens) passing = null;
  else if (event.key === "Enter") {
    event.preventDefault();
    settle(filter);
  } else if (event.key !== "Tab" && event.key !== "Shift" && !passing) {
    passing = filter;
    filter.dataset.before = filter.value;
  }
}

/** She has stopped passing through: what she stopped at counts if it is another one. */
function settle(next) {
  const filter = passing;
  passing = null;
  if (filter.value !== filter.dataset.before) send(filter, next);
}

function send(filter, next) {
  comeBackTo(next && next.id ? next : filter);
  filter.form.requestSubmit();
}
