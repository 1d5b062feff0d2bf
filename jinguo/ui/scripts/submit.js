// Sending a form: once, and only after the server has said that the session still stands.
// Where it has ended, sign-in opens above the form and everything in it is still there.
import { markSent } from "./drafts.js";
import { account, words } from "./page.js";

let signingIn = null;

export function startSubmit() {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("htmx:responseError", (event) => {
    const { elt, xhr } = event.detail;
    if (xhr.status === 401) signInAbove().then(() => repeat(elt), ignore);
  });
}

async function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || !account() || !form.matches(".jg-form[method=post]")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  markSent(form);
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
  try {
    if (!(await sessionStands())) await signInAbove();
    sendNatively(form, button);
  } catch (noNetwork) {
    sayUnsaved(form);
    if (button) button.removeAttribute("aria-busy");
    delete form.dataset.busy;
  }
}

async function sessionStands() {
  const answer = await fetch(document.body.dataset.session, { headers: { "HX-Request": "true" }, cache: "no-store" });
  return answer.status !== 401;
}

/** `form.submit()` leaves out the pressed button's name; it may say what to do. */
function sendNatively(form, button) {
  if (button && button.name) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = button.name;
    field.value = button.value;
    form.append(field);
  }
  HTMLFormElement.prototype.submit.call(form);
}

function sayUnsaved(form) {
  const old = form.querySelector("[data-unsaved]");
  if (old) old.remove();
  const line = document.createElement("p");
  line.className = "jg-alert jg-alert-error";
  line.dataset.unsaved = "";
  line.setAttribute("role", "alert");
  line.textContent = words("failed");
  (form.querySelector(".jg-sticky") || form).prepend(line);
}

/** Resolves once the same person has signed in again; asked twice, it is still one question. */
function signInAbove() {
  signingIn = signingIn || askToSignIn().finally(() => (signingIn = null));
  return signingIn;
}

async function askToSignIn() {
  const answer = await fetch(document.body.dataset.signIn);
  const before = document.activeElement;
  const dialog = dialogWith(await answer.text());
  const form = dialog.querySelector("form");
  try {
    await new Promise((resolve, reject) => {
      dialog.addEventListener("cancel", reject);
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        trySignIn(form, resolve);
      });
    });
  } finally {
    dialog.remove();
    before.focus();
  }
}

function dialogWith(html) {
  const theirs = new DOMParser().parseFromString(html, "text/html").querySelector("main form[method=post]");
  const dialog = document.createElement("dialog");
  dialog.className = "jg-over";
  dialog.setAttribute("aria-label", words("signInAgain"));
  const title = document.createElement("h2");
  title.textContent = words("signInAgain");
  const why = document.createElement("p");
  why.textContent = words("signInWhy");
  dialog.append(title, why, document.importNode(theirs, true));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

async function trySignIn(form, resolve) {
  const answer = await fetch(document.body.dataset.signIn, { method: "POST", body: new FormData(form) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.body.dataset.account;
  if (!now) {
    showRefusal(form, page);
  } else if (now !== account()) {
    location.reload();
  } else {
    renewTokens(page);
    resolve();
  }
}

/** A refused sign-in answers with its form and what is wrong; show that in place, and let her type again. */
function showRefusal(form, page) {
  const answered = page.querySelector("main form[method=post]");
  if (!answered) return;
  form.innerHTML = answered.innerHTML;
  form.querySelector(".jg-field-bad input, [type=password]").focus();
}

/** Signing in changes the token that guards every form of this page. */
function renewTokens(page) {
  const token = page.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) return;
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((field) => {
    field.value = token.value;
  });
}

/** Who closes the dialog goes on reading; the next thing she sends asks again. */
function ignore() {}

function repeat(element) {
  if (element.matches("form")) element.requestSubmit();
  else element.click();
}
