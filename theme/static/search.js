// The search page: all hits, filters, and an address that holds both, so that it can be sent to a colleague.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const box = document.querySelector(".search");
  const field = document.getElementById("search");
  const list = document.getElementById("search-results");
  const none = document.getElementById("search-none");
  const status = document.getElementById("search-status");
  const told = document.getElementById("search-told");
  const more = document.getElementById("search-more");
  if (!search || !box || !field || !list || !none || !status || !told || !more) return;

  const STEP = 20;
  const NAMES = ["type", "owner", "state"];
  const selects = NAMES.map((name) => document.getElementById("filter-" + name));
  let filters = [];

  let turn = 0;
  let shown = STEP;
  let answer = null;
  let telling = 0;
  let asked = search.ready(); // once the results of what was asked last stand there

  const passes = (page, but) => filters.every(function ({ name, of }, i) {
    const chosen = selects[i].value;
    return !chosen || name === but || of[page]?.[0] === chosen;
  });

  // Each filter counts what it would leave with the others as they are.
  function fill() {
    filters.forEach(function ({ name, values, of }, i) {
      const counts = new Map();
      let all = 0;
      for (const { page } of answer.hits) {
        if (!passes(page, name)) continue;
        all += 1;
        if (of[page]) counts.set(of[page], (counts.get(of[page]) || 0) + 1);
      }
      const select = selects[i];
      const chosen = values.get(select.value);
      if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
      const options = [...counts].sort((left, right) => left[0][1].localeCompare(right[0][1], document.documentElement.lang));
      select.replaceChildren(new Option("All (" + all + ")", ""), ...options.map(([[word, label], count]) => new Option(label + " (" + count + ")", word)));
      select.value = chosen ? chosen[0] : "";
    });
  }

  async function draw() {
    const mine = (turn += 1);
    fill();
    const isAsked = field.value.trim() || selects.some((select) => select.value);
    const hits = isAsked ? answer.hits.filter(({ page }) => passes(page)).map(({ page }) => page) : [];
    const choices = box.querySelector(".filters");
    if (choices) choices.hidden = !answer.hits.length;
    const visible = hits.slice(0, shown);
    const isWanted = () => mine === turn;
    const render = function () {
      if (!isWanted()) return;
      search.put(list, search.hits(answer, visible, 3), field);
    };
    await search.heads(visible, isWanted, render);
    if (!isWanted()) return;
    render();
    none.hidden = hits.length > 0 || !isAsked;
    if (!none.hidden) {
      const words = answer.hits.length ? [search.element("p", { class: "none-title" }, "None of the " + (answer.isWhole ? "" : "best ") + answer.hits.length + " pages found passes these filters.")] : search.nothing(answer);
      none.replaceChildren(...words);
    }
    more.hidden = hits.length <= visible.length;
    more.textContent = "Show " + Math.min(STEP, hits.length - visible.length) + " more of " + hits.length;
    const count = !isAsked ? "" : hits.length === answer.hits.length ? search.count(answer) : hits.length + " of " + search.amount(answer);
    told.replaceChildren(...hits.length && isAsked ? [search.element("p", {}, count), ...search.notes(answer)] : []);
    clearTimeout(telling);
    telling = setTimeout(() => { status.textContent = count; }, 400);
  }

  async function find(mine) {
    shown = STEP;
    const query = field.value.trim();
    const found = await search.ask(query);
    if (mine !== turn) return;
    // Without words, the filters alone say what to list.
    if (!query && search.index) found.hits = Array.from({ length: search.index.size }, (_, page) => ({ page }));
    answer = found;
    return draw();
  }
  function ask() {
    const mine = (turn += 1);
    asked = search.inTurn(asked, () => mine === turn && find(mine));
  }

  // Into the results once they are those of the words in the field, not of the letters before the last ones.
  async function enter() {
    const words = field.value;
    for (let known = null; known !== asked;) {
      known = asked;
      await known;
    }
    if (field.value === words && document.activeElement === field) list.querySelector("a")?.focus();
  }

  function remember() {
    const address = new URL(location.href);
    const values = [["q", field.value.trim()], ...NAMES.map((name, i) => [name, selects[i].value])];
    for (const [name, value] of values) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    // Some browsers refuse this for pages opened from a folder.
    try {
      history.replaceState(null, "", address);
    } catch (refused) {
      return;
    }
  }

  function recall() {
    const asked = new URL(location.href).searchParams;
    // What was typed before the index was there stays.
    field.value = field.value || asked.get("q") || "";
    filters.forEach(function ({ name, values }, i) {
      const value = asked.get(name);
      if (!values.has(value)) return;
      selects[i].append(new Option("", value));
      selects[i].value = value;
    });
  }

  field.addEventListener("input", () => { remember(); ask(); });
  selects.forEach((select) => select.addEventListener("change", () => { remember(); ask(); }));
  more.addEventListener("click", async function () {
    const before = asked;
    await before;
    if (before !== asked) return;
    const reached = list.children.length;
    shown += STEP;
    await draw();
    if (list.children[reached]) list.children[reached].querySelector("a").focus();
  });
  box.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (event.target !== field) field.focus();
      else if (field.value) {
        field.value = "";
        remember();
        ask();
      } else search.leave(field);
    } else if (event.key === "ArrowDown" && event.target === field) {
      event.preventDefault();
      enter();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.contains(event.target)) search.move(event, field, list);
  });

  box.hidden = false;
  search.filters().then(function (known) {
    filters = known;
    recall();
    // Whoever has gone somewhere by the time the index is there stays there.
    if (!field.value && document.activeElement === document.body) field.focus();
    remember();
    ask();
  });
})();
