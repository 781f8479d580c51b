// From a question to hits. Every word counts, none filters: pages with more of the words, in better places, come first.
// docs/search.md has the rules in words and their weights; `src/export/search/` made what is read here.
//
// Sums are kept in arrays with a place for each page and each section: a common word of ten thousand pages is met within milliseconds.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const WORDS = 100; // of a question that are looked for
  const SECTIONS = 3; // that a hit shows
  const JOINED = 0.8; // two words that are also written as one
  const REPEATED = 0.3; // what further sections of a page add to the best one
  const BEST_PART = 0.75; // what the best section adds to the page
  const SCATTERED = 0.2; // what is left of a place that has next to none of the words
  const ASKED = 3; // how much a question of the page gains that is the one typed

  // What each term means. A stem goes to the term that is most sure of it, so that two words for the same thing do not count twice.
  async function meaningsOf(terms) {
    const meant = await Promise.all(terms.map(search.meanings));
    const owners = new Map();
    for (const { stems } of meant) {
      for (const [stem, sure] of stems) if (!(owners.get(stem)?.get(stem) >= sure)) owners.set(stem, stems);
    }
    for (const { stems } of meant) for (const stem of stems.keys()) if (owners.get(stem) !== stems) stems.delete(stem);
    return meant;
  }

  // Where a stem counts, page by page: takes (page, from, to), the range of its places.
  function eachPage({ sections }, take) {
    const { pageOf } = search.index;
    for (let from = 0, to = 0; from < sections.length; from = to) {
      const page = pageOf[sections[from]];
      while (to < sections.length && pageOf[sections[to]] === page) to += 1;
      take(page, from, to);
    }
  }

  // A number for each place, as far as one is set.
  const none = (size) => ({ values: new Float64Array(size), set: [] });
  function raise({ values, set }, place, value) {
    if (!values[place]) set.push(place);
    if (values[place] < value) values[place] = value;
  }

  // What a term counts on each page and in each section: for each the most of what its stems count there.
  function valuesOf(stems, trust) {
    const { size, pageOf } = search.index;
    const [pages, sections] = [none(size), none(pageOf.length)];
    let isWhole = true; // no stem is on pages that its places leave out
    for (const [stem, sure] of stems) {
      const places = search.places(stem);
      const value = trust * sure * Math.log(1 + size / places.pages);
      let told = 0;
      eachPage(places, function (page, from, to) {
        let [most, all] = [0, 0];
        told += 1;
        for (let i = from; i < to; i += 1) {
          const weight = search.weightOf(places.classes[i]);
          raise(sections, places.sections[i], value * weight);
          most = Math.max(most, weight);
          all += weight;
        }
        raise(pages, page, value * (most + REPEATED * (all - most)));
      });
      isWhole &&= told === places.pages;
    }
    return { pages, sections, isWhole };
  }

  // What terms count together, where they count, and how many of the typed ones do. Terms are added one after the other, so that a pasted page with many takes no more room.
  function total(size, asked) {
    const sums = new Float64Array(size);
    const covered = new Uint16Array(size);
    const set = [];
    // A place that has all the words counts more than one that has a word often.
    const share = (place) => covered[place] / asked;
    return {
      set, share,
      value: (place) => sums[place] * (SCATTERED + (1 - SCATTERED) * share(place)),
      add(one, isTyped) {
        for (const place of one.set) {
          if (!sums[place]) set.push(place);
          sums[place] += one.values[place];
          covered[place] += Number(isTyped);
        }
      },
    };
  }

  // Questions of pages that have typed words: of how many words each is, and how many of these were typed.
  function questionsOf(terms, meant) {
    const lengths = new Uint8Array(search.index.pageOf.length);
    const shared = new Uint8Array(search.index.pageOf.length);
    terms.forEach(function ({ isTyped }, number) {
      for (const [stem, sure] of meant[number].stems) {
        const { sections, classes } = search.places(stem);
        for (let i = 0; i < sections.length; i += 1) {
          const words = search.wordsAsked(classes[i]);
          if (!words) continue;
          lengths[sections[i]] = words;
          if (isTyped && sure === 1) shared[sections[i]] += 1;
        }
      }
    });
    const typed = terms.filter(({ isTyped }) => isTyped).length;
    return {
      has: (section) => lengths[section] > 0,
      // How much of the question and of what was typed is the same: 1 when they are one.
      likeness: (section) => lengths[section] && Math.min(1, 2 * shared[section] / (lengths[section] + typed)),
    };
  }

  // The best part of a page below its top counts on top of the words; the best ones with an address are shown.
  function rank(terms, meant) {
    const { size, firsts, pageOf, factors } = search.index;
    const asked = Math.max(1, terms.filter(({ isTyped }) => isTyped).length);
    const [pages, sections] = [total(size, asked), total(pageOf.length, asked)];
    let isWhole = true;
    terms.forEach(function ({ isTyped }, number) {
      const values = valuesOf(meant[number].stems, isTyped ? 1 : JOINED);
      pages.add(values.pages, isTyped);
      sections.add(values.sections, isTyped);
      isWhole &&= values.isWhole;
    });
    const questions = questionsOf(terms, meant);
    const scoreOf = (section) => sections.value(section) * (1 + ASKED * questions.likeness(section) ** 2 * sections.share(section));
    const best = new Float64Array(size);
    for (const section of sections.set) {
      const page = pageOf[section];
      if (section > firsts[page]) best[page] = Math.max(best[page], scoreOf(section));
    }
    const hits = pages.set.map((page) => ({ page, score: (pages.value(page) + BEST_PART * best[page]) * factors[page] }));
    const partsOf = function (page) {
      const parts = [];
      for (let section = firsts[page] + 1; section < firsts[page + 1]; section += 1) {
        const score = scoreOf(section);
        if (score && !questions.has(section)) parts.push({ section, score });
      }
      parts.sort((left, right) => right.score - left.score || left.section - right.section);
      return parts.filter((part, i) => i < SECTIONS && part.score >= parts[0].score / 2).map(({ section }) => section);
    };
    hits.sort((left, right) => right.score - left.score || left.page - right.page);
    return { hits, isWhole, partsOf };
  }

  // Words near one that led nowhere, nearest first: of titles, of synonyms, and with the same first letter.
  async function suggestions(words) {
    const found = new Set();
    const { synonyms, stop } = search.index;
    const missed = words.filter((word) => word.length > 3 && !/\d/.test(word));
    if (!missed.length) return [];
    const learned = (await search.titles()).concat(synonyms.flatMap(([typed]) => typed.split(" ")));
    for (const word of missed) {
      const others = learned.concat(await search.wordsStarting([...word][0])).filter((other) => other.length > 3 && !stop.has(other));
      for (const limit of word.length > 5 ? [1, 2, 3] : [1, 2]) {
        for (const other of others) if (search.distanceWithin(word, other, limit)) found.add(other);
      }
    }
    return [...found].slice(0, 3);
  }

  // { query, hits: [{ page, score }], isWhole: no page is left out, partsOf: page -> its sections to show, marked, near, suggestions }
  search.ask = async function (query) {
    const answer = { query, hits: [], isWhole: true, partsOf: () => [], marked: new Set(), near: [], suggestions: [] };
    const typed = search.wordsOf(query).slice(0, WORDS);
    if (!search.index || !typed.length) return answer;
    const byId = search.pagesById(query);
    const words = await search.split(typed);
    const terms = await search.termsOf(words);
    const meant = await meaningsOf(terms);
    terms.forEach(({ word, isTyped }, i) => {
      for (const shown of meant[i].shown) answer.marked.add(shown);
      if (meant[i].near.length && isTyped) answer.near.push([word, meant[i].near]);
    });
    await search.placesOf(meant.flatMap(({ stems }) => [...stems.keys()]));
    const exact = (await byId).map((page) => ({ page, score: 0 }));
    const ranked = terms.length ? rank(terms, meant) : answer;
    const first = exact.map((hit) => ranked.hits.find(({ page }) => page === hit.page) || hit);
    answer.hits = exact.length ? first.concat(ranked.hits.filter(({ page }) => !exact.some((hit) => hit.page === page))) : ranked.hits;
    Object.assign(answer, { isWhole: ranked.isWhole, partsOf: ranked.partsOf });
    if (!answer.hits.length) answer.suggestions = await suggestions(words);
    return answer;
  };
})();
