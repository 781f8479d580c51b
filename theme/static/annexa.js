// What pages gain when scripts are allowed: quick search, states as of the day of reading, filters for long tables, folds.
// A classic script: it works from a folder as from a server. Nothing is fetched.
(function () {
  "use strict";

  document.documentElement.classList.add("js");

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

  // Quick search: Enter or the button goes to the search page, `/` comes here, Escape goes back to where the reader was.
  function quickSearch() {
    let before = null;
    all("[data-search]").forEach(function (box) {
      const field = box.querySelector("input");
      function go() {
        const words = field.value.trim();
        location.href = document.body.dataset.root + "search.html" + (words ? "?q=" + encodeURIComponent(words) : "");
      }
      field.addEventListener("keydown", function (event) {
        if (event.key === "Enter" && !event.isComposing) go();
      });
      all("button", box).forEach(function (button) { button.addEventListener("click", go); });
    });
    document.addEventListener("keydown", function (event) {
      const here = event.target;
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && here.matches && here.matches("[data-search] input")) {
        if (before && before !== document.body && before.isConnected) before.focus();
        else here.blur();
      }
      const typing = here.isContentEditable || (here.matches && here.matches("input, textarea, select"));
      if (event.key !== "/" || typing || document.body.dataset.shortcuts === "off") return;
      const field = all("#search, [data-search] input").find(function (known) { return known.offsetParent; });
      if (!field) return;
      event.preventDefault();
      before = document.activeElement;
      field.focus();
      field.select();
    });
  }

  // States of reviews as of the day of reading; the words are those of the build (`distance_in_words`, `review_badge`).
  const STATES = new Map([["In date", "ok"], ["Review due soon", "warn"], ["Review overdue", "bad"]]);

  function dayNumber(iso) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso || "");
    return parts ? Date.UTC(+parts[1], +parts[2] - 1, +parts[3]) / 86400000 : NaN;
  }

  function distance(days) {
    if (days === 0) return "today";
    if (days === 1) return "tomorrow";
    if (days === -1) return "yesterday";
    return days > 0 ? "in " + days + " days" : -days + " days ago";
  }

  function reviews() {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000;
    // A handbook built for a later day keeps the states of that day.
    if (!(today > dayNumber(document.body.dataset.today))) return;
    const warn = Number(document.body.dataset.warnDays);
    all("[data-due]").forEach(function (place) {
      const days = dayNumber(place.dataset.due) - today;
      if (isNaN(days)) return;
      if (place.matches(".banner")) {
        place.hidden = days >= 0;
        return;
      }
      const state = days < 0 ? "Review overdue" : days <= warn ? "Review due soon" : "In date";
      all(".distance", place).forEach(function (words) {
        words.textContent = words.textContent.trim().startsWith("(") ? "(" + distance(days) + ")" : distance(days);
      });
      all(".late", place).forEach(function (words) {
        words.textContent = days < 0 ? -days + (days === -1 ? " day late" : " days late") : distance(days);
        words.className = "badge badge-" + STATES.get(state) + " late";
      });
      all(".badge", place).forEach(function (badge) {
        if (!STATES.has(badge.textContent.trim())) return;
        badge.textContent = state;
        badge.className = "badge badge-" + STATES.get(state);
      });
    });
  }

  // A filter above the long tables of a page: a row stays when it holds every word typed.
  function filter(place) {
    const noun = place.dataset.filter;
    const tables = all("table.filterable");
    const rows = tables.flatMap(function (table) { return all("tbody > tr:not(.group)", table); });
    const heads = all("tr.group");
    if (rows.length < 8) return;
    const field = element("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
    const status = element("span", { role: "status" });
    place.append(element("label", { for: "filter" }, "Filter the " + noun), field, status);
    place.classList.add("filter");
    const texts = rows.map(function (row) {
      const titles = all("[title]", row).map(function (link) { return link.title; });
      return (row.textContent + " " + titles.join(" ")).toLowerCase();
    });
    function apply() {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(function (row, index) {
        row.hidden = !words.every(function (word) { return texts[index].includes(word); });
        if (!row.hidden) shown += 1;
      });
      function empty(part) {
        return !rows.some(function (row) { return !row.hidden && part.contains(row); });
      }
      heads.forEach(function (head) { head.hidden = empty(head.parentNode); });
      tables.forEach(function (table) {
        const section = table.closest("section");
        if (section) section.hidden = empty(section);
      });
      status.textContent = words.length ? shown + " of " + rows.length + " " + noun : "";
    }
    field.addEventListener("input", apply);
    field.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !field.value) return;
      field.value = "";
      apply();
    });
    // A link to a row or group that the filter hides shows all of them again.
    addEventListener("hashchange", function () {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.closest("[hidden]")) return;
      field.value = "";
      apply();
      target.scrollIntoView();
    });
  }

  // The tree and the page's contents are open where there is room for them.
  function folds() {
    [[".tree-fold", "(min-width: 60em)"], [".contents-fold", "(min-width: 75em)"]].forEach(function (fold) {
      const room = matchMedia(fold[1]);
      function set() {
        all(fold[0]).forEach(function (details) { details.open = room.matches; });
      }
      set();
      room.addEventListener("change", set);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    folds();
    quickSearch();
    reviews();
    all("[data-filter]").forEach(filter);
  });
})();
