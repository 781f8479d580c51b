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
  const filters = document.querySelector(".filters");
  if (!search || !box || !field || !list || !none || !status || !told || !more || !filters) return;

  const STEP = 20;
  const wordOf = (label) => label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  // What a page is filtered by: a word for the address, and a label.
  const FILTERS = {
    type: ({ kind }) => [wordOf(kind), kind],
    owner: ({ owner }) => owner ? [owner.word, owner.title] : null,
    state: ({ state }) => state ? [wordOf(state), state] : null,
  };
  const selects = Object.keys(FILTERS).map((name) => document.getElementById("filter-" + name));

  let turn = 0;
  let shown = STEP;
  let answer = null;
  let telling = 0;
  let asked = search.ready(); // once the results of what was asked last stand there

  const passes = (page, but) => Object.entries(FILTERS).every(function ([name, of], i) {
    const chosen = selects[i].value;
    return !chosen || name === but || (of(page) || [])[0] === chosen;
  });

  // Each filter counts what it would leave with the others as they are.
  function fill() {
    Object.entries(FILTERS).forEach(function ([name, of], i) {
      const counts = new Map();
      let all = 0;
      for (const { page } of answer.hits) {
        if (!passes(page, name)) continue;
        all += 1;
        const value = of(page);
        if (value) counts.set(value[0], [value[1], (counts.get(value[0]) || [0, 0])[1] + 1]);
      }
      const select = selects[i];
      const chosen = select.value;
      if (chosen && !counts.has(chosen)) counts.set(chosen, [labels.get(name + chosen) || chosen, 0]);
      const options = [...counts].sort((left, right) => left[1][0].localeCompare(right[1][0], document.documentElement.lang));
      select.replaceChildren(new Option("All (" + all + ")", ""), ...options.map(([value, [label, count]]) => new Option(label + " (" + count + ")", value)));
      select.value = chosen;
    });
  }

  // The labels of all values, also of those that the hits do not have.
  const labels = new Map();
  function learn() {
    for (const page of search.index.pages) for (const [name, of] of Object.entries(FILTERS)) {
      const value = of(page);
      if (value) labels.set(name + value[0], value[1]);
    }
  }

  async function draw() {
    const mine = (turn += 1);
    fill();
    const isAsked = field.value.trim() || selects.some((select) => select.value);
    const hits = isAsked ? answer.hits.filter(({ page }) => passes(page)) : [];
    filters.hidden = !answer.hits.length;
    const visible = hits.slice(0, shown);
    const render = function () {
      const reached = Array.from(list.querySelectorAll("a")).indexOf(document.activeElement);
      list.replaceChildren(...visible.map((hit) => search.hit(hit, answer.marked, 3)));
      if (reached >= 0) (list.querySelectorAll("a")[reached] || field).focus();
    };
    await search.texts(visible, 40, () => mine === turn && render());
    if (mine !== turn) return;
    render();
    none.hidden = hits.length > 0 || !isAsked;
    if (!none.hidden) {
      const words = answer.hits.length ? [search.element("p", { class: "none-title" }, "None of the " + answer.hits.length + " pages found passes these filters.")] : search.nothing(answer);
      none.replaceChildren(...words);
    }
    more.hidden = hits.length <= visible.length;
    more.textContent = "Show " + Math.min(STEP, hits.length - visible.length) + " more of " + hits.length;
    const count = !isAsked ? "" : hits.length === answer.hits.length ? search.count(answer) : hits.length + " of " + answer.hits.length + " pages found";
    told.replaceChildren(...hits.length && isAsked ? [search.element("p", {}, count), ...search.notes(answer)] : []);
    clearTimeout(telling);
    telling = setTimeout(() => { status.textContent = count; }, 400);
  }

  async function find() {
    const mine = (turn += 1);
    shown = STEP;
    await search.ready();
    const query = field.value.trim();
    const found = await search.ask(query);
    if (mine !== turn) return;
    // Without words, the filters alone say what to list.
    if (!query && search.index) found.hits = search.index.pages.map((page) => ({ page, sections: [] }));
    answer = found;
    return draw();
  }
  const ask = () => { asked = find(); };

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
    const values = [["q", field.value.trim()], ...Object.keys(FILTERS).map((name, i) => [name, selects[i].value])];
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
    Object.keys(FILTERS).forEach(function (name, i) {
      const value = asked.get(name);
      if (!value || !labels.has(name + value)) return;
      selects[i].append(new Option("", value));
      selects[i].value = value;
    });
  }

  field.addEventListener("input", () => { remember(); ask(); });
  selects.forEach((select) => select.addEventListener("change", () => { remember(); ask(); }));
  more.addEventListener("click", async function () {
    await asked;
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
  search.ready().then(function () {
    if (search.index) learn();
    recall();
    // Whoever has gone somewhere by the time the index is there stays there.
    if (!field.value && document.activeElement === document.body) field.focus();
    remember();
    ask();
  });
})();
