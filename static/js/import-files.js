/* Sending files in: they can be dropped onto the form, and what was chosen is listed. Without it the box works alone. */

const zone = document.querySelector("[data-drop]");
const box = zone?.querySelector("input[type=file]");
const list = zone?.querySelector("[data-drop-list]");

function tell() {
  list.replaceChildren(
    ...[...box.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }),
  );
  list.hidden = box.files.length === 0;
}

function over(event, isOver) {
  event.preventDefault();
  zone.classList.toggle("drop-over", isOver);
}

if (box && list) {
  zone.querySelector("[data-drop-hint]").hidden = false;
  box.addEventListener("change", tell);
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => over(event, false));
  zone.addEventListener("drop", (event) => {
    over(event, false);
    // What was chosen before stays: files are often dropped one folder after the other.
    const all = new DataTransfer();
    for (const file of [...box.files, ...event.dataTransfer.files]) {
      all.items.add(file);
    }
    box.files = all.files;
    tell();
  });
}
