// Large type, the search key, the name menu, the line that says there is no network.
import { isTyping, words } from "./page.js";

const YEAR = 365 * 24 * 60 * 60;

export function startShell() {
  showType(document.documentElement.dataset.type === "large");
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-type-switch]")) switchType();
    closeMenus(event.target);
    openRow(event);
  });
  document.addEventListener("keydown", onKey);
  window.addEventListener("offline", showNetwork);
  window.addEventListener("online", showNetwork);
  showNetwork();
}

function switchType() {
  const large = document.documentElement.dataset.type !== "large";
  document.cookie = `jg-type=${large ? "large" : "normal"}; path=/; max-age=${YEAR}; samesite=lax`;
  showType(large);
}

function showType(large) {
  if (large) document.documentElement.dataset.type = "large";
  else delete document.documentElement.dataset.type;
  document.querySelectorAll("[data-type-switch]").forEach((button) => {
    button.setAttribute("aria-pressed", String(large));
    if (button.dataset.typeSwitch === "words") button.textContent = words(large ? "normalType" : "largeType");
  });
}

function onKey(event) {
  if (event.key === "Escape") closeMenus(document.body);
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.getElementById("jg-find");
  if (search && search.offsetParent) {
    event.preventDefault();
    search.focus();
    search.select();
  }
}

function closeMenus(target) {
  document.querySelectorAll("details.jg-me[open]").forEach((menu) => {
    if (menu.contains(target)) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });
}

/** A click anywhere in a ledger's row opens its record; selecting text or using a control in it does not. */
function openRow(event) {
  const row = event.target.closest(".jg-table tr");
  if (!row || event.defaultPrevented || event.target.closest("a, button, input, select, label")) return;
  const link = row.querySelector("a.jg-row-link");
  if (link && !String(window.getSelection())) link.click();
}

function showNetwork() {
  const line = document.getElementById("jg-offline");
  if (line) line.hidden = navigator.onLine;
}
