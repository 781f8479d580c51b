// The search page. Reads search/index.js, which is loaded before, and asks for the scripts of words and texts when it needs them.
//
// Every word counts, none filters: pages with more of the words, in better places, come first. Nothing here turns text into
// HTML; results are built from elements.
(function () {
  "use strict";

  const root = document.body.dataset.root || "";
  const box = document.querySelector(".search");
  const field = document.getElementById("search");
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  if (!box || !field || !status || !list) return;

  const SHOWN = 20;
  const PREFIX_WORDS = 24;
  const EXCERPT = 180;

  let index = null;
  const shards = new Map(); // name -> { words: Map(word -> number), postings }
  const texts = new Map(); // page -> texts of its sections
  const waiting = new Map(); // address -> promise

  window.annexaIndex = function (data) {
    let next = 0;
    const pages = data.pages.map(function (row, number) {
      const [url, title, id, kind, state, tone, factor, summary, count, hasText] = row;
      const page = { number, url, title, id, kind, state, tone, factor, summary, hasText, first: next, count };
      next += count;
      return page;
    });
    const pageOf = [];
    for (const page of pages) for (let i = 0; i < page.count; i += 1) pageOf.push(page);
    const ids = new Map();
    for (const page of pages) if (page.id && !ids.has(page.id.toLowerCase())) ids.set(page.id.toLowerCase(), page);
    index = { pages, pageOf, ids, sections: data.sections, stop: new Set(data.stop), synonyms: data.synonyms, shards: new Set(data.shards) };
  };

  window.annexaWords = function (name, content) {
    const [words, postings] = content;
    shards.set(name, { words: new Map(words), postings });
  };

  window.annexaText = function (page, sections) {
    texts.set(page, sections);
  };

  // A classic script, not fetch: it works from a folder as from a server.
  function load(address) {
    if (!waiting.has(address)) {
      waiting.set(address, new Promise(function (resolve) {
        const script = document.createElement("script");
        script.src = root + address;
        script.onload = script.onerror = resolve;
        document.head.append(script);
      }));
    }
    return waiting.get(address);
  }

  // The same rule as `words` in src/export/search/words.rs.
  function wordsOf(text) {
    return text.toLowerCase().split(/[\s\-/–—…|’']+/u)
      .map((word) => word.replace(/^[^\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+$/gu, ""))
      .filter((word) => word && [...word].length <= 40);
  }

  function shardOf(word) {
    return /^[a-z0-9]/.test(word) ? word[0] : "other";
  }

  function distanceWithin(left, right, limit) {
    if (Math.abs(left.length - right.length) > limit) return false;
    let before = [];
    let previous = Array.from({ length: right.length + 1 }, (_, i) => i);
    for (let i = 1; i <= left.length; i += 1) {
      const current = [i];
      let best = i;
      for (let j = 1; j <= right.length; j += 1) {
        const same = left[i - 1] === right[j - 1];
        let cost = Math.min(previous[j - 1] + (same ? 0 : 1), previous[j] + 1, current[j - 1] + 1);
        if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        current.push(cost);
        best = Math.min(best, cost);
      }
      if (best > limit) return false;
      before = previous;
      previous = current;
    }
    return previous[right.length] <= limit;
  }

  // The stems that a typed word means, each with how sure that is: itself, words it begins, or words near it.
  function meanings(word, isLast) {
    const shard = shards.get(shardOf(word));
    const found = new Map();
    if (!shard) return { found, shown: [] };
    const shown = [];
    const add = function (other, number, sure) {
      if (!found.has(number) || found.get(number) < sure) found.set(number, sure);
      shown.push(other);
    };
    if (shard.words.has(word)) add(word, shard.words.get(word), 1);
    if (isLast && word.length > 1) {
      let count = 0;
      const sure = found.size ? 0.4 : 0.7;
      for (const [other, number] of shard.words) {
        if (other !== word && other.startsWith(word)) {
          add(other, number, sure);
          count += 1;
          if (count === PREFIX_WORDS) break;
        }
      }
    }
    if (!found.size && word.length > 3) {
      const limit = word.length > 7 ? 2 : 1;
      for (const [other, number] of shard.words) {
        if (distanceWithin(word, other, limit)) add(other, number, 0.5);
      }
    }
    // Other forms of the same words, for marking them in excerpts.
    for (const [other, number] of shard.words) if (found.get(number) === 1 && other !== word) shown.push(other);
    return { found: new Map([...found].map(([number, sure]) => [shard.postings[number], sure])), shown };
  }

  function withSynonyms(words) {
    const typed = " " + words.join(" ") + " ";
    const terms = words.map((word, i) => ({ word, weight: 1, isLast: i === words.length - 1 }));
    for (const [other, meant] of index.synonyms) {
      if (typed.includes(" " + other + " ")) {
        for (const word of meant.split(" ")) {
          if (!words.includes(word) && !terms.some((term) => term.word === word)) terms.push({ word, weight: 0.5, isLast: false });
        }
      }
    }
    return terms.filter((term) => !index.stop.has(term.word) || term.isLast && words.length === 1);
  }

  function rank(terms) {
    const scores = new Map(); // page -> { sections: Map(section -> Map(term -> score)), terms: Map(term -> best score) }
    const marked = new Set();
    terms.forEach(function (term, number) {
      const { found, shown } = meanings(term.word, term.isLast);
      shown.forEach((word) => marked.add(word));
      for (const [postings, sure] of found) {
        const pages = new Set();
        const places = [];
        let section = 0;
        for (let i = 0; i < postings.length; i += 2) {
          section += postings[i];
          places.push([section, postings[i + 1]]);
          pages.add(index.pageOf[section]);
        }
        // As in BM25: a word that half of the pages hold says nothing.
        const rare = Math.max(0.05, Math.log((index.pages.length - pages.size + 0.5) / (pages.size + 0.5)));
        for (const [place, weight] of places) {
          const page = index.pageOf[place];
          if (!scores.has(page)) scores.set(page, { sections: new Map(), terms: new Map() });
          const entry = scores.get(page);
          const score = rare * weight * sure * term.weight;
          if (!entry.sections.has(place)) entry.sections.set(place, new Map());
          for (const best of [entry.sections.get(place), entry.terms]) best.set(number, Math.max(best.get(number) || 0, score));
        }
      }
    });
    const hits = [];
    const asked = Math.max(1, terms.filter((term) => term.weight === 1).length);
    // The sum of what each word counts; a place that has all the words counts more than one that has a word often.
    const value = function (found) {
      let sum = 0;
      let covered = 0;
      for (const [number, score] of found) {
        sum += score;
        if (terms[number].weight === 1) covered += 1;
      }
      return sum * (0.4 + 0.6 * covered / asked);
    };
    for (const [page, entry] of scores) {
      // The best part below the top counts on top of the words; the best one with an address is where the hit leads.
      let section = page.first;
      let best = 0;
      let bestWithAddress = 0;
      for (const [place, found] of entry.sections) {
        if (place === page.first) continue;
        const score = value(found);
        best = Math.max(best, score);
        if (index.sections[place][0] && score > bestWithAddress) {
          bestWithAddress = score;
          section = place;
        }
      }
      hits.push({ page, section, score: (value(entry.terms) + best) * page.factor / 100 });
    }
    hits.sort((left, right) => right.score - left.score || left.page.number - right.page.number);
    return { hits, marked };
  }

  function markedText(parent, text, marked) {
    const pattern = /[\p{L}\p{N}_.]+/gu;
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const word = match[0].toLowerCase().replace(/\.+$/, "");
      if (!marked.has(word)) continue;
      parent.append(text.slice(from, match.index));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(match.index, match.index + word.length);
      parent.append(mark);
      from = match.index + word.length;
    }
    parent.append(text.slice(from));
  }

  // The stretch of text with the most of the words.
  function excerpt(text, marked) {
    const places = [];
    for (const match of text.matchAll(/[\p{L}\p{N}_.]+/gu)) {
      if (marked.has(match[0].toLowerCase().replace(/\.+$/, ""))) places.push(match.index);
    }
    if (!places.length) return null;
    let start = places[0];
    let most = 0;
    for (const place of places) {
      const count = places.filter((other) => other >= place && other < place + EXCERPT - 40).length;
      if (count > most) {
        most = count;
        start = place;
      }
    }
    let from = Math.max(0, start - 40);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    let to = Math.min(text.length, from + EXCERPT);
    const end = to < text.length ? text.lastIndexOf(" ", to) : to;
    if (end > from) to = end;
    return (from > 0 ? "… " : "") + text.slice(from, to).trim() + (to < text.length ? " …" : "");
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function result(hit, marked) {
    const { page, section } = hit;
    const [anchor, heading] = index.sections[section];
    const item = element("li", "");
    const link = element("a", "hit");
    link.href = root + page.url + (anchor ? "#" + anchor : "");
    const title = element("span", "hit-title");
    markedText(title, page.title, marked);
    link.append(title);
    if (heading) {
      const part = element("span", "hit-section");
      markedText(part, heading, marked);
      link.append(" ", part);
    }
    const meta = element("p", "hit-meta");
    if (page.id) meta.append(element("span", "id", page.id), " ");
    meta.append(element("span", "kind", page.kind));
    if (page.state) meta.append(" ", element("span", "badge badge-" + page.tone, page.state));
    const text = element("p", "hit-text");
    const sections = texts.get(page.number);
    const found = sections && (excerpt(sections[section - page.first] || "", marked) || excerpt(sections.join(" "), marked));
    markedText(text, found || page.summary, marked);
    item.append(link, meta, text);
    return item;
  }

  let asked = 0;

  async function search(query) {
    const turn = (asked += 1);
    const words = wordsOf(query);
    if (!index || !words.length) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    const terms = withSynonyms(words);
    const names = new Set(terms.map((term) => shardOf(term.word)).filter((name) => index.shards.has(name)));
    await Promise.all([...names].map((name) => load("search/words-" + name + ".js")));
    if (turn !== asked) return;
    const { hits, marked } = rank(terms);
    const exact = index.ids.get(query.trim().toLowerCase());
    if (exact) {
      const rest = hits.filter((hit) => hit.page !== exact);
      hits.length = 0;
      hits.push({ page: exact, section: exact.first, score: 0 }, ...rest);
    }
    const shown = hits.slice(0, SHOWN);
    await Promise.all(shown.filter((hit) => hit.page.hasText).map((hit) => load("search/text-" + hit.page.number + ".js")));
    if (turn !== asked) return;
    list.replaceChildren(...shown.map((hit) => result(hit, marked)));
    status.textContent = message(hits.length, shown.length);
  }

  function message(all, shown) {
    if (!all) return "Nothing found. Try another word, or look through the list below.";
    if (all === 1) return "1 result";
    return all > shown ? "The best " + shown + " of " + all + " results" : all + " results";
  }

  function remember(query) {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    // Browsers refuse this for pages opened from a folder.
    try {
      history.replaceState(null, "", address);
    } catch (refused) {
      return;
    }
  }

  let timer = 0;
  field.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () {
      remember(field.value.trim());
      search(field.value);
    }, 60);
  });
  field.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      field.value = "";
      remember("");
      search("");
    } else if (event.key === "ArrowDown") {
      const first = list.querySelector("a.hit");
      if (first) {
        event.preventDefault();
        first.focus();
      }
    }
  });
  list.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("a.hit")];
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    if (next < 0) field.focus();
    else if (links[next]) links[next].focus();
  });

  box.hidden = false;
  load("search/index.js").then(function () {
    field.value = new URL(location.href).searchParams.get("q") || "";
    if (!field.value) field.focus();
    search(field.value);
  });
})();
