/* Copies the text of the element that data-copy-target names. Without JavaScript the button stays hidden and the text
   can be marked by hand. */

async function write(target) {
  try {
    await navigator.clipboard.writeText(target.innerText.trim());
    return true;
  } catch {
    return select(target); // no permission, or an address without https
  }
}

function select(target) {
  const selection = window.getSelection();
  selection.selectAllChildren(target);
  const copied = document.execCommand("copy");
  if (copied) {
    selection.removeAllRanges();
  }
  return copied;
}

for (const button of document.querySelectorAll("[data-copy-target]")) {
  const target = document.getElementById(button.dataset.copyTarget);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = target === null;
  button.addEventListener("click", async () => {
    status.textContent = "";
    status.textContent = (await write(target)) ? button.dataset.copied : button.dataset.notCopied;
  });
}
