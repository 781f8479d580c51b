// From what was typed to what is looked for: words, their forms, words for the same thing, and what a typing error may have meant.
// `search-rank.js` ranks what they find.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const PREFIX_WORDS = 24; // that a word begins, at the most
  const PREFIX_WORDS_OF_LETTER = 4; // for each letter that was typed: few letters say little
  const ALIKE = 0.9; // how sure a word for the same thing is; of a phrase, all its words together
  const FORM = 0.7; // another form of a word, guessed by its beginning
  const FORM_LETTERS = 4; // that two forms of a word share at the least
  const FORM_ENDING = 4; // letters that may follow them
  const LONGEST_RUN = 12; // letters of a word in a script without spaces

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

  // The same rule as `each_spaced` in src/export/search/language.rs.
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
      for (let to = Math.min(letters.length, from + LONGEST_RUN); to > from; to -= 1) {
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

  // The words of a question, each run without spaces as the words in it that the handbook has.
  async function split(words) {
    const isRun = (word) => unspaced.test(word);
    const parts = (letters) => letters.flatMap((_, from) => letters.slice(from, from + LONGEST_RUN).map((_, i) => letters.slice(from, from + i + 1).join("")));
    await search.words(words.filter(isRun).flatMap((word) => parts([...word])));
    const isKnown = (part) => search.stem(part) !== undefined || search.index.stop.has(part);
    return words.flatMap(function (word) {
      const found = isRun(word) ? knownWords(word, isKnown) : [];
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

  // The words that may be another form of a word: one begins as the other and ends otherwise.
  function formsOf(word, others) {
    const isForm = (other) => {
      let shared = 0;
      while (shared < word.length && word[shared] === other[shared]) shared += 1;
      return shared >= FORM_LETTERS && shared >= Math.min(word.length, other.length) - 1 && Math.max(word.length, other.length) - shared <= FORM_ENDING;
    };
    return others.filter(isForm);
  }

  // Words with the same first letter, at the smallest distance that has any.
  async function nearest(word) {
    if (word.length < 4 || /\d/.test(word)) return { words: [], sure: 0 };
    const others = await search.wordsStarting([...word][0]);
    for (let limit = 1; limit <= (word.length > 7 ? 2 : 1); limit += 1) {
      const words = others.filter((other) => distanceWithin(word, other, limit));
      if (words.length) return { words, sure: 0.5 / limit };
    }
    return { words: [], sure: 0 };
  }

  // The words of the handbook that a typed word means, each with how sure that is.
  async function readings({ word, isLast, also }) {
    await search.words([word]);
    const known = search.stem(word) !== undefined;
    const found = new Map(known ? [[word, 1]] : []);
    const add = (other, sure) => { if (!(found.get(other) >= sure)) found.set(other, sure); };
    let near = [];
    if (word.length > 1 && (isLast || !known) || unspaced.test(word)) {
      const most = unspaced.test(word) ? PREFIX_WORDS : Math.min(PREFIX_WORDS, PREFIX_WORDS_OF_LETTER * word.length);
      const begun = (await search.wordsStarting(word, most + 1)).filter((other) => other !== word).slice(0, most);
      for (const other of begun) add(other, (known ? 0.4 : 0.5) * word.length / other.length);
    }
    if (!known && word.length >= FORM_LETTERS) for (const other of formsOf(word, await search.wordsStarting(word.slice(0, FORM_LETTERS)))) add(other, FORM);
    if (!found.size && ![...also.keys()].some((other) => search.stem(other) !== undefined)) {
      const guess = await nearest(word);
      near = guess.words;
      for (const other of near) add(other, guess.sure);
    }
    for (const [other, sure] of also) if (search.stem(other) !== undefined) add(other, sure);
    return { found, near };
  }

  // The same by stems, each with how sure; and the words to mark in excerpts, which are those with the same stems, too.
  async function meanings(term) {
    const { found, near } = await readings(term);
    const stems = new Map();
    const shown = new Set(found.keys());
    for (const [word, sure] of found) {
      const stem = search.stem(word);
      if (!(stems.get(stem) >= sure)) stems.set(stem, sure);
      if (sure === 1) for (const other of search.forms(stem)) shown.add(other);
    }
    return { stems, shown, near };
  }

  // Two words are the same when they have one stem.
  function isSame(left, right) {
    return left === right || search.stem(left) !== undefined && search.stem(left) === search.stem(right);
  }

  // The words of `others`, which are phrases, also stand for a typed phrase: they go with its last word that is looked for.
  function expand(terms, phrase, others) {
    const { stop } = search.index;
    for (let from = 0; from + phrase.length <= terms.length; from += 1) {
      if (!phrase.every((word, i) => isSame(terms[from + i].word, word))) continue;
      const typed = terms.slice(from, from + phrase.length);
      const term = typed.findLast(({ isStop }) => !isStop) || typed[0];
      for (const other of others) {
        const parts = other.filter((word) => !stop.has(word));
        const sure = ALIKE / parts.length;
        for (const word of parts) if (!terms.some((known) => known.word === word) && !(term.also.get(word) >= sure)) term.also.set(word, sure);
      }
      if (term.also.size) term.isStop = false;
    }
  }

  // Neighbors that the handbook also writes as one word.
  async function joined(words) {
    const pairs = words.slice(1).map((word, i) => words[i] + word).filter((word, i) => !search.index.stop.has(words[i]) && !/\d/.test(word));
    await search.words(pairs);
    return pairs.filter((word) => search.stem(word) !== undefined);
  }

  // What is looked for: the words that were typed but for stop words, each with words for the same thing, and joined ones.
  async function termsOf(words) {
    const { synonyms, alike, stop } = search.index;
    const terms = words.map((word, i) => ({ word, isLast: i === words.length - 1, isTyped: true, isStop: stop.has(word) && words.length > 1, also: new Map() }));
    await search.words(terms.filter(({ isStop }) => !isStop).map(({ word }) => word));
    for (const [typed, meant] of synonyms) expand(terms, typed.split(" "), [meant.split(" ")]);
    for (const group of alike) {
      for (const phrase of group) if (phrase.length > 1 || !stop.has(phrase[0])) expand(terms, phrase, group.filter((other) => other !== phrase));
    }
    const more = await joined(words);
    // A word that is typed again says nothing new; the last time, it may be the beginning of another one.
    const isLastOf = ({ word }, i) => terms.findLastIndex((other) => other.word === word) === i;
    return terms.filter((term, i) => !term.isStop && isLastOf(term, i)).concat(more.map((word) => ({ word, isLast: false, isTyped: false, also: new Map() })));
  }

  Object.assign(search, { wordsOf, knownWords, unspaced, split, termsOf, meanings, distanceWithin });
})();
