// The panel that `annexa serve` adds to every page: what was found, the day as of which the page is, and the page again when it changed.
//
// The server adds it while it sends a page; the site itself has none of it. It lives in a shadow root, so that neither style sheet touches the other. `place.js` and `stream.js` stand before it.

const { page, day, today, digest, look } = document.currentScript.dataset;
const root = (/^\/__on\/[^/]+\//.exec(location.pathname) || ["/"])[0];
// The page for what is not there stands at any address.
const path = page === "404.html" ? location.pathname.slice(root.length) : page;
const addressOn = (chosen) => (chosen === today ? "/" : "/__on/" + chosen + "/") + path + location.search;
const dayNumber = (iso) => Date.parse(iso + "T00:00Z") / 86400000;
const written = (iso) => new Date(iso + "T00:00Z").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const plural = (count, one, many) => count + " " + (count === 1 ? one : many);
const LEVELS = [["deny", "error", "errors"], ["warn", "warning", "warnings"], ["note", "note", "notes"]];
const LEVEL = new Map(LEVELS.map(([level, one]) => [level, one[0].toUpperCase() + one.slice(1)]));

// States follow the day of reading elsewhere (annexa.js). Here they are those of the day that the panel names, whatever the clock says.
if (document.body) document.body.dataset.today = "9999-12-31";

const memory = { open: false, off: [], dismissed: "", said: "", scrolled: 0, focus: "", ...recall("annexa-preview") };
const remember = (changes) => keep("annexa-preview", Object.assign(memory, changes));

// Before the page goes: the panel comes back as it is.
const keepPanel = () => remember({ scrolled: panel.scrollTop, focus: (shadow.activeElement || { id: "" }).id });

/* The parts of the panel */

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
const quoted = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));

const host = make("annexa-preview", { hidden: "" });
const shadow = host.attachShadow({ mode: "open" });
const bars = make("div", { class: "bars" });
const toggle = make("button", { id: "toggle", type: "button", "aria-controls": "panel", "aria-expanded": "false", click: () => open(panel.hidden) }, "Preview: checking…");
const title = make("h2", { tabindex: "-1", id: "title" }, "Preview");
const date = make("input", { id: "day", type: "date", min: "1900-01-01", max: "2199-12-31", required: "", value: day, keydown: (event) => event.key === "Enter" && go() });
const filters = make("div", { class: "filters", role: "group", "aria-label": "Levels" }, ...LEVELS.map(([level]) => make("button", { id: level, type: "button", click: () => filter(level) })));
const list = make("div", { class: "list" });
const panel = make("div", { id: "panel", class: "panel", hidden: "" },
  make("div", { class: "head" }, title, make("button", { id: "close", type: "button", click: () => open(false) }, "Close")),
  make("div", { class: "day" }, make("label", { for: "day" }, "As of"), date, make("button", { id: "go", type: "button", click: go }, "Show"), ...(day === today ? [] : [wayBack("Back to " + written(today))])),
  filters, list);
const status = make("p", { class: "unseen", role: "status" });
const strip = make("div", { class: "strip" }, bars, toggle);
// The panel stands above the button and comes after it: who opens it by key goes on into it.
shadow.append(make("aside", { class: "dock", "aria-label": "Preview" }, strip, panel, status));
shadow.addEventListener("keydown", (event) => {
  // The page has keys of its own, which are not meant here.
  event.stopPropagation();
  if (event.key === "Escape" && !panel.hidden) open(false);
});

function open(wanted) {
  panel.hidden = !wanted;
  toggle.setAttribute("aria-expanded", String(wanted));
  remember({ open: wanted });
  draw();
  if (!wanted) toggle.focus();
}

function filter(level) {
  remember({ off: memory.off.includes(level) ? memory.off.filter((other) => other !== level) : [...memory.off, level] });
  draw();
}

/* As of another day */

// By a button, not with each change: a day that is typed passes through others.
function go() {
  if (!date.reportValidity() || date.value === day) return;
  keepPanel();
  keepPlace(addressOn(date.value));
  location.assign(addressOn(date.value) + location.hash);
}

function wayBack(text) {
  return make("a", { href: addressOn(today), click: (event) => {
    event.currentTarget.href = addressOn(today) + location.hash;
    keepPanel();
    keepPlace(addressOn(today));
  } }, text);
}

/* What is known */

let site = 0; // the number of the newest site
let told = ""; // the findings, as they came
let found = null; // the findings
let hasEnded = false;
let isGone = false;
let isStuck = false;
let isBlocked = false;
let pending = 0; // since when findings of the newest site are missing

const counts = () => LEVELS.slice(0, found.deny + found.warn ? 2 : 3).filter(([level]) => found[level]).map(([level, one, many]) => plural(found[level], one, many)).join(", ") || "no findings";
const where = (finding) => finding.path + ":" + finding.line + ":" + finding.column;

