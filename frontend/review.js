// Going through a text with the keyboard. Everything here presses buttons and opens forms that work without it.

const area = document.getElementById("soat");
const list = document.getElementById("danh-sach");
const keys = document.getElementById("phim");
const said = document.getElementById("loi-phim")?.dataset;
const live = document.getElementById("noi");

const rows = () => [...list.querySelectorAll("[data-row]")];
const rowOf = (node) => node?.closest?.("[data-row]") ?? null;
const announce = (words) => { live.textContent = words; };

// ---- the text and the rows point at each other ----

const marksOf = (row) =>
  row.dataset.figures.split(" ").filter(Boolean).map((n) => document.getElementById(`vi-tri-${n}`)).filter(Boolean);

function light(row, scroll) {
  for (const old of area.querySelectorAll(".lit")) old.classList.remove("lit");
  if (!row) return;
  for (const link of marksOf(row)) (link.closest("mark") ?? link).classList.add("lit");
  const first = marksOf(row)[0];
  const pane = area.querySelector(".source");
  if (scroll && first && pane.offsetParent) {
    const at = first.getBoundingClientRect(), box = pane.getBoundingClientRect();
    if (at.top < box.top + 40 || at.bottom > box.bottom - 40) pane.scrollTop += at.top - box.top - box.height / 3;
  }
}

function lightFromText(event) {
  const link = event.target.closest?.("mark")?.querySelector(".mark-number") ?? event.target.closest?.(".mark-number");
  const row = link && rowOf(document.getElementById(link.hash.slice(1)));
  if (!row) return;
  light(row, false);
  row.classList.add("lit");
  if (event.type === "focusin" && list.offsetParent) row.scrollIntoView({ block: "nearest" });
}

function show(pane) {
  area.dataset.shown = pane;
  for (const button of area.querySelectorAll("[data-pane]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  }
}

// ---- moving ----

function go(row, quietly) {
  if (!row) return;
  show("list");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  light(row, true);
  if (quietly) return;
  const all = rows();
  announce(`${said.shown} ${all.indexOf(row) + 1}/${all.length}. ${row.dataset.said}`);
}

function current() {
  const lit = rowOf(document.activeElement);
  if (lit) return lit;
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return target && list.contains(target) ? rowOf(target) : null;
}

function step(by) {
  const all = rows(), at = all.indexOf(current());
  go(at < 0 ? all.find((row) => "waits" in row.dataset) ?? all[0] : all[at + by] ?? all[at]);
}

function onward(row) {
  const all = rows(), at = all.indexOf(row);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find((other) => "waits" in other.dataset);
  if (next) go(next);
  else {
    document.getElementById("soat-het")?.focus();
    announce(said.none);
  }
}

// ---- sending a form without leaving the place; one after the other, in the order they were pressed ----

let queue = Promise.resolve();

function send(form, button, row) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  const whole = "whole" in form.dataset || (button && "whole" in button.dataset);
  queue = queue.then(() => exchange(form.action, data, row?.id, whole, row?.dataset.figures.split(" ")[0])).catch(() => {
    announce(said.failed);
    refuse(row?.id, said.failed);
  });
  return queue;
}

// The row of a figure, wherever it stands now; without a number that of the figure added last.
function newest(n) {
  const links = [...list.querySelectorAll("[id^='so-']")];
  const last = () => links.reduce((a, b) => (Number(b.id.slice(3)) > Number(a?.id.slice(3) ?? 0) ? b : a), null);
  return rowOf(n ? document.getElementById(`so-${n}`) : last());
}

async function exchange(action, data, id, whole, n) {
  const headers = id && !whole ? { "X-Row": id } : {}; // of the list only this row will be put in place
  const answer = await fetch(action, { method: "POST", body: data, credentials: "same-origin", headers });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("danh-sach")) throw new Error(answer.statusText);
  const refusal = page.getElementById("loi");
  const here = page.querySelector("main > .notice.good");
  const at = rowOf(document.activeElement)?.id;
  const fresh = id && page.getElementById(id);
  const typing = document.activeElement?.matches("input:not([type=checkbox]), select, textarea");
  if (whole || (id && !fresh && !typing)) swap(page, "danh-sach");
  else {
    if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
    for (const piece of ["hoan-tat", "xac-nhan"]) swap(page, piece); // they lie in the list
  }
  for (const piece of ["chu", "tien-do"]) swap(page, piece);
  if (refusal) {
    refuse(id, refusal.textContent.trim());
    return;
  }
  const back = at && document.getElementById(at);
  if (whole) go(newest(n) ?? back, true);
  else if (back && !back.contains(document.activeElement)) go(back, true);
  else light(current(), false);
  if (here && (whole || at === id)) announce(here.textContent.trim()); // elsewhere by now: what is read there goes on
}

