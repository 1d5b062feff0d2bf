// Choosing files: what is too large is told at once, not after a minute of sending it.
import { refusal, words } from "./page.js";

const MB = 1024 * 1024;

export function startUploads() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("[type=file][data-most-mb]")) weigh(event.target);
  });
}

/** Keep what may be sent; the rest is taken out again and named. */
function weigh(field) {
  const [most, together] = [Number(field.dataset.mostMb), Number(field.dataset.togetherMb || field.dataset.mostMb)];
  const kept = new DataTransfer();
  const refusals = [];
  let sum = 0;
  Array.from(field.files).forEach((file) => {
    if (file.size > most * MB) refusals.push(say("tooLarge", file, most));
    else if (sum + file.size > together * MB) refusals.push(say("tooMany", file, together));
    else {
      sum += file.size;
      kept.items.add(file);
    }
  });
  if (refusals.length) field.files = kept.files;
  show(field.closest(".jg-field"), refusals);
}

const say = (why, file, most) =>
  words(why).replace("{name}", file.name).replace("{size}", Math.ceil(file.size / MB)).replace("{most}", most);

function show(place, refusals) {
  place.querySelectorAll(".jg-errors").forEach((old) => old.remove());
  place.classList.toggle("jg-field-bad", refusals.length > 0);
  if (!refusals.length) return;
  const list = document.createElement("div");
  list.className = "jg-errors";
  list.setAttribute("role", "alert");
  list.append(...refusals.map(refusal));
  place.append(list);
}