function placeOf(finding, id) {
  if (finding.editor) return make("a", { id, class: "where", href: finding.editor }, where(finding));
  const button = make("button", { id, type: "button", class: "copy", "aria-label": "Copy " + where(finding), click: async () => {
    try {
      await navigator.clipboard.writeText(where(finding));
      button.textContent = "Copied";
      status.textContent = "Copied " + where(finding);
    } catch { getSelection().selectAllChildren(button.previousElementSibling); }
  } }, "Copy");
  return make("span", {}, make("span", { class: "where" }, where(finding)), " ", button);
}

function item(finding) {
  const id = [finding.code, where(finding), finding.message].join(" ");
  const isElsewhere = finding.page && finding.page !== page;
  return make("li", { class: finding.level },
    make("p", {}, make("strong", { class: "level" }, LEVEL.get(finding.level)), " ", ...quoted(finding.message)),
    make("p", { class: "place" }, placeOf(finding, id)),
    make("p", { class: "help" }, ...(finding.help ? ["Help: ", ...quoted(finding.help), " "] : []), make("span", { class: "code" }, finding.code),
      ...(isElsewhere ? [" · ", make("a", { id: "page " + id, href: root + finding.page }, "See the page")] : [])));
}

let listed = ""; // what the list was made of
function drawList() {
  for (const [level, one, many] of LEVELS) {
    const button = shadow.getElementById(level);
    button.textContent = plural(found ? found[level] : 0, one, many);
    button.setAttribute("aria-pressed", String(!memory.off.includes(level)));
  }
  if (panel.hidden || listed === told + memory.off) return;
  const wanted = found ? found.findings.filter(({ level }) => !memory.off.includes(level)) : [];
  const files = new Map();
  for (const finding of wanted) {
    const key = finding.page === page ? "" : finding.path;
    files.set(key, [...(files.get(key) || []), finding]);
  }
  const own = files.get("") || [];
  files.delete("");
  const parts = [];
  if (own.length) parts.push(make("h3", {}, "This page"), make("ul", {}, ...own.map(item)));
  if (files.size) parts.push(make("h3", {}, "Other pages"), ...[...files].map(([file, some]) => make("ul", { "aria-label": file }, ...some.map(item))));
  if (!found) parts.push(make("p", {}, "The first check has not ended yet."));
  else if (!found.findings.length) parts.push(make("p", {}, "Nothing to mend: no errors, no warnings, no notes."));
  else if (!wanted.length) parts.push(make("p", {}, "Nothing of the chosen levels."));
  if (found?.more) parts.push(make("p", {}, ...quoted("… and " + found.more + " more; `annexa check` lists all.")));
  const had = list.contains(shadow.activeElement) ? shadow.activeElement.id : "";
  const { scrollTop } = panel;
  list.replaceChildren(...parts);
  panel.scrollTop = scrollTop;
  if (had) (shadow.getElementById(had) || title).focus({ preventScroll: true });
  listed = told + memory.off;
}

// What hinders the reading of this page, if anything does: the one thing that is most in the way.
function trouble() {
  if (isBlocked) return ["The policy of this page (connect-src) keeps the preview from following it. ", "Load it again to see changes."];
  if (hasEnded) return ["The preview has ended. ", "This page follows again once it is started again."];
  if (isGone) return ["This page is no longer part of the handbook. ", "You see it as it was."];
  if (isStuck) return ["This page cannot be made. ", "You see it as it was."];
  if (!found) return null;
  if (found.failure) return ["The files cannot be read: ", found.failure + ". You see what was read last."];
  const denied = found.findings.filter(({ level }) => level === "deny");
  const kinds = [
    [({ code }) => code === "broken-template", () => "A template does not work, so the last one that did is used: "],
    [({ path: file }) => file === "handbook.toml", () => "The settings are not used as they stand: "],
    [(finding) => finding.page === page, (count) => (count > 1 ? count + " errors on this page. The first: " : "An error on this page: ")],
  ];
  for (const [isIt, words] of kinds) {
    const some = denied.filter(isIt);
    if (some.length) return [words(some.length), ...quoted(some[0].message), " ", placeOf(some[0], "told")];
  }
  return null;
}

function drawBars() {
  const made = [];
  if (day !== today) {
    const days = dayNumber(day) - dayNumber(today);
    made.push(make("p", { class: "bar" }, make("strong", {}, "As of " + written(day) + ","), " " + plural(Math.abs(days), "day ", "days ") + (days > 0 ? "after" : "before") + " the day of this preview. ", wayBack("Back to " + written(today))));
  }
  const parts = trouble();
  const bar = parts && make("p", { class: parts.length > 2 ? "bar bad listed" : "bar bad" }, make("strong", {}, parts[0]), ...parts.slice(1));
  const words = bar ? bar.textContent : "";
  // A dismissed state stays dismissed; a new one, or the same one once it was gone, is told again.
  if (memory.dismissed && memory.dismissed !== words && pending === 0) remember({ dismissed: "" });
  if (bar && memory.dismissed !== words) {
    bar.append(" ", make("button", { id: "dismiss", type: "button", click: () => { remember({ dismissed: words }); draw(); toggle.focus(); } }, "Dismiss"));
    made.push(bar);
  }
  const had = bars.contains(shadow.activeElement) ? shadow.activeElement.id : "";
  bars.replaceChildren(...made);
  strip.classList.toggle("told", made.length > 0);
  if (had) (shadow.getElementById(had) || toggle).focus();
  return words;
}

