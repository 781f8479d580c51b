// From a question to hits. Every word counts, none filters: pages with more of the words, in better places, come first.
// docs/search.md has the rules in words and their weights; `src/export/search/` made what is read here.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const PREFIX_WORDS = 24;
  const SECTIONS = 3;

  // Characters of scripts without spaces between words: `is_unspaced` in src/export/search/language.rs.
  const UNSPACED = "\\u{3005}-\\u{3007}\\u{3040}-\\u{30ff}\\u{31f0}-\\u{31ff}\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{ff66}-\\u{ff9f}\\u{20000}-\\u{3ffff}";
  const unspaced = new RegExp("[" + UNSPACED + "]", "u");
  const runs = new RegExp("[" + UNSPACED + "]+|[^" + UNSPACED + "]+", "gu");

  // The same rule as `spaced_words` in src/export/search/language.rs.
  function wordsOf(text) {
    return text.toLowerCase().split(/[\s\-/–—…|’']+/u).flatMap((word) => word.match(runs) || [])
      .map((word) => word.replace(/^[^\p{Alphabetic}\p{N}_]+|[^\p{Alphabetic}\p{N}_]+$/gu, ""))
      .filter((word) => word && (unspaced.test(word) || [...word].length <= 40));
  }

  // A run without spaces holds the longest word of the index that begins at each of its characters.
  function knownWords(run, known) {
    const letters = [...run];
    const found = [];
    for (let from = 0; from < letters.length; from += 1) {
      for (let to = letters.length; to > from; to -= 1) {
        const word = letters.slice(from, to).join("");
        if (known(word)) {
          found.push([word, from, to]);
          break;
        }
      }
    }
    // `安全` within `信息安全` says nothing new.
    return found.filter(([, from, to]) => !found.some(([, start, end]) => start <= from && to <= end && end - start > to - from));
  }

  function split(words) {
    return words.flatMap(function (word) {
      if (!unspaced.test(word)) return [word];
      const shard = search.shard(word);
      const found = shard ? knownWords(word, (part) => shard.words.has(part) || search.index.stop.has(part)) : [];
      return found.length ? found.map(([part]) => part) : [word];
    });
  }

  // Whether the words are at most `limit` changes apart: a letter more, less or other, or two neighbors exchanged.
  function distanceWithin(left, right, limit) {
    if (Math.abs(left.length - right.length) > limit) return false;
    let before = [];
    let previous = Array.from({ length: right.length + 1 }, (_, i) => i);
    for (let i = 1; i <= left.length; i += 1) {
      const current = [i];
      let best = i;
      for (let j = 1; j <= right.length; j += 1) {
        let cost = Math.min(previous[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1), previous[j] + 1, current[j - 1] + 1);
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

  // The stems that a typed word means, each with how sure that is: itself, words that it begins, or words near it.
  function meanings(word, isLast) {
    const shard = search.shard(word);
    const meant = { found: new Map(), shown: [], near: [] };
    if (!shard) return meant;
    const add = function (other, number, sure) {
      if (!(meant.found.get(number) >= sure)) meant.found.set(number, sure);
      meant.shown.push(other);
    };
    const known = shard.words.has(word);
    if (known) add(word, shard.words.get(word), 1);
    if (word.length > 1 && (isLast || !known) || unspaced.test(word)) {
      let count = 0;
      for (const [other, number] of shard.words) {
        if (other !== word && other.startsWith(word)) {
          add(other, number, known ? 0.4 : 0.7);
          count += 1;
          if (count === PREFIX_WORDS) break;
        }
      }
    }
    if (!meant.found.size && word.length > 3 && !/\d/.test(word)) {
      const limit = word.length > 7 ? 2 : 1;
      for (const [other, number] of shard.words) {
        if (distanceWithin(word, other, limit)) {
          add(other, number, 0.5);
          meant.near.push(other);
        }
      }
    }
    // Other forms of the same words, for marking them in excerpts.
    for (const [other, number] of shard.words) if (meant.found.get(number) === 1 && other !== word) meant.shown.push(other);
    meant.found = new Map([...meant.found].map(([number, sure]) => [shard.postings[number], sure]));
    return meant;
  }

  // What is looked for: the words, words for the same thing, and neighbors that are also written as one (`lap top`).
  function termsOf(words) {
    const { synonyms, stop } = search.index;
    const typed = " " + words.join(" ") + " ";
    const terms = words.map((word, i) => ({ word, weight: 1, isLast: i === words.length - 1 }));
    const add = (word, weight) => terms.some((term) => term.word === word) || terms.push({ word, weight, isLast: false });
    for (const [other, meant] of synonyms) {
      if (typed.includes(" " + other + " ")) meant.split(" ").forEach((word) => add(word, 0.5));
    }
    words.slice(1).forEach(function (word, i) {
      const joined = words[i] + word;
      const shard = search.shard(joined);
      if (!stop.has(word) && !/\d/.test(joined) && shard && shard.words.has(joined)) add(joined, 0.8);
    });
    return terms.filter((term) => !stop.has(term.word) || term.isLast && words.length === 1);
  }

  // What each word counts on each page and section.
  function collect(terms, marked, near) {
    const { pages, pageOf } = search.index;
    const scores = new Map(); // page -> { sections: Map(section -> Map(term -> score)), terms: Map(term -> best score) }
    terms.forEach(function (term, number) {
      const meant = meanings(term.word, term.isLast);
      meant.shown.forEach((word) => marked.add(word));
      if (meant.near.length && term.weight === 1) near.push([term.word, meant.near]);
      for (const [postings, sure] of meant.found) {
        const holders = new Set();
        const places = [];
        let section = 0;
        for (let i = 0; i < postings.length; i += 2) {
          section += postings[i];
          places.push([section, postings[i + 1]]);
          holders.add(pageOf[section]);
        }
        // As in BM25: a word that half of the pages hold says nothing.
        const rare = Math.max(0.05, Math.log((pages.length - holders.size + 0.5) / (holders.size + 0.5)));
        for (const [place, weight] of places) {
          const page = pageOf[place];
          if (!scores.has(page)) scores.set(page, { sections: new Map(), terms: new Map() });
          const entry = scores.get(page);
          const score = rare * weight * sure * term.weight;
          if (!entry.sections.has(place)) entry.sections.set(place, new Map());
          for (const best of [entry.sections.get(place), entry.terms]) best.set(number, Math.max(best.get(number) || 0, score));
        }
      }
    });
    return scores;
  }

  function rank(terms, marked, near) {
    const scores = collect(terms, marked, near);
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
    const hits = [];
    for (const [page, entry] of scores) {
      // The best part below the top counts on top of the words; the best ones with an address are shown.
      let best = 0;
      const parts = [];
      for (const [place, found] of entry.sections) {
        if (place === page.first) continue;
        const score = value(found);
        best = Math.max(best, score);
        if (search.index.sections[place][0]) parts.push([place, score]);
      }
      parts.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
      const sections = parts.filter(([, score], i) => i < SECTIONS && score >= parts[0][1] / 2).map(([place]) => place);
      hits.push({ page, sections, score: (value(entry.terms) + best) * page.factor / 100 });
    }
    return hits.sort((left, right) => right.score - left.score || left.page.number - right.page.number);
  }

  // Words of titles and synonyms near a word that led nowhere, nearest first.
  let vocabulary = null;
  function suggestions(words) {
    const { index } = search;
    vocabulary = vocabulary || new Set(index.pages.map((page) => page.title).concat(index.synonyms.map(([typed]) => typed)).flatMap(wordsOf).filter((word) => word.length > 3 && !index.stop.has(word)));
    const shards = words.flatMap((word) => [...(search.shard(word) || { words: [] }).words].map(([other]) => other)).filter((word) => word.length > 3);
    const all = new Set([...vocabulary, ...shards]);
    const found = [];
    for (const word of words.filter((word) => word.length > 3 && !/\d/.test(word))) {
      for (const limit of word.length > 5 ? [1, 2, 3] : [1, 2]) {
        for (const other of all) if (!found.includes(other) && distanceWithin(word, other, limit)) found.push(other);
      }
    }
    return found.slice(0, 3);
  }

  // { query, hits: [{ page, sections, score }], marked, near, suggestions }
  search.ask = async function (query) {
    const answer = { query, hits: [], marked: new Set(), near: [], suggestions: [] };
    const typed = wordsOf(query);
    if (!search.index || !typed.length) return answer;
    await search.words(typed);
    const words = split(typed);
    const terms = termsOf(words);
    await search.words(terms.map((term) => term.word));
    const ranked = rank(terms, answer.marked, answer.near);
    const exact = search.pagesById(query);
    const first = exact.map((page) => ranked.find((hit) => hit.page === page) || { page, sections: [], score: 0 });
    answer.hits = first.concat(ranked.filter((hit) => !exact.includes(hit.page)));
    if (!answer.hits.length) answer.suggestions = suggestions(words);
    return answer;
  };
  Object.assign(search, { wordsOf, knownWords, unspaced });
})();
