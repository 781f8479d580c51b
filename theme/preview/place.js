// The place on a page, kept when it is loaded again: what is read, typed, opened and focused.

// What is remembered while the tab is open. Without a storage nothing is.
function recall(key) {
  try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; }
}
function keep(key, value) {
  try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* It holds for this page, then. */ }
}

const PLACE = "annexa-preview-place";
const here = () => location.pathname + location.search;

const BLOCKS = "main :is(h1, h2, h3, h4, h5, h6, p, li, tr, dt, dd, pre, figure, summary)";
const FIELDS = "input, textarea, select";
const FOCUSABLE = "a[href], button, input, textarea, select, summary, [tabindex]";
const BOXES = "nav, .contents-fold, .table-scroll";

// Elements by a name that the next version of the page most likely has, too: their first words, not their number.
function named(selector) {
  const seen = new Map();
  const found = new Map();
  for (const element of document.querySelectorAll(selector)) {
    const like = element.tagName + " " + element.id + " " + element.textContent.trim().slice(0, 120);
    const nth = seen.get(like) || 0;
    seen.set(like, nth + 1);
    found.set(like + " " + nth, element);
  }
  return found;
}

// What is read now: the first blocks in the window, and the heading above it if all of them are gone from the next version.
function anchors() {
  const visible = [];
  let above = null;
  if (scrollY > 0) {
    for (const [name, block] of named(BLOCKS)) {
      const { top, height } = block.getBoundingClientRect();
      // What does not scroll with the page says nothing about its place.
      if (!height || block.closest("nav")) continue;
      if (top >= 0) visible.push([name, top]);
      else if (/^H\d/.test(block.tagName)) above = [name, top];
      if (visible.length === 8) break;
    }
  }
  return above ? [...visible, above] : visible;
}

function keepPlace(address) {
  const focused = document.activeElement;
  const entries = (selector, value) => [...named(selector)].map(([name, element]) => [name, value(element)]);
  keep(PLACE, {
    address,
    x: scrollX,
    y: scrollY,
    anchors: anchors(),
    folds: entries("details", (fold) => fold.open),
    boxes: entries(BOXES, (box) => [box.scrollLeft, box.scrollTop]),
    fields: entries(FIELDS, (field) => [field.value, field.checked]),
    focus: [...named(FOCUSABLE)].find(([, element]) => element === focused)?.[0],
    selection: [focused?.selectionStart, focused?.selectionEnd],
  });
}

// The page at the same address again. The browser would restore a number of pixels, after us.
function loadAgain() {
  keepPlace(here());
  history.scrollRestoration = recall(PLACE).address ? "manual" : "auto";
  location.reload();
}

function restorePlace() {
  const place = recall(PLACE);
  keep(PLACE, {});
  if (place.address !== here()) {
    history.scrollRestoration = "auto";
    return;
  }
  function putBack() {
    const folds = named("details");
    for (const [name, open] of place.folds) if (folds.has(name)) folds.get(name).open = open;
    const fields = named(FIELDS);
    place.fields = place.fields.filter(([name, [value, checked]]) => {
      const field = fields.get(name);
      if (!field) return true;
      const isTyped = field.value !== value || value !== field.defaultValue;
      field.value = value;
      field.checked = checked;
      // Filters and results follow what is typed. The results of the bar would cover the page of who is not in it.
      if (isTyped && (name === place.focus || field.closest("main"))) field.dispatchEvent(new Event("input", { bubbles: true }));
      return false;
    });
    const boxes = named(BOXES);
    for (const [name, [left, top]] of place.boxes) boxes.get(name)?.scrollTo({ left, top, behavior: "instant" });
    const focused = place.focus && named(FOCUSABLE).get(place.focus);
    if (!focused || document.activeElement === focused) return;
    focused.focus({ preventScroll: true });
    if (typeof place.selection[0] === "number") focused.setSelectionRange(...place.selection);
  }
  function settle() {
    const blocks = named(BLOCKS);
    const anchor = place.anchors.find(([name]) => blocks.get(name)?.getBoundingClientRect().height);
    const top = anchor ? scrollY + blocks.get(anchor[0]).getBoundingClientRect().top - anchor[1] : place.y;
    scrollTo({ left: place.x, top, behavior: "instant" });
  }
  putBack();
  settle();
  // Images and results of the search come later, and change the height. Who scrolls or types meanwhile decides.
  let isOver = false;
  const growth = new ResizeObserver(settle);
  growth.observe(document.body);
  const end = () => {
    isOver = true;
    growth.disconnect();
  };
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(kind, end, { once: true, passive: true });
  addEventListener("load", () => {
    if (!isOver) {
      putBack();
      settle();
      setTimeout(end, 1500);
    }
    history.scrollRestoration = "auto";
  });
}
