// 和哪些单位一起办: a unit from further away is found by typing and becomes a chip beside the near ones.
import { changed } from "./fields.js";

export function startPartners() {
  document.querySelectorAll("[data-partners]").forEach((field) => {
    field.querySelector("textarea").remove(); // chips say the same, and a draft would put their names there, too
    field.addEventListener("jg:chosen", (event) => {
      const { key, label, option } = event.detail;
      const hint = option.querySelector(".jg-option-hint");
      event.preventDefault();
      changed(put(field, key, label, hint ? hint.textContent : ""));
    });
    field.closest("form").addEventListener("jg:restore", (event) => {
      (event.detail.values.get(nameOf(field)) || []).filter(Boolean).forEach((key) => put(field, key, key, ""));
    });
  });
}

const chipOf = (field) => field.querySelector("template[data-partners-chip]").content;
const nameOf = (field) => chipOf(field).querySelector("input").name;

/** The chip of this unit, chosen; what names it in full is its value, a draft needs nothing else. */
function put(field, key, label, hint) {
  const list = field.querySelector("[data-partners-list]");
  const there = Array.from(list.querySelectorAll("input")).find((box) => box.value === key);
  const box = there || add(field, list, key, label, hint);
  box.checked = true;
  return box;
}

function add(field, list, key, label, hint) {
  const chip = chipOf(field).cloneNode(true);
  const [box, text] = [chip.querySelector("input"), chip.querySelector("label")];
  box.value = key;
  box.id = `${nameOf(field)}_${list.children.length}`;
  text.htmlFor = box.id;
  text.querySelector("[data-name]").textContent = label;
  text.querySelector("[data-hint]").textContent = hint;
  list.append(chip);
  return box;
}
