/* Mends what readers of the screen would stumble over in the stock admin.

   Names the boxes of autocompletes, which select2 leaves without a name: after the field's label, in a row of an
   inline after the box behind it. Rows that are added later are named too. */

function nameOf(select) {
  return select.getAttribute("aria-label") || (select.labels[0] ? select.labels[0].textContent.trim().replace(/:$/, "") : "");
}

function nameBoxes(within) {
  for (const box of within.querySelectorAll(".select2-selection[role=combobox]")) {
    const select = box.closest(".select2-container").previousElementSibling;
    if (select instanceof HTMLSelectElement && nameOf(select)) {
      // select2 labels the box by what is chosen in it, and calls that a text box of its own: it becomes the
      // description.
      const chosen = box.getAttribute("aria-labelledby");
      box.setAttribute("aria-label", nameOf(select));
      box.removeAttribute("aria-labelledby");
      if (chosen) {
        box.setAttribute("aria-describedby", chosen);
        const rendered = document.getElementById(chosen);
        rendered?.removeAttribute("role");
        rendered?.removeAttribute("aria-readonly");
      }
    }
  }
}

// The stock tables of an inline begin, and may end, with a header that says nothing: a plain cell.
function emptyHeadersAsCells() {
  for (const header of document.querySelectorAll(".inline-group thead th:empty")) {
    const cell = document.createElement("td");
    cell.className = header.className;
    header.replaceWith(cell);
  }
}

// After the scripts that make the boxes: they work when the document is ready, and on the row's own event.
const later = (within) => window.setTimeout(nameBoxes, 0, within);

window.addEventListener("load", () => {
  emptyHeadersAsCells();
  later(document);
});
document.addEventListener("formset:added", (event) => later(event.target));
