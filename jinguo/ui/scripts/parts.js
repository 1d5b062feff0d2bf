// Rows with columns of their own in a form: one more at a touch, and all of a draft's.
import { changed } from "./fields.js";

export function startParts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-part-add]");
    if (!button) return;
    const row = add(button.closest("[data-part]"));
    changed(row.querySelector("input[type=hidden]"));
    row.querySelector(".jg-part-cell input:not([type=hidden]), .jg-part-cell select").focus();
  });
  document.addEventListener("jg:restore", (event) => {
    event.target.querySelectorAll("[data-part]").forEach((part) => {
      const [wanted] = event.detail.values.get(totalOf(part).name) || [0];
      while (Number(totalOf(part).value) < Number(wanted)) add(part);
    });
  });
}

const totalOf = (part) => part.querySelector("[name$=-TOTAL_FORMS]");

function add(part) {
  const total = totalOf(part);
  const rows = part.querySelector("[data-part-rows]");
  rows.insertAdjacentHTML("beforeend", part.querySelector("template").innerHTML.replaceAll("__prefix__", total.value));
  total.value = Number(total.value) + 1;
  const row = rows.lastElementChild;
  window.htmx.process(row);
  return row;
}
