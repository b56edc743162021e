/* Opening a round: counts while one chooses, and chooses for all that are left. Without it the server counts. */

const form = document.querySelector(".open-round");
const count = form?.querySelector(".round-count");

function chosen(value) {
  return form.querySelectorAll(`input[type=radio][value=${value}]:checked`).length;
}

function tell() {
  const groups = new Set([...form.querySelectorAll("input[type=radio]")].map((radio) => radio.name));
  const stay = chosen("stay");
  const leave = chosen("leave");
  const join = [...form.querySelectorAll("select[data-joining]")].filter((select) => select.value).length;
  const numbers = { stay, leave, join, open: groups.size - stay - leave };
  count.textContent = count.dataset.words.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
}

if (form && count) {
  count.hidden = false;
  form.addEventListener("change", tell);
  // select2 tells of a choice through jQuery alone.
  window.django?.jQuery(form).on("change", "select[data-joining]", tell);
  const all = form.querySelector("[data-all-stay]");
  if (all) {
    all.parentElement.hidden = false;
    all.addEventListener("click", () => {
      for (const radio of form.querySelectorAll("input[type=radio][value=stay]")) {
        const group = form.querySelectorAll(`input[type=radio][name=${radio.name}]:checked`);
        radio.checked = radio.checked || group.length === 0;
      }
      tell();
    });
  }
  tell();
}
