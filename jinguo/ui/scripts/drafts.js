// What is typed stays on this device until it is sent. Drafts belong to one account and go at sign-out.
import { account, announce, words } from "./page.js";

const PREFIX = "jg-draft:";
const SENT = "jg-sent";
const PAUSE = 400;
/** What stands in a form that the server sends back: it holds all that was typed, and newer hidden values than a draft. */
const ANSWERED = ".jg-field-bad, [data-errors], [role=alert]";

export function startDrafts() {
  if (account()) removeDrafts((key) => !key.startsWith(ownPrefix()));
  settleSent();
  document.querySelectorAll("form[data-draft]").forEach(watch);
  document.querySelectorAll("[data-drafts]").forEach(listDrafts);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) removeDrafts(() => true);
  });
}

const ownPrefix = () => `${PREFIX}${account()}:`;
const keyFor = (form) => ownPrefix() + form.dataset.draft;

function removeDrafts(applies) {
  Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX) && applies(key))
    .forEach((key) => localStorage.removeItem(key));
}

/** Called when a form is sent: its draft goes once the next page shows that it arrived. */
export function markSent(form) {
  if (!form.dataset.draft) return;
  keep(form);
  sessionStorage.setItem(SENT, keyFor(form));
}

function settleSent() {
  const key = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  const refused = document.querySelector(".jg-field-bad, [data-errors], .jg-plain-body, .jg-empty-page");
  if (key && !refused && !document.body.matches(".jg-plain-body")) localStorage.removeItem(key);
}

function watch(form) {
  const draft = read(keyFor(form));
  if (draft && !form.querySelector(ANSWERED)) restore(form, draft);
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), PAUSE);
  });
  form.addEventListener("change", () => keep(form));
}

function keep(form) {
  const draft = { at: Date.now(), title: titleOf(form), path: location.pathname + location.search, fields: entries(form) };
  try {
    localStorage.setItem(keyFor(form), JSON.stringify(draft));
    showKept(form, words("saved"), false);
  } catch (full) {
    showKept(form, words("unsaved"), true);
  }
}

/** What is written down, and what it is about once that is said: 记一期培训：刺绣. */
function titleOf(form) {
  const kind = document.querySelector("h1").textContent.trim();
  const about = form.elements[form.dataset.draftAbout];
  return about && about.value.trim() ? words("draft").replace("{kind}", kind).replace("{about}", about.value.trim()) : kind;
}

function showKept(form, text, failed) {
  const mark = form.querySelector("[data-kept]");
  if (!mark) return;
  const wasHidden = mark.hidden;
  mark.hidden = false;
  mark.classList.toggle("is-failed", failed);
  mark.querySelector("[data-kept-words]").textContent = text;
  if (wasHidden || failed) announce(text);
}

/** Names with their values, as often as they stand in the form; never what is private, secret or a file. */
function entries(form) {
  return kept(form)
    .filter((field) => !field.matches("[type=radio], [type=checkbox]") || field.checked)
    .map((field) => [field.name, field.value]);
}

function kept(form) {
  return Array.from(form.elements).filter(
    (field) =>
      field.name &&
      field.name !== "csrfmiddlewaretoken" &&
      !field.matches("button, [type=password], [type=file], [type=submit], fieldset") &&
      !field.closest("[data-private]")
  );
}

function restore(form, draft) {
  const values = new Map();
  draft.fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
  form.dispatchEvent(new CustomEvent("jg:restore", { bubbles: true, detail: { values } }));
  kept(form).forEach((field) => {
    const wanted = values.get(field.name) || [];
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = wanted.includes(field.value);
    else if (wanted.length) field.value = wanted.shift();
  });
  offerFresh(form);
}

function offerFresh(form) {
  const line = document.createElement("div");
  line.className = "jg-alert";
  line.setAttribute("role", "status");
  const text = document.createElement("div");
  text.className = "jg-alert-text";
  text.textContent = `${words("restored")} `;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "jg-link";
  again.textContent = words("discard");
  again.addEventListener("click", () => {
    localStorage.removeItem(keyFor(form));
    location.reload();
  });
  text.append(again);
  line.append(text);
  form.prepend(line);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch (damaged) {
    return null;
  }
}

/** 没写完的: fill the page's list from its own row template. */
function listDrafts(section) {
  const template = section.querySelector("template");
  const rows = section.querySelector("[data-drafts-rows]");
  Object.keys(localStorage)
    .filter((key) => key.startsWith(ownPrefix()))
    .map(read)
    .filter(Boolean)
    .sort((one, other) => other.at - one.at)
    .forEach((draft) => {
      const row = template.content.cloneNode(true);
      row.querySelector("[data-title]").textContent = draft.title;
      row.querySelector("[data-at]").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, {
        month: "long",
        day: "numeric",
        hour: "numeric",
        minute: "2-digit",
      });
      row.querySelector("a").href = draft.path;
      rows.append(row);
      section.hidden = false;
    });
}
