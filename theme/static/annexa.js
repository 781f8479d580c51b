// What pages gain when scripts are allowed: states as of the day of reading, filters for long tables, folds.
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

  // Days from the day of reading, or NaN. A handbook built for a later day keeps the states of that day.
  function daysUntil(iso) {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000;
    return today > dayNumber(document.body.dataset.today) ? dayNumber(iso) - today : NaN;
  }

  // The state of a review and its tone instead of the one that was built; null when that stands. The search asks, too.
  function stateOn(due, built) {
    const days = daysUntil(due);
    if (isNaN(days) || !STATES.has(built)) return null;
    const state = days < 0 ? "Review overdue" : days <= Number(document.body.dataset.warnDays) ? "Review due soon" : "In date";
    return { state, tone: STATES.get(state) };
  }
  window.annexaStateOn = stateOn;

  function reviews() {
    all("[data-due]").forEach(function (place) {
      const days = daysUntil(place.dataset.due);
      if (isNaN(days)) return;
      if (place.matches(".banner")) {
        place.hidden = days >= 0;
        return;
      }
      all(".distance", place).forEach(function (words) {
        words.textContent = words.textContent.trim().startsWith("(") ? "(" + distance(days) + ")" : distance(days);
      });
      all(".late", place).forEach(function (words) {
        words.textContent = days < 0 ? -days + (days === -1 ? " day late" : " days late") : distance(days);
        words.className = "badge badge-" + stateOn(place.dataset.due, "In date").tone + " late";
      });
      all(".badge", place).forEach(function (badge) {
        const now = stateOn(place.dataset.due, badge.textContent.trim());
        if (!now) return;
        badge.textContent = now.state;
        badge.className = "badge badge-" + now.tone;
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
    reviews();
    all("[data-filter]").forEach(filter);
  });
})();
