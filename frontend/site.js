// Small helps; every page works without them.

// "0 / 500 ký tự": counts composed characters as the server does, so that a Vietnamese letter is one however it was
// typed. A longer text may be typed and shortened again; only sending it is refused.
for (const field of document.querySelectorAll("textarea[data-counter]")) {
  const counter = document.getElementById(field.dataset.counter);
  const longest = Number(field.dataset.longest);
  const length = (text) => [...text.normalize("NFC")].length;
  const count = () => {
    const tooLong = length(field.value.trim()) > longest;
    counter.querySelector("[data-count]").textContent = length(field.value);
    counter.classList.toggle("full", tooLong);
    field.setCustomValidity(tooLong ? field.dataset.tooLong : "");
  };
  field.addEventListener("input", count);
  count();
}

for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A long select narrowed by typing: every word typed must occur, with or without diacritics.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
for (const filter of document.querySelectorAll("input[data-filters]")) {
  const select = document.getElementById(filter.dataset.filters);
  const all = [...select.children];
  filter.hidden = false;
  filter.addEventListener("input", () => {
    const words = plain(filter.value).split(/\s+/).filter(Boolean);
    const chosen = select.value;
    const kept = all.map((group) => {
      const fits = [...group.querySelectorAll("option")].filter((option) => {
        const said = plain(`${option.text} ${option.value}`);
        return option.value === chosen || words.every((word) => said.includes(word)); // what is chosen is never lost
      });
      const copy = group.cloneNode(group.tagName !== "OPTGROUP");
      copy.append(...(group.tagName === "OPTGROUP" ? fits.map((option) => option.cloneNode(true)) : []));
      return copy;
    });
    select.replaceChildren(...kept.filter((item) => item.tagName !== "OPTGROUP" || item.children.length));
    select.value = chosen;
    select.size = words.length ? Math.min(10, Math.max(2, select.length + select.children.length)) : 1;
  });
  // Enter in the filter goes on to the list instead of sending the form.
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    }
  });
}
