// 谁来了: chosen people as rows. Searching adds one, ✕ takes her away, one tap adds everybody of last time.
import { changed } from "./fields.js";
import { within } from "./page.js";

export function startRoster() {
  document.querySelectorAll("[data-roster]").forEach((roster) => {
    roster.addEventListener("jg:chosen", (event) => take(roster, event));
    roster.addEventListener("click", (event) => press(roster, event.target));
    roster.addEventListener("keydown", registerByEnter);
    roster.addEventListener("htmx:load", (event) => takeNewcomer(roster, event.detail.elt));
    roster.closest("form").addEventListener("jg:restore", (event) => restore(roster, event.detail.values));
    count(roster);
  });
}

const listOf = (roster) => roster.querySelector("[data-roster-list]");
const lastOf = (roster) => roster.querySelector("[data-roster-last]");
const searchOf = (roster) => roster.querySelector("#roster-search");
const rowsIn = (list) => (list ? Array.from(list.querySelectorAll("[data-person]")) : []);
const boxOf = (row) => row.querySelector("[name=people]");
const rowOf = (roster, key) => within(roster, "[data-person]").find((row) => row.dataset.person === key);

function press(roster, target) {
  const away = target.closest("[data-roster-remove]");
  const addLast = target.closest("[data-roster-add-last]");
  if (away) takeAway(roster, away.closest("[data-person]"));
  if (addLast) rowsIn(lastOf(roster)).forEach((row) => put(roster, row));
  if (away || addLast) tell(roster);
  if (target.closest("[data-newcomer-close]")) closeNewcomer(roster);
  if (document.activeElement === document.body || !document.activeElement.offsetParent) searchOf(roster).focus();
}

function closeNewcomer(roster) {
  roster.querySelector("#newcomer").textContent = "";
  searchOf(roster).focus();
}

/** Enter in the small form registers the newcomer; it doesn't send the form around it. */
function registerByEnter(event) {
  const part = event.key === "Enter" && event.target.matches("#newcomer input") && event.target.closest("#newcomer");
  if (!part || event.defaultPrevented || event.target.matches(".jg-search-text")) return;
  event.preventDefault();
  part.querySelector("[hx-post]").click();
}

/** Someone was chosen in the search box: this list takes her, the box stays empty for the next. */
function take(roster, event) {
  if (!event.target.matches("[data-roster-search]")) return;
  const { key, label, option } = event.detail;
  event.preventDefault();
  put(roster, rowOf(roster, key) || rowFor(roster, key, label, option.querySelector(".jg-option-hint")));
  tell(roster);
}

function rowFor(roster, key, label, hint) {
  const row = roster.querySelector("template[data-roster-row]").content.firstElementChild.cloneNode(true);
  row.dataset.person = key;
  boxOf(row).value = key;
  row.querySelector("[data-name]").textContent = label;
  row.querySelector("[data-hint]").textContent = hint ? hint.textContent : "";
  return row;
}

function put(roster, row) {
  boxOf(row).checked = true;
  if (row.parentElement !== listOf(roster)) listOf(roster).append(row);
}

/** Who came last time goes back among those; she can be added again with one tap. */
function takeAway(roster, row) {
  const next = row.nextElementSibling || row.previousElementSibling;
  if (next && row.contains(document.activeElement)) next.querySelector("[data-roster-remove]").focus();
  boxOf(row).checked = false;
  if (row.dataset.last === undefined) row.remove();
  else lastOf(roster).append(row);
}

/** A newcomer was just registered: her row came with the answer. */
function takeNewcomer(roster, part) {
  const rows = within(part, "[data-newcomer] [data-person]");
  const [first] = within(part, "#newcomer fieldset input:not([type=hidden])");
  if (first && !part.contains(document.activeElement)) first.focus();
  if (!rows.length) return;
  rows.forEach((row) => put(roster, row));
  searchOf(roster).value = "";
  searchOf(roster).focus();
  tell(roster);
}

function restore(roster, values) {
  const wanted = values.get("people") || [];
  rowsIn(listOf(roster)).filter((row) => !wanted.includes(row.dataset.person)).forEach((row) => takeAway(roster, row));
  rowsIn(lastOf(roster)).filter((row) => wanted.includes(row.dataset.person)).forEach((row) => put(roster, row));
  const missing = wanted.filter((key) => !rowOf(roster, key));
  count(roster);
  if (missing.length) fetchRows(roster, missing);
}

async function fetchRows(roster, keys) {
  const query = keys.map((key) => `people=${encodeURIComponent(key)}`).join("&");
  const answer = await fetch(`${roster.dataset.rowsUrl}?${query}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  within(page, "[data-person]").forEach((row) => put(roster, document.importNode(row, true)));
  tell(roster);
}

function tell(roster) {
  count(roster);
  changed(listOf(roster));
}

function count(roster) {
  const listed = rowsIn(listOf(roster)).length;
  const line = roster.querySelector("[data-roster-count]");
  listOf(roster).hidden = !listed;
  line.textContent = listed ? line.dataset.words.replace("{n}", listed) : "";
  const button = roster.querySelector("[data-roster-add-last]");
  if (!button) return;
  const others = rowsIn(lastOf(roster)).length;
  button.hidden = !others;
  button.querySelector("span").textContent = button.dataset.words.replace("{n}", others);
}
