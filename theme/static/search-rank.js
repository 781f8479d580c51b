// From a question to hits. Every word counts, none filters: pages with more of the words, in better places, come first.
// docs/search.md has the rules in words and their weights; `src/export/search/` made what is read here.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const SECTIONS = 3; // that a hit shows
  const JOINED = 0.8; // two words that are also written as one
  const REPEATED = 0.3; // what further sections of a page add to the best one
  const BEST_PART = 0.75; // what the best section adds to the page
  const SCATTERED = 0.2; // what is left of a place that has next to none of the words
  const ASKED = 3; // how much a question of the page gains that is the one typed

  const setBest = (map, key, score) => { if (!(map.get(key) >= score)) map.set(key, score); };
  const valueIn = (map, key, make) => map.get(key) || map.set(key, make()).get(key);

  // What each term means. A stem goes to the term that is most sure of it, so that two words for the same thing do not count twice.
  function meaningsOf(terms) {
    const meant = terms.map(search.meanings);
    const owners = new Map();
    for (const { postings } of meant) {
      for (const [stem, sure] of postings) if (!(owners.get(stem)?.get(stem) >= sure)) owners.set(stem, postings);
    }
    for (const { postings } of meant) for (const stem of postings.keys()) if (owners.get(stem) !== postings) postings.delete(stem);
    return meant;
  }

  // Where a stem stands: page -> section -> weight. Postings are distances of sections and weights in turns.
  function placesOf(postings) {
    const pages = new Map();
    let section = 0;
    for (let i = 0; i < postings.length; i += 2) {
      section += postings[i];
      valueIn(pages, search.index.pageOf[section], () => new Map()).set(section, postings[i + 1]);
    }
    return pages;
  }

  // What each term counts: page -> { terms: term -> score, sections: section -> term -> score }.
  function collect(terms, meant) {
    const scores = new Map();
    terms.forEach(function ({ isTyped }, number) {
      for (const [postings, sure] of meant[number].postings) {
        const pages = placesOf(postings);
        const rarity = Math.log(1 + search.index.pages.length / pages.size);
        const value = sure * rarity * (isTyped ? 1 : JOINED);
        for (const [page, places] of pages) {
          const entry = valueIn(scores, page, () => ({ terms: new Map(), sections: new Map() }));
          for (const [section, weight] of places) setBest(valueIn(entry.sections, section, () => new Map()), number, value * weight);
          const weights = [...places.values()];
          const most = Math.max(...weights);
          const others = weights.reduce((sum, weight) => sum + weight, -most);
          setBest(entry.terms, number, value * (most + REPEATED * others));
        }
      }
    });
    return scores;
  }

  // The sum of what each term counts; a place that has all the words counts more than one that has a word often.
  function valueOf(found, terms) {
    const asked = Math.max(1, terms.filter(({ isTyped }) => isTyped).length);
    const covered = [...found.keys()].filter((number) => terms[number].isTyped).length / asked;
    const sum = [...found.values()].reduce((all, score) => all + score, 0);
    return { covered, value: sum * (SCATTERED + (1 - SCATTERED) * covered) };
  }

  // How much of two questions is the same, stop words and all: 1 when they are the same.
  function likeness(question, words) {
    const asked = search.wordsOf(question);
    const shared = (left, right) => left.filter((word) => right.some((other) => search.isSame(word, other))).length;
    return (shared(asked, words) + shared(words, asked)) / (asked.length + words.length);
  }

  // The parts of a page below its top, best first. One without an anchor is a question.
  function partsOf(page, found, terms, words) {
    const parts = [];
    for (const [section, scores] of found) {
      if (section === page.first) continue;
      const [anchor, heading] = search.index.sections[section];
      const { covered, value } = valueOf(scores, terms);
      const gain = anchor ? 0 : ASKED * likeness(heading, words) ** 2 * covered;
      parts.push({ section, anchor, score: value * (1 + gain) });
    }
    return parts.sort((left, right) => right.score - left.score || left.section - right.section);
  }

  // The best part below the top counts on top of the words; the best ones with an address are shown.
  function rank(words, terms, meant) {
    const hits = [];
    for (const [page, found] of collect(terms, meant)) {
      const parts = partsOf(page, found.sections, terms, words);
      const score = (valueOf(found.terms, terms).value + BEST_PART * (parts[0]?.score || 0)) * page.factor / 100;
      const linked = parts.filter(({ anchor }) => anchor);
      const sections = linked.filter((part, i) => i < SECTIONS && part.score >= linked[0].score / 2).map(({ section }) => section);
      hits.push({ page, sections, score });
    }
    return hits.sort((left, right) => right.score - left.score || left.page.number - right.page.number);
  }

  // Words of titles and synonyms: what a word that led nowhere may have been.
  let vocabulary = null;
  function learned() {
    const { pages, synonyms, stop } = search.index;
    const texts = pages.map(({ title }) => title).concat(synonyms.map(([typed]) => typed));
    vocabulary ??= new Set(texts.flatMap(search.wordsOf).filter((word) => word.length > 3 && !stop.has(word)));
    return vocabulary;
  }

  // Words near one that led nowhere, nearest first.
  function suggestions(words) {
    const found = new Set();
    for (const word of words.filter((word) => word.length > 3 && !/\d/.test(word))) {
      const shard = [...(search.shard(word)?.words.keys() || [])].filter((other) => other.length > 3);
      const others = [...learned(), ...shard];
      for (const limit of word.length > 5 ? [1, 2, 3] : [1, 2]) {
        for (const other of others) if (search.distanceWithin(word, other, limit)) found.add(other);
      }
    }
    return [...found].slice(0, 3);
  }

  // { query, hits: [{ page, sections, score }], marked, near, suggestions }
  search.ask = async function (query) {
    const answer = { query, hits: [], marked: new Set(), near: [], suggestions: [] };
    const typed = search.wordsOf(query);
    if (!search.index || !typed.length) return answer;
    await search.words(typed);
    const words = search.split(typed);
    const terms = search.termsOf(words);
    await search.words(terms.flatMap((term) => [term.word, ...term.also.keys()]));
    const meant = meaningsOf(terms);
    terms.forEach(({ word, isTyped }, i) => {
      for (const shown of meant[i].shown) answer.marked.add(shown);
      if (meant[i].near.length && isTyped) answer.near.push([word, meant[i].near]);
    });
    const ranked = rank(words, terms, meant);
    const exact = search.pagesById(query);
    const first = exact.map((page) => ranked.find((hit) => hit.page === page) || { page, sections: [], score: 0 });
    answer.hits = first.concat(ranked.filter((hit) => !exact.includes(hit.page)));
    if (!answer.hits.length) answer.suggestions = suggestions(words);
    return answer;
  };
})();
