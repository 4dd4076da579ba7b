"use strict";
// Lights up the words of the event or statement that is pointed at, focused or kept.
for (const record of document.querySelectorAll("section.record")) {
  const pieces = [...record.querySelectorAll("[data-at]")].map((element) => {
    const [start, end] = element.dataset.at.split(" ").map(Number);
    return { element, start, end, region: element.dataset.region };
  });
  const rows = new Map([...record.querySelectorAll(".lights")].map((row) => [row.dataset.id, row]));
  const pane = record.querySelector(".article");
  const told = document.getElementById("told");
  let kept = null;

  function dim() {
    for (const { element } of pieces) {
      element.classList.remove("lit");
      delete element.dataset.lit;
      delete element.dataset.label;
    }
  }

  function light(row) {
    dim();
    told.textContent = row ? row.dataset.told : "";
    if (!row) return;
    let first = null;
    const words = JSON.parse(row.dataset.words);
    for (const piece of pieces) {
      const roles = [];
      const ending = [];
      for (const [role, spans] of Object.entries(words)) {
        for (const [start, end, region = "text"] of spans) {
          if (region !== piece.region || piece.start < start || piece.end > end) continue;
          roles.push(role);
          if (piece.end === end && role !== "content") ending.push(role);
        }
      }
      if (!roles.length) continue;
      piece.element.classList.add("lit");
      piece.element.dataset.lit = roles.join(" ");
      first ??= piece.element;
      if (ending.length) piece.element.dataset.label = [...new Set(ending)].join("+");
    }
    bring(first);
  }

  // Only the article's own pane scrolls: the row that is pointed at stays under the pointer.
  function bring(element) {
    if (!element) return;
    const inner = element.getBoundingClientRect();
    const outer = pane.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom)
      pane.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  function keep(row) {
    kept?.classList.remove("kept");
    kept?.querySelector("button").setAttribute("aria-pressed", "false");
    kept = kept === row ? null : row;
    kept?.classList.add("kept");
    kept?.querySelector("button").setAttribute("aria-pressed", "true");
    light(kept);
  }

  for (const row of rows.values()) {
    row.addEventListener("pointerenter", () => light(row));
    row.addEventListener("pointerleave", () => light(kept));
    row.addEventListener("focusin", () => light(row));
    row.addEventListener("focusout", () => light(kept));
    row.addEventListener("click", () => keep(row));
  }
  for (const { element } of pieces) {
    const row = rows.get(element.dataset.event);
    if (!row) continue;
    element.addEventListener("click", () => {
      keep(row);
      if (kept) row.scrollIntoView({ block: "nearest" });
    });
  }
  record.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && kept) keep(kept);
  });
}