let drawn = "";
function draw() {
  const isChecking = !hasEnded && !isBlocked && (!found || found.site !== site);
  if (!isChecking) pending = 0;
  else if (!pending) {
    pending = performance.now();
    setTimeout(draw, 400);
  }
  // Most checks are over before anybody could read that one is under way.
  const isLong = isChecking && (!found || performance.now() - pending > 350);
  toggle.textContent = "Preview: " + (isBlocked ? "blocked" : hasEnded ? "ended" : isLong ? "checking…" : counts());
  const state = [told, isBlocked, hasEnded, isGone, isStuck, memory.dismissed, pending > 0].join();
  const words = state === drawn ? null : drawBars();
  drawn = state;
  drawList();
  if (words === null || isChecking) return;
  const said = (found ? counts() : "") + (words ? ". " + words : "");
  if (memory.said && memory.said !== said) status.textContent = said;
  remember({ said });
}

/* What the server says */

let isLeaving = false;
function again() {
  isLeaving = true;
  keepPanel();
  loadAgain();
  // Still here: whoever reads has stopped it.
  setTimeout(() => {
    isLeaving = false;
    compared = 0;
    refresh();
  }, 5000);
}

let isTold = false; // whether the server says when there is something new
let compared = 0; // the site with which this page was compared; numbers begin again with each preview, so 0 after each connection

// Gives the milliseconds after which to look again, if it is not told.
async function compare() {
  let isRefused = false;
  const newest = site;
  if (!isTold || newest !== compared) {
    const answer = await fetch(here(), { method: "HEAD" });
    const is404 = answer.status === 404;
    isRefused = answer.status === 503;
    if (!isRefused) {
      isGone = is404 && page !== "404.html";
      isStuck = answer.status === 500;
      compared = newest;
    }
    if ((answer.ok || (is404 && !isGone)) && answer.headers.get("ETag") !== "\"" + digest + "\"") return again();
  }
  const answer = await fetch("/__annexa/findings" + (day === today ? "" : "/" + day) + ".json");
  hasEnded = false;
  if (answer.ok) {
    const text = await answer.text();
    if (text !== told) found = JSON.parse(text);
    told = text;
    if (!isTold) ({ site } = found);
    if (found.look !== look && !isGone) return again();
  }
  draw();
  return isRefused || answer.status === 503 ? 1000 : 0;
}

let isBusy = false;
let isDue = false;
let timer = 0;
async function refresh() {
  clearTimeout(timer);
  isDue = true;
  if (isBusy) return;
  isBusy = true;
  let delay = 0;
  while (isDue && !isLeaving) {
    isDue = false;
    try { delay = await compare(); } catch {
      // Nobody answers.
      hasEnded = true;
      delay = 3000;
      draw();
    }
  }
  isBusy = false;
  if (delay || !isTold) later(delay || 3000);
}
function later(delay) {
  clearTimeout(timer);
  if (hush) timer = setTimeout(refresh, delay);
}

// Only while the page is seen.
let hush = null;
function quiet() {
  hush?.();
  hush = null;
  clearTimeout(timer);
}
function listen() {
  quiet();
  if (document.hidden || isBlocked) return;
  compared = 0;
  isTold = false;
  hush = follow((number) => {
    if (!isTold || !number) compared = 0;
    isTold = number > 0;
    if (isTold) site = number;
    refresh();
  });
  // Whoever tells does so at once.
  later(1000);
}

function begin() {
  if (memory.open) {
    panel.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
  }
  const show = () => {
    host.hidden = false;
    panel.scrollTop = memory.scrolled;
    if (memory.focus) shadow.getElementById(memory.focus)?.focus({ preventScroll: true });
    remember({ focus: "", scrolled: 0 });
  };
  // Without its colors it still says what it knows.
  shadow.prepend(make("link", { rel: "stylesheet", href: "/__annexa/preview.css", load: show, error: show }));
  document.body.append(host);
  // What stands at the end of the page, and what has the focus, must not end below the strip.
  new ResizeObserver(() => {
    const height = strip.offsetHeight + "px";
    host.style.height = document.documentElement.style.scrollPaddingBottom = height;
  }).observe(strip);
  // What was found last is shown until something newer is known, so that the panel does not blink with each change.
  const last = recall("annexa-preview-found");
  if (last.day === day && last.told) {
    told = last.told;
    found = JSON.parse(told);
    site = found.site;
  }
  draw();
  restorePlace();
  listen();
}

// A theme may have a stricter policy than the built-in one.
document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
  if (effectiveDirective !== "connect-src") return;
  isBlocked = true;
  quiet();
  draw();
});
document.addEventListener("visibilitychange", () => (document.hidden ? quiet() : listen()));
addEventListener("pagehide", () => {
  keep("annexa-preview-found", { day, told });
  quiet();
});
addEventListener("pageshow", (event) => event.persisted && listen());
document.addEventListener("DOMContentLoaded", begin);
