// What every page does: theme, ages, countdowns, sheets, focus after a swap, quiet polling.

// --- Theme: follows the system, with an override kept in a cookie (the server writes it on :root)
const themes = ["system", "light", "dark"];
const toggleTheme = () => {
  const root = document.documentElement;
  const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  const age = next === "system" ? 0 : 31536000;
  document.cookie = `theme=${next};path=/;max-age=${age};samesite=lax`;
  for (const name of document.querySelectorAll("[data-theme-name]")) name.textContent = next;
  document.dispatchEvent(new Event("theme-changed"));
};

// --- Ages: the same words as opsdesk_ui.age_words
const words = (seconds) => {
  const s = Math.abs(seconds);
  if (s < 60) return "now";
  if (s < 3600) return `${Math.floor(s / 60)} min`;
  if (s < 172800) return `${Math.floor(s / 3600)} h`;
  if (s < 3024000) return `${Math.floor(s / 86400)} d`;
  return `${Math.floor(s / 604800)} w`;
};
const refreshAges = () => {
  for (const time of document.querySelectorAll("time[data-age]")) {
    const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
    let text = words(seconds);
    if (time.dataset.age && text !== "now") text = seconds < 0 ? `in ${text}` : `${text} ago`;
    if (time.textContent !== text) time.textContent = text;
  }
};

// --- Countdowns: the server says how many seconds are left, so a wrong clock does no harm
const startCountdowns = (root) => {
  for (const span of root.querySelectorAll("[data-seconds]:not([data-ends])")) {
    span.dataset.ends = String(Date.now() + Number(span.dataset.seconds) * 1000);
  }
  tick();
};
const tick = () => {
  for (const span of document.querySelectorAll("[data-ends]")) {
    const left = Math.max(0, Math.ceil((Number(span.dataset.ends) - Date.now()) / 1000));
    span.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) continue;
    span.removeAttribute("data-ends");
    span.dataset.seconds = "0";
    span.setAttribute("data-over", "");
    span.closest("[data-toast]")?.remove();
  }
};

// --- Polling: elements with data-poll hear a "poll" event every so many seconds, while nobody is
// in the middle of something there (an open sheet, a form being filled).
const busy = (area) =>
  document.hidden ||
  area.querySelector("details.drop[open], form[data-editing]") !== null ||
  (area.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));
const poll = () => {
  for (const element of document.querySelectorAll("[data-poll]")) {
    const due = Number(element.dataset.polledAt ?? Date.now());
    element.dataset.polledAt ??= String(due);
    if (Date.now() - due < Number(element.dataset.poll) * 1000) continue;
    element.dataset.polledAt = String(Date.now());
    const area = document.getElementById(element.dataset.area) ?? document.body;
    if (!busy(area)) element.dispatchEvent(new Event("poll"));
  }
};

// --- The list marks what is open in the case pane
const markCurrent = () => {
  const open = document.querySelector("#case .case")?.dataset.code;
  for (const row of document.querySelectorAll("#rows .row")) {
    if (open && row.dataset.code === open) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-theme-toggle]")) toggleTheme();
  if (event.target.closest("[data-close]")) event.target.closest("[data-toast]")?.remove();
  if (event.target.closest("[data-help]")) document.getElementById("help")?.showModal();
  const cancel = event.target.closest("[data-cancel]");
  if (cancel) closeSheet(cancel.closest("details"), true);
  for (const sheet of document.querySelectorAll("details[data-sheet][open]")) {
    if (!sheet.contains(event.target)) sheet.open = false;
  }
});

const closeSheet = (sheet, refocus) => {
  if (!sheet) return;
  sheet.open = false;
  if (refocus) sheet.querySelector("summary")?.focus();
};

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const sheet = document.querySelector("details[data-sheet][open]");
  if (sheet) closeSheet(sheet, true);
});

document.addEventListener("toggle", (event) => {
  const sheet = event.target;
  if (!sheet.matches?.("details.drop[data-sheet]") || !sheet.open) return;
  if (sheet.querySelector("form")?.contains(document.activeElement)) return; // keys.js was faster
  sheet.querySelector("select, textarea, input:not([type=hidden])")?.focus();
}, true);

// Picking a time of one's own chooses the "custom" option.
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-custom-time]")) {
    const radio = event.target.closest("form").querySelector("input[value=custom]");
    if (radio) radio.checked = true;
  }
});

document.addEventListener("htmx:afterSwap", (event) => startCountdowns(event.detail.elt ?? document));

document.addEventListener("htmx:afterSettle", (event) => {
  startCountdowns(document);
  markCurrent();
  const asked = event.detail.requestConfig?.elt;
  if (event.detail.target?.id === "case" && asked && !asked.hasAttribute("data-poll")) {
    const heading = document.querySelector("#case [data-heading]");
    document.getElementById("case").scrollTop = 0;
    const wanted = document.querySelector("#case [data-autofocus]");
    if (wanted) wanted.focus();
    else if (heading) heading.focus({ preventScroll: window.innerWidth >= 704 });
    document.querySelector("#rows .row[aria-current]")?.scrollIntoView({ block: "nearest" });
    const title = heading?.dataset.heading;
    if (title) document.title = `${title} · OpsDesk`;
  }
});

// --- Trouble is said once, visibly, until the desk answers again
const trouble = (text) => {
  let note = document.getElementById("trouble");
  if (!note) {
    note = document.createElement("div");
    note.id = "trouble";
    note.className = "toast";
    note.setAttribute("role", "alert");
    document.getElementById("toasts")?.append(note);
  }
  note.textContent = text;
};
document.addEventListener("htmx:sendError", () =>
  trouble("No connection to the desk. What you see may be old; nothing was sent."),
);
document.addEventListener("htmx:responseError", (event) => {
  const gone = event.detail.xhr.status === 404;
  trouble(
    gone
      ? "This is no longer there, or belongs to a store you do not work for."
      : "The desk answered with an error. Look at the case before you try again.",
  );
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("trouble")?.remove();
});

startCountdowns(document);
markCurrent();
document.querySelector("[data-autofocus]")?.focus();
setInterval(tick, 1000);
setInterval(poll, 1000);
setInterval(refreshAges, 30000);
