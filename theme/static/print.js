// What paper needs beyond the style sheet: every fold open, what each page is a page of, and a button.
// Margin boxes are drawn by Chromium since 131 and Safari since 18.2; the head of each document says the same everywhere.
(function () {
  "use strict";

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  // A text as CSS wants it: what could end the string is written as a number.
  function quoted(text) {
    return "\"" + text.replace(/["\\\p{Cc}]/gu, function (letter) { return "\\" + letter.codePointAt(0).toString(16) + " "; }) + "\"";
  }

  function box(place, text) {
    return text ? "@" + place + " { content: " + quoted(text) + "; }" : "";
  }

  // A wide table, and the heading above it, lie on their side.
  const WIDE = ":is(.table-scroll:has(th:nth-child(8)), :has(+ .table-scroll th:nth-child(8)):is(h4, h5, h6))";

  // One page: the same head everywhere. Many documents: each has pages by its own name, upright and wide.
  function rules() {
    const head = document.querySelector("main [data-running]");
    const day = document.querySelector(".foot time");
    const chapters = all(".chapter");
    const running = head && !chapters.length ? head.dataset.running : document.title;
    const commit = document.getElementById("commit");
    const foot = "Printed copies are uncontrolled" + (commit ? " · build " + commit.textContent : "") + (day ? " · as of " + day.textContent : "");
    const made = ["@page { " + box("top-left", running) + box("bottom-left", foot) + " }"];
    chapters.forEach(function (chapter) {
      const id = CSS.escape(chapter.id);
      const heads = box("top-left", chapter.dataset.running) + box("top-right", chapter.dataset.mark);
      made.push(
        "@page " + id + " { " + heads + " }",
        "@page " + id + "-wide { size: A4 landscape; margin: 16mm 12mm 18mm; " + heads + " }",
        "#" + id + " { page: " + id + "; }",
        "#" + id + " " + WIDE + " { page: " + id + "-wide; }");
    });
    // The opening of a part shares its page with the first document.
    all(".part").forEach(function (part) {
      const title = part.querySelector(".part-head > h2");
      const first = part.querySelector(".chapter");
      if (title && first) made.push(".part-head:has(> #" + CSS.escape(title.id) + ") { page: " + CSS.escape(first.id) + "; }");
    });
    return made.join("\n");
  }

  function folds() {
    let closed = [];
    addEventListener("beforeprint", function () {
      closed = all("main details:not([open])");
      closed.forEach(function (details) { details.open = true; });
    });
    addEventListener("afterprint", function () {
      closed.forEach(function (details) { details.open = false; });
    });
  }

  // In a file of its own, a link to another page leads to the handbook on the web, or nowhere when nobody said where that is.
  function links() {
    const { paper, root } = document.body.dataset;
    if (paper === undefined) return;
    const top = new URL(root || ".", document.baseURI).href;
    all("a[href]").forEach(function (link) {
      if (link.getAttribute("href").startsWith("#") || link.protocol !== location.protocol) return;
      if (paper && link.href.startsWith(top)) link.href = paper + link.href.slice(top.length);
      else link.removeAttribute("href");
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    folds();
    links();
    all("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { print(); });
    });
    if (!("adoptedStyleSheets" in document)) return;
    const sheet = new CSSStyleSheet({ media: "print" });
    sheet.replaceSync(rules());
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
  });
})();
