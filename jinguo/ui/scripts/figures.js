// A table of numbers is one stop of the Tab key; arrows move inside it.
import { forEachPart, within } from "./page.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function startFigures() {
  forEachPart((part) => within(part, ".jg-figtable").forEach(prepare));
  document.addEventListener("keydown", move);
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".jg-figtable .jg-fig")) makeStop(event.target);
  });
}

function prepare(table) {
  table.querySelectorAll(".jg-fig").forEach((fig, index) => {
    fig.tabIndex = index ? -1 : 0;
  });
}

function makeStop(fig) {
  fig
    .closest(".jg-figtable")
    .querySelectorAll('.jg-fig[tabindex="0"]')
    .forEach((other) => {
      other.tabIndex = -1;
    });
  fig.tabIndex = 0;
}

function move(event) {
  const step = STEPS[event.key];
  const cell = event.target.closest(".jg-figtable td");
  if (!step || !cell) return;
  event.preventDefault();
  const next = neighbour(cell, step);
  if (next) next.focus();
}

/** The nearest openable number in that direction, past cells that have none. */
function neighbour(cell, [down, right]) {
  const rows = Array.from(cell.closest("table").rows);
  let row = rows.indexOf(cell.parentElement) + down;
  let column = cell.cellIndex + right;
  while (rows[row] && rows[row].cells[column]) {
    const fig = rows[row].cells[column].querySelector(".jg-fig");
    if (fig && fig.offsetParent) return fig;
    row += down;
    column += right;
  }
  return null;
}
