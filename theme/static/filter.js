// A filter above the long tables of a register: a row stays when it holds every word typed.
(function () {
  "use strict";

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

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

  // States of the day of reading stand in the rows by then: `annexa.js` waits for the same event, and was there first.
  document.addEventListener("DOMContentLoaded", function () { all("[data-filter]").forEach(filter); });
})();
