// Fields: chips that fill, the browser's calendar beside a typed day, first error.
import { forEachPart, within } from "./page.js";

export function startFields() {
  document.addEventListener("click", (event) => {
    fill(event.target.closest("[data-fill]"));
    insert(event.target.closest("[data-insert]"));
    peek(event.target.closest("[data-peek]"));
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-calendar]")) takeDay(event.target);
    if (event.target.matches(".jg-day-pick")) focusDay(event.target);
  });
  forEachPart(goToFirstError);
}

function fill(chip) {
  if (!chip) return;
  const field = document.getElementById(chip.dataset.fill);
  field.value = chip.dataset.value || chip.textContent.trim();
  changed(field);
  field.focus();
}

/** Put a chip's words where the cursor stands in the text. */
function insert(chip) {
  if (!chip) return;
  const field = document.getElementById(chip.dataset.insert);
  field.setRangeText(chip.textContent, field.selectionStart, field.selectionEnd, "end");
  changed(field);
  field.focus();
}

/** Show the password for as long as the button stays pressed in. */
function peek(button) {
  if (!button) return;
  const field = document.getElementById(button.dataset.peek);
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
}

function takeDay(calendar) {
  if (!calendar.value) return;
  const field = calendar.closest(".jg-datebox").querySelector("input[type=text]");
  const [year, month, day] = calendar.value.split("-").map(Number);
  field.value = `${year}-${month}-${day}`;
  changed(field);
}

function focusDay(radio) {
  const field = radio.closest("[data-day]").querySelector("input[type=text]");
  if (radio.checked && field) field.focus();
}

function goToFirstError(part) {
  const [bad] = within(part, ".jg-field-bad");
  if (bad) toBeMended(bad).focus();
  within(part, "[data-errors]").forEach((line) => {
    line.addEventListener("click", () => goToFirstError(document));
  });
}

/** What was typed comes before what was chosen: a day that cannot be is mended in its text. */
function toBeMended(bad) {
  const fields = Array.from(bad.querySelectorAll("input:not([type=hidden]), select, textarea, button"));
  const inSight = fields.filter((field) => field.offsetParent);
  return inSight.find((field) => !field.matches("[type=radio], [type=checkbox], button")) || inSight[0] || fields[0];
}

export function changed(field) {
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
