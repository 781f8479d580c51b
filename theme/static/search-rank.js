// From a question to hits. Every word counts, none filters: pages with more of the words, in better places, come first.
// docs/search.md has the rules in words and their weights; `src/export/search/` made what is read here.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const PREFIX_WORDS = 24;
  const SECTIONS = 3;
  const ALIKE = 0.9; // a word for the same thing
  const JOINED = 0.8; // two words that are also written as one
  const REPEATED = 0.3; // what further sections of a page add to the best one
  const BEST_PART = 0.75; // what the best section adds to the page
  const SCATTERED = 0.2; // what is left of a place that has next to none of the words

  // Characters of scripts without spaces between words: `is_unspaced` in src/export/search/language.rs.
  const UNSPACED = "\\u{3005}-\\u{3007}\\u{3040}-\\u{30ff}\\u{31f0}-\\u{31ff}\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{ff66}-\\u{ff9f}\\u{20000}-\\u{3ffff}";
  const unspaced = new RegExp("[" + UNSPACED + "]", "u");
  const runs = new RegExp("[" + UNSPACED + "]+|[^" + UNSPACED + "]+", "gu");

  // `can’t` is `can`, `l’accès` is `accès`.
  function withoutElision(word) {
    const parts = word.split(/['’]/).filter(Boolean);
    const long = parts.filter((part) => parts.length === 1 || [...part].length > 2);
    return long.length ? long : parts.slice(0, 1);
  }

  // The same rule as `spaced_words` in src/export/search/language.rs.
  function wordsOf(text) {
    return text.toLowerCase().split(/[\s\-/–—…|]+/u).flatMap(withoutElision).flatMap((word) => word.match(runs) || [])
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

  // The stems that a word of the question means, each with how sure that is: itself, words that it begins, words near it, words for the
  // same thing.
  function meanings({ word, isLast, also }) {
    const meant = { postings: new Map(), shown: [], near: [] };
    const found = new Map(); // number in the shard -> how sure
    const shard = search.shard(word) || { words: new Map(), postings: [] };
    const add = function (other, sure) {
      const number = shard.words.get(other);
      if (!(found.get(number) >= sure)) found.set(number, sure);
      meant.shown.push(other);
    };
    const known = shard.words.has(word);
    if (known) add(word, 1);
    if (word.length > 1 && (isLast || !known) || unspaced.test(word)) {
      const begun = [...shard.words.keys()].filter((other) => other !== word && other.startsWith(word));
      begun.slice(0, PREFIX_WORDS).forEach((other) => add(other, (known ? 0.4 : 0.5) * word.length / other.length));
    }
    if (!found.size && word.length > 3 && !/\d/.test(word)) {
      for (let limit = 1; limit <= (word.length > 7 ? 2 : 1) && !meant.near.length; limit += 1) {
        meant.near = [...shard.words.keys()].filter((other) => distanceWithin(word, other, limit));
        meant.near.forEach((other) => add(other, 0.5 / limit));
      }
    }
    // Other forms of the same words, for marking them in excerpts.
    for (const [other, number] of shard.words) if (found.get(number) === 1 && other !== word) meant.shown.push(other);
    for (const [number, sure] of found) meant.postings.set(shard.postings[number], sure);
    for (const other of also) {
      const place = search.shard(other);
      if (!place || !place.words.has(other)) continue;
      const postings = place.postings[place.words.get(other)];
      if (!(meant.postings.get(postings) >= ALIKE)) meant.postings.set(postings, ALIKE);
      meant.shown.push(other);
    }
    return meant;
  }

  // Two words are the same when they have one stem.
  function isSame(left, right) {
    if (left === right) return true;
    const shard = search.shard(left);
    return Boolean(shard) && shard === search.shard(right) && shard.words.has(left) && shard.words.get(left) === shard.words.get(right);
  }

  // What is looked for: the words that were typed, each with words for the same thing, and neighbors that are also written as one.
  function termsOf(words) {
    const { synonyms, alike, stop } = search.index;
    const all = words.map((word, i) => ({ word, isLast: i === words.length - 1, isTyped: true, isStop: stop.has(word) && words.length > 1, also: new Set() }));
    // The words of `others` also stand for a typed phrase: they go with its last word that is looked for.
    const expand = function (phrase, others) {
      for (let from = 0; from + phrase.length <= words.length; from += 1) {
        if (!phrase.every((word, i) => isSame(words[from + i], word))) continue;
        const terms = all.slice(from, from + phrase.length);
        const term = terms.filter(({ isStop }) => !isStop).pop() || terms[0];
        for (const other of others) if (!stop.has(other) && !words.includes(other)) term.also.add(other);
        if (term.also.size) term.isStop = false;
      }
    };
    for (const [typed, meant] of synonyms) expand(typed.split(" "), meant.split(" "));
    for (const group of alike) {
      for (const phrase of group) if (phrase.length > 1 || !stop.has(phrase[0])) expand(phrase, group.filter((other) => other !== phrase).flat());
    }
    const joined = words.slice(1).map((word, i) => words[i] + word).filter(function (word, i) {
      const shard = search.shard(word);
      return !stop.has(words[i]) && !/\d/.test(word) && shard && shard.words.has(word);
    });
    return all.filter((term) => !term.isStop).concat(joined.map((word) => ({ word, isLast: false, isTyped: false, also: new Set() })));
  }

  // What each word counts in each section: page -> section -> term -> score, and for the page as a whole.
  function collect(terms, marked, near) {
    const { pages, pageOf } = search.index;
    const scores = new Map();
    const best = (map, key, score) => { if (!(map.get(key) >= score)) map.set(key, score); };
    terms.forEach(function (term, number) {
      const meant = meanings(term);
      meant.shown.forEach((word) => marked.add(word));
      if (meant.near.length && term.isTyped) near.push([term.word, meant.near]);
      for (const [postings, sure] of meant.postings) {
        const sums = new Map(); // page -> [best, sum] of its sections
        const places = [];
        let section = 0;
        for (let i = 0; i < postings.length; i += 2) {
          section += postings[i];
          places.push([section, postings[i + 1]]);
          const [most, sum] = sums.get(pageOf[section]) || [0, 0];
          sums.set(pageOf[section], [Math.max(most, postings[i + 1]), sum + postings[i + 1]]);
        }
        // As in BM25: a word that half of the pages hold says nothing.
        const rare = sure * Math.max(0.05, Math.log((pages.length - sums.size + 0.5) / (sums.size + 0.5))) * (term.isTyped ? 1 : JOINED);
        for (const [page, [most, sum]] of sums) {
          if (!scores.has(page)) scores.set(page, { sections: new Map(), terms: new Map() });
          best(scores.get(page).terms, number, rare * (most + REPEATED * (sum - most)));
        }
        for (const [place, weight] of places) {
          const { sections } = scores.get(pageOf[place]);
          if (!sections.has(place)) sections.set(place, new Map());
          best(sections.get(place), number, rare * weight);
        }
      }
    });
    return scores;
  }

  function rank(terms, marked, near) {
    const scores = collect(terms, marked, near);
    const asked = Math.max(1, terms.filter((term) => term.isTyped).length);
    // The sum of what each word counts; a place that has all the words counts more than one that has a word often.
    const value = function (found) {
      let sum = 0;
      let covered = 0;
      for (const [number, score] of found) {
        sum += score;
        if (terms[number].isTyped) covered += 1;
      }
      return sum * (SCATTERED + (1 - SCATTERED) * covered / asked);
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
      hits.push({ page, sections, score: (value(entry.terms) + BEST_PART * best) * page.factor / 100 });
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
    await search.words(terms.flatMap((term) => [term.word, ...term.also]));
    const ranked = rank(terms, answer.marked, answer.near);
    const exact = search.pagesById(query);
    const first = exact.map((page) => ranked.find((hit) => hit.page === page) || { page, sections: [], score: 0 });
    answer.hits = first.concat(ranked.filter((hit) => !exact.includes(hit.page)));
    if (!answer.hits.length) answer.suggestions = suggestions(words);
    return answer;
  };
  Object.assign(search, { wordsOf, knownWords, unspaced });
})();
