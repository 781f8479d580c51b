// Hits as elements: nothing here turns text into HTML. Used by the panel below the search field and by the search page.
//
// The results are a list of links that the arrow keys walk through, not a combobox: options of a listbox are read out as flat text and
// lose what these hits are made of (a page, its state, links to its sections), and links open in another tab, can be copied and are
// found by touch. How many there are is announced in a `role="status"` beside the list.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const EXCERPT = 170;

  function element(name, attributes, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...content);
    return made;
  }

  // Where the words stand in a text, as [from, to].
  function places(text, marked) {
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}_.]+/gu)) {
      const word = match[0].toLowerCase().replace(/\.+$/, "");
      if (marked.has(word)) found.push([match.index, match.index + word.length]);
      else if (search.unspaced.test(word)) {
        for (const [part, from] of search.knownWords(word, (known) => marked.has(known))) {
          const start = match.index + [...word].slice(0, from).join("").length;
          found.push([start, start + part.length]);
        }
      }
    }
    return found;
  }

  // Appends the text with the words marked.
  function withMarks(parent, text, marked) {
    let last = 0;
    for (const [from, to] of places(text, marked)) {
      if (from < last) continue;
      parent.append(text.slice(last, from), element("mark", {}, text.slice(from, to)));
      last = to;
    }
    parent.append(text.slice(last));
    return parent;
  }

  // The stretch of a text with the most of the words; its beginning when it has none.
  function excerpt(text, marked) {
    const found = places(text, marked).map(([from]) => from);
    let start = 0;
    let most = 0;
    for (const place of found) {
      const count = found.filter((other) => other >= place && other < place + EXCERPT - 40).length;
      if (count > most) {
        most = count;
        start = place;
      }
    }
    let from = Math.max(0, start - 40);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    if (from > start) from = start;
    let to = Math.min(text.length, from + EXCERPT);
    const end = to < text.length ? text.lastIndexOf(" ", to) : to;
    if (end > start) to = end;
    // Spaces that do not break: the dots never stand alone on a line.
    return (from > 0 ? "…\u00a0" : "") + text.slice(from, to).trim() + (to < text.length ? "\u00a0…" : "");
  }

  // Id, kind, state and day of the next review: is this in force?
  function facts(page) {
    const line = element("p", { class: "hit-facts" });
    if (page.id) line.append(element("span", { class: "id" }, page.id));
    line.append(element("span", {}, page.kind));
    if (page.state) line.append(element("span", { class: "badge badge-" + page.tone }, page.state));
    if (page.due) line.append(element("span", {}, "next review ", element("time", { datetime: page.due }, page.dueInWords)));
    return line;
  }

  // A page, and below it its best sections; nothing until its file is read.
  function hit(number, answer, most) {
    const page = search.head(number);
    if (!page) return null;
    const { marked } = answer;
    const item = element("li", { class: "hit" });
    const address = search.root + page.url;
    item.append(element("p", { class: "hit-title" }, withMarks(element("a", { href: address }), page.title, marked)), facts(page));
    const parts = answer.partsOf(number).slice(0, most);
    if (!parts.length && page.summary) item.append(withMarks(element("p", { class: "hit-text" }), page.summary, marked));
    if (parts.length) item.append(element("ul", { class: "hit-sections" }, ...parts.map(function (section) {
      const [anchor, heading, text] = page.sections[section - page.first];
      const part = element("li", {}, withMarks(element("a", { href: address + "#" + anchor }), heading, marked));
      if (text) part.append(" ", withMarks(element("span", { class: "hit-text" }), excerpt(text, marked), marked));
      return part;
    })));
    return item;
  }

  // The hits on these pages, as far as they are there; the first one may show more sections.
  const hits = (answer, pages, most) => pages.map((page, i) => hit(page, answer, i ? most : 3)).filter(Boolean);

  const quoted = (words) => words.slice(0, 3).map((word) => "“" + word + "”").join(", ");

  // What was looked for instead of words that the handbook does not have.
  function notes({ near }) {
    return near.slice(0, 2).map(([typed, others]) => element("p", { class: "hit-note" }, "“" + typed + "” is not in the handbook; these are pages with " + quoted(others) + "."));
  }

  // Never a dead end: words that are near, and whom to ask, as the bar of every page says it.
  function nothing(answer) {
    const found = [element("p", { class: "none-title" }, search.index ? "Nothing found for “" + answer.query.trim() + "”." : "The search index of this handbook cannot be read.")];
    if (answer.suggestions.length) {
      const links = answer.suggestions.map((word) => element("li", {}, element("a", { href: search.root + "search.html?q=" + encodeURIComponent(word) }, word)));
      found.push(element("p", {}, "Did you mean"), element("ul", { class: "near" }, ...links));
    }
    const ways = Array.from(document.querySelectorAll(".report a"), (link) => element("li", {}, link.cloneNode(true)));
    if (ways.length) found.push(element("p", {}, "Ask somebody"), element("ul", { class: "near" }, ...ways));
    return found;
  }

  // Of how many pages the hits are the best ones.
  const amount = ({ hits, isWhole }) => (isWhole ? "" : "more than ") + hits.length + (hits.length === 1 ? " page found" : " pages found");

  function count(answer) {
    return answer.hits.length ? amount(answer).replace(/^m/, "M") : "Nothing found";
  }

  Object.assign(search, {
    element, hits, notes, nothing, amount, count,
    // Puts parts into a box, and once more when all of them are there: a reader who is at a link stays at it, or goes to what stands in its stead.
    put(box, parts, instead) {
      const reached = box.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      box.replaceChildren(...parts);
      if (reached === null) box.scrollTop = 0;
      else (Array.from(box.querySelectorAll("a[href]")).find((link) => link.getAttribute("href") === reached) || instead)?.focus();
    },
    // What stands in the panel below the field.
    panel(answer, most, resultsPage) {
      const list = element("ol", { class: "hits" }, ...hits(answer, answer.hits.slice(0, most).map(({ page }) => page), 2));
      const all = answer.hits.length ? "All results (" + (answer.isWhole ? "" : "more than ") + answer.hits.length + ")" : "All documents, A to Z";
      const foot = element("p", { class: "found-foot" }, element("a", { href: answer.hits.length ? resultsPage : search.root + "search.html" }, all));
      return answer.hits.length ? [...notes(answer), list, foot] : [...nothing(answer), foot];
    },
  });
})();
