// Small helps; every page works without them.

// "0 / 500 ký tự": counts composed characters as the server does, so that a Vietnamese letter is one.
for (const field of document.querySelectorAll("textarea[data-counter]")) {
  const counter = document.getElementById(field.dataset.counter);
  const longest = Number(field.maxLength);
  const count = () => {
    const length = [...field.value.normalize("NFC")].length;
    counter.querySelector("[data-count]").textContent = length;
    counter.classList.toggle("full", length >= longest);
  };
  field.addEventListener("input", count);
  count();
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
