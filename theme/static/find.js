// The search field of every page: results below it while typing. A classic script: it works from a folder as from a server.
//
// Until the field is used, this file is all that a page loads of the search: the `search-*.js` come with the first focus or key.
(function () {
  "use strict";

  const root = document.body.dataset.root || "";
  const PAGES = 5;
  const PATIENCE = 2000; // milliseconds until a question no longer waits for the one before
  const search = window.annexaSearch = { root, load, inTurn };
  const loading = new Map(); // address -> promise

  // Elements, not fetch: pages that were opened from a folder may not fetch.
  function part(address, element) {
    if (!loading.has(address)) {
      loading.set(address, new Promise(function (resolve) {
        element.onload = resolve;
        // It is asked for again when it is needed again.
        element.onerror = () => resolve(loading.delete(address));
        document.head.append(element);
      }));
    }
    return loading.get(address);
  }

  function load(address) {
    return part(address, Object.assign(document.createElement("script"), { src: root + address }));
  }

  // Questions come one after the other: what was typed while a slow line brought the answer to the letters before is asked once, as it is by then. What
  // never comes, or fails, holds up nobody for long.
  function inTurn(before, ask) {
    const moment = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
    return Promise.race([before, moment]).then(ask).catch(() => {});
  }

  // How the results look. The search page has it from the start.
  function dress() {
    return document.getElementById("search") ? null : part("search.css", Object.assign(document.createElement("link"), { rel: "stylesheet", href: root + "static/search.css" }));
  }

  async function ready() {
    await Promise.all([dress(), ...["search-code", "search-index", "search-ids", "search-words", "search-rank", "search-hits"].map((name) => load("static/" + name + ".js"))]);
    if (search.ready) await search.ready();
  }

  const resultsPage = (query) => root + "search.html" + (query ? "?q=" + encodeURIComponent(query) : "");

  function quickSearch(box, number) {
    const field = box.querySelector("input");
    const place = field.closest("[data-search] > *") || box;
    const panel = document.createElement("div");
    const status = document.createElement("p");
    panel.className = "found";
    panel.hidden = true;
    panel.id = "found-" + number;
    status.className = "unseen";
    status.setAttribute("role", "status");
    place.after(status, panel);

    let turn = 0;
    let announcing = 0;
    let shown = Promise.resolve(); // once the results of what stands in the field are complete
    function close() {
      turn += 1;
      clearTimeout(announcing);
      status.textContent = "";
      panel.hidden = true;
    }

    function ask() {
      if (!field.value.trim()) return close();
      const mine = (turn += 1);
      shown = inTurn(shown, () => mine === turn && show(mine));
    }

    async function show(mine) {
      const query = field.value.trim();
      await ready();
      if (mine !== turn || !search.ask) return;
      const answer = await search.ask(query);
      if (mine !== turn) return;
      const isWanted = () => mine === turn;
      const draw = function () {
        if (!isWanted()) return;
        panel.hidden = false;
        search.put(panel, search.panel(answer, PAGES, resultsPage(query)), field);
      };
      await search.heads(answer.hits.slice(0, PAGES).map(({ page }) => page), isWanted, draw);
      if (!isWanted()) return;
      draw();
      // Once the reader pauses: a number after each letter would drown the letters.
      clearTimeout(announcing);
      announcing = setTimeout(() => { status.textContent = search.count(answer) + (answer.hits.length ? ", arrow down to reach them" : ""); }, 400);
    }

    async function go() {
      const query = field.value.trim();
      turn += 1;
      if (query) await ready();
      const page = search.page && await search.page(query);
      location.href = page ? root + page.url : resultsPage(query);
    }

    field.addEventListener("focus", ready, { once: true });
    // Into the results once they are those of the words in the field, not of the letters before the last ones.
    // Whoever types on meanwhile, or closes, stays in the field.
    async function enter() {
      if (panel.hidden) ask();
      const mine = turn;
      await shown;
      if (mine === turn && !panel.hidden && document.activeElement === field) reachable(panel)[0]?.focus();
    }

    field.addEventListener("focus", () => { if (panel.hidden && field.value.trim()) ask(); });
    field.addEventListener("input", ask);
    box.querySelectorAll("button").forEach((button) => button.addEventListener("click", go));
    walk(box, field, panel, { go, enter, close });
    addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) close(); });
    box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) close(); });
    // A page that comes back from the history stands as it was left, panel and all.
    addEventListener("pageshow", (event) => { if (event.persisted) close(); });
    // Typed before this script ran.
    if (document.activeElement === field) ready();
    if (document.activeElement === field && field.value.trim()) ask();
  }

  // Arrows go through the links, Enter on the field goes to the results, Escape goes back one step.
  function walk(box, field, panel, act) {
    box.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      const inField = event.target === field;
      if (event.key === "Enter" && inField) {
        event.preventDefault();
        act.go();
      } else if (event.key === "Escape" && (!panel.hidden || inField)) {
        event.preventDefault();
        if (!inField) field.focus();
        else if (panel.hidden || before) leave(field);
        act.close();
      } else if (event.key === "ArrowDown" && inField) {
        event.preventDefault();
        act.enter();
      } else if (!inField && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        move(event, field, panel);
      }
    });
  }

  const reachable = (within) => Array.from(within.querySelectorAll("a[href], button"));

  function move(event, field, within) {
    const links = reachable(within);
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (next < 0) field.focus();
    else if (links[next]) links[next].focus();
  }
  search.move = move;

  // `/` comes to the search, Escape goes back to where the reader was.
  let before = null;
  function leave(field) {
    if (before && before !== document.body && before.isConnected) before.focus();
    else field.blur();
    before = null;
  }
  search.leave = leave;

  document.addEventListener("keydown", function (event) {
    const here = event.target;
    if (event.key !== "/" || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (here.isContentEditable || (here.matches && here.matches("input, textarea, select")) || document.body.dataset.shortcuts === "off") return;
    const field = Array.from(document.querySelectorAll("#search, [data-search] input")).find((known) => known.offsetParent);
    if (!field) return;
    event.preventDefault();
    before = document.activeElement;
    field.focus();
    field.select();
  });

  document.querySelectorAll("[data-search]").forEach(quickSearch);
})();