function swap(page, id) {
  const fresh = page.getElementById(id), old = document.getElementById(id);
  const focused = old?.contains(document.activeElement) ? document.activeElement.id : "";
  if (!fresh || !old) old?.replaceChildren();
  else if (id === "danh-sach") old.replaceChildren(...fresh.childNodes);
  else old.replaceWith(document.adoptNode(fresh));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function refuse(id, words) {
  const row = id && document.getElementById(id);
  if (row) {
    row.querySelector(".row-refused")?.remove();
    const notice = document.createElement("p");
    notice.className = "notice bad row-refused";
    notice.textContent = words;
    row.append(notice);
    go(row, true);
  }
  announce(words);
}

function press(button, row) {
  if (!button) return false;
  if (button.tagName === "A") { location.assign(button.href); return true; }
  send(button.form, button, row);
  return true;
}

// ---- keys ----

const act = (row, name) => row?.querySelector(`[data-do="${name}"]`);

function open(details) {
  if (!details) return false;
  details.open = true;
  details.querySelector("form button, form select, form input:not([type=hidden])")?.focus();
  return true;
}

function confirmRow(row) {
  const button = act(row, "confirm");
  if (button) {
    press(button, row);
    delete row.dataset.waits;
    onward(row);
  } else if (row) onward(row);
}

function digit(n, row) {
  const open = row?.querySelector("details.withdraw[open]");
  const why = row?.querySelector("details.why[open]") ?? row; // of several figures the one whose reasons are open
  const button = open ? open.querySelector(`[data-key="${n}"]`) : why?.querySelector(`[data-guess="${n}"]`);
  if (!button) return;
  press(button, row);
  if (open) {
    delete row.dataset.waits;
    onward(row);
  }
}

const COMMANDS = {
  n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1),
  c: (row) => confirmRow(row),
  x: (row) => open(act(row, "reject")),
  e: (row) => open(act(row, "fix")) || press(act(row, "open"), row),
  w: (row) => { const why = row?.querySelector(".why"); if (why) why.open = !why.open; },
  t: (row) => press(act(row, "promise"), row),
  r: (row) => press(act(row, "restore"), row),
  b: (row) => press(act(row, "baseline"), row),
  a: () => { show("list"); open(document.getElementById("them-so-lieu")); document.getElementById("words")?.focus(); },
  d: () => document.querySelector("#hoan-tat button, #hoan-tat a")?.focus(),
  "?": () => { keys.open = !keys.open; if (keys.open) keys.querySelector("summary").focus(); },
};

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  const at = document.activeElement;
  if (event.key === "Escape") {
    const details = at?.closest("#soat details[open], #phim[open]");
    if (!details) return;
    details.open = false;
    const row = rowOf(details);
    if (row) go(row);
    else details.querySelector("summary").focus();
    return;
  }
  if (!document.getElementById("dung-phim").checked) return;
  if (at?.matches("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
  if (at && at !== document.body && !at.closest("#soat, #phim, main")) return;
  const row = current();
  if (event.key === "Enter") {
    if (at !== row || !row) return; // on a link or button Enter is its own
    confirmRow(row);
  } else if (/^[1-5]$/.test(event.key)) digit(event.key, row);
  else if (COMMANDS[event.key]) COMMANDS[event.key](row);
  else return;
  event.preventDefault();
}

// ---- words selected in the text become the words of a figure to add ----

function selected() {
  const selection = document.getSelection(), text = document.getElementById("chu");
  if (!selection?.rangeCount || selection.isCollapsed || !text?.contains(selection.anchorNode)) return;
  const before = document.createRange();
  before.selectNodeContents(text);
  const range = selection.getRangeAt(0);
  before.setEnd(range.startContainer, range.startOffset);
  const plain = (piece) => {
    const copy = piece.cloneContents();
    for (const number of copy.querySelectorAll(".mark-number")) number.remove();
    return copy.textContent;
  };
  const words = plain(range);
  if (!words.trim()) return;
  const form = document.querySelector("#them-so-lieu form");
  if (!form) return;
  const lead = words.length - words.trimStart().length;
  form.elements.words.value = words.trim();
  form.elements.at.value = [...plain(before)].length + lead;
  document.getElementById("them-so-lieu").open = true;
}

if (area?.classList.contains("review") && keys) {
  keys.hidden = false;
  area.classList.add("with-panes");
  area.querySelector(".panes").hidden = false;
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseup", selected);
  area.addEventListener("click", (event) => {
    const pane = event.target.closest("[data-pane]");
    if (pane) show(pane.dataset.pane);
    const link = event.target.closest("a.mark-number");
    if (link) show(link.closest("mark, #chu") ? "list" : "text"); // the other pane holds what it leads to
  });
  area.addEventListener("focusin", (event) => {
    if (event.target.closest("#chu")) lightFromText(event);
    else if (rowOf(event.target)) light(rowOf(event.target), true);
  });
  area.addEventListener("mouseover", (event) => {
    if (event.target.closest("#chu")) lightFromText(event);
    else if (rowOf(event.target)) light(rowOf(event.target), false);
  });
  area.addEventListener("input", (event) => {
    if (event.target.name === "words") event.target.form.elements.at.value = "";
  });
  area.addEventListener("submit", (event) => {
    const row = rowOf(event.target) ?? rowOf(event.submitter);
    const whole = "whole" in event.target.dataset;
    if (event.target.closest("#hoan-tat")) { // what was pressed before is sent before
      event.preventDefault();
      queue.then(() => document.querySelector("#hoan-tat form")?.submit());
    }
    if (!row && !whole) return; // the other buttons below the list load the page anew
    event.preventDefault();
    const details = event.target.closest("details[open]");
    send(event.target, event.submitter, row);
    if (row && (details?.classList.contains("withdraw") || event.submitter?.dataset.do === "confirm")) {
      delete row.dataset.waits;
      onward(row);
    } else if (row) go(row);
  });
}
