/* Tells, while an organisation is typed, which ones may be the same: a quiet list of links beside what was typed.

   Without it the form comes back once with the same list before it is saved. */

const WAIT = 400; // milliseconds after the last sign
const source = document.querySelector("[data-duplicates]");
const panels = new Map();
const waiting = new Map();
const asking = new Map();

function panelOf(field) {
  if (!panels.has(field)) {
    const panel = document.createElement("div");
    panel.className = "duplicates-panel";
    panel.setAttribute("role", "status");
    (field.closest(".flex-container") ?? field).after(panel);
    panels.set(field, panel);
  }
  return panels.get(field);
}

function show(field, found) {
  const panel = panelOf(field);
  panel.replaceChildren();
  if (!found.length) {
    return;
  }
  const heading = document.createElement("p");
  heading.textContent = source.dataset.heading;
  const list = document.createElement("ul");
  for (const each of found) {
    const link = document.createElement("a");
    link.href = each.address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = `${each.label} (${source.dataset.newWindow})`;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  panel.append(heading, list);
}

async function ask(key, asked) {
  asking.get(key)?.abort();
  const control = new AbortController();
  asking.set(key, control);
  const address = new URLSearchParams({ ...asked, apart_from: source.dataset.apartFrom ?? "" });
  try {
    const answer = await fetch(`${source.dataset.duplicates}?${address}`, { signal: control.signal });
    return answer.ok ? (await answer.json()).duplicates : [];
  } catch (error) {
    return error.name === "AbortError" ? null : [];
  }
}

const box = (name) => document.getElementById(`id_${name}`);

async function askForIdentity() {
  const name = box("name");
  const number = box("juristic_number");
  const found = await ask("identity", { name: name.value, number: number.value, province: box("province")?.value ?? "" });
  if (found) {
    show(number, found.filter((each) => each.by === "number"));
    show(name, found.filter((each) => each.by === "name"));
  }
}

async function askForPhone(field) {
  const found = await ask(field, { phone: field.value });
  if (found) {
    show(field, found);
  }
}

function isPhone(field) {
  const kind = field.name?.match(/^contacts-\d+-value$/) && document.getElementsByName(field.name.replace("-value", "-kind"))[0];
  return Boolean(kind) && ["phone", "mobile"].includes(kind.value);
}

function later(key, work) {
  window.clearTimeout(waiting.get(key));
  waiting.set(key, window.setTimeout(work, WAIT));
}

function typed(event) {
  const field = event.target;
  if ([box("name"), box("juristic_number"), box("province")].includes(field)) {
    later("identity", askForIdentity);
  } else if (isPhone(field)) {
    later(field, () => askForPhone(field));
  }
}

if (source && box("name") instanceof HTMLInputElement) {
  document.addEventListener("input", typed);
  // select2 tells of its choice through jQuery only.
  window.django?.jQuery(document).on("change", "#id_province", typed);
}
