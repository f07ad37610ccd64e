// Single-key shortcuts: an element says its key (`data-key="a"`, `data-key="g q"`), the page obeys.
// Off while typing, off with a modifier, off when the person switched them off (no body[data-keys]).

const typing = (element) => element?.closest("input, textarea, select, [contenteditable], dialog[open]");
const shown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
let prefix = "";
let prefixTimer = 0;

const act = (element) => {
  if (element.hasAttribute("data-key-focus")) {
    element.scrollIntoView({ block: "nearest" });
    element.focus();
    return;
  }
  if (element.matches("summary")) {
    // Focus at once: the toggle event comes later, and fast fingers are already typing.
    const details = element.parentElement;
    details.open = true;
    details.querySelector("select, textarea, input:not([type=hidden])")?.focus();
    return;
  }
  element.click();
};

const find = (keys) =>
  [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].find(
    (element) => shown(element) || element.closest("#rail"),
  );

const moveRow = (step) => {
  const rows = [...document.querySelectorAll("#rows .row")];
  if (rows.length === 0) return;
  const focused = rows.indexOf(document.activeElement?.closest?.(".row"));
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + step));
  rows[next].focus();
};

document.addEventListener("keydown", (event) => {
  const active = document.activeElement;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    // Only where the person already is: the confirm they focused, or the form they are filling.
    const form = active?.closest("form[data-confirm]");
    if (form && !event.repeat) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (!document.body.hasAttribute("data-keys")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(active)) {
    if (!(event.repeat && "jk".includes(event.key) && !typing(active))) return;
  }
  if (prefix) {
    const keys = `${prefix} ${event.key}`;
    prefix = "";
    clearTimeout(prefixTimer);
    const element = find(keys);
    if (element) {
      event.preventDefault();
      act(element);
    }
    return;
  }
  if (event.key === "g") {
    prefix = "g";
    prefixTimer = setTimeout(() => (prefix = ""), 1500);
    return;
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    moveRow(event.key === "j" ? 1 : -1);
    return;
  }
  if (event.key.length !== 1) return;
  const element = find(event.key);
  if (element) {
    event.preventDefault();
    act(element);
  }
});
