// The index in one piece: everything in maps, looked up by going through all of it, ranked as docs/search.md says and no faster. What the search
// of the theme finds with a few small files must be the same.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const DIGITS = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i)).filter((letter) => letter !== "<" && letter !== "\\").join("");

// The arguments of the call that a file is.
const call = (site, path) => JSON.parse(readFileSync(join(site, "search", path), "utf8").replace(/^\w+\(/, "[").replace(/\);\n$/, "]"));

function* values(text) {
  let [number, factor] = [0, 1];
  for (const letter of text) {
    const digit = DIGITS.indexOf(letter);
    number += digit % 45 * factor;
    factor *= 45;
    if (digit < 45) {
      yield number;
      [number, factor] = [0, 1];
    }
  }
}

function entries([, , text, next, others]) {
  const all = [];
  const jumps = values(others);
  let [word, number] = ["", next];
  for (const coded of text.split(" ")) {
    const symbol = DIGITS.indexOf(coded[0]);
    word = word.substring(0, (symbol - symbol % 3) / 3) + coded.substring(1);
    if (symbol % 3 === 1) number = next;
    else if (symbol % 3 === 2) {
      const { value } = jumps.next();
      number += value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    next = Math.max(next, number + 1);
    all.push([word, number]);
  }
  return all;
}

// Section -> { weight, asked }, and the number of pages.
function places(text) {
  let end = 0;
  while (DIGITS.indexOf(text[end]) >= 45) end += 1;
  const [pages] = values(text.slice(0, end + 1));
  const sections = new Map();
  let [next, far, factor] = [0, 0, 2];
  for (const letter of text.slice(end + 1)) {
    const symbol = DIGITS.indexOf(letter);
    if (symbol >= 56) {
      far += (symbol - 56) * factor;
      factor *= 34;
      continue;
    }
    const section = next + far + (symbol >= 28 ? 1 : 0);
    const kind = symbol % 28;
    sections.set(section, kind < 20 ? { weight: 1.2 ** kind, asked: 0 } : { weight: 45 ** 0.7, asked: kind - 19 });
    [next, far, factor] = [section + 1, 0, 2];
  }
  return { pages, sections };
}

// `search` is only asked for what typed words are and what they may mean; it is given lookups that go through everything.
export function onePiece(site, search) {
  const { index } = search;
  const words = new Map(index.words.flatMap((_, number) => entries(call(site, `words-${number}.js`))));
  const ids = index.ids.flatMap((_, number) => entries(call(site, `ids-${number}.js`)));
  const stems = index.places.flatMap((_, number) => call(site, `places-${number}.js`)[1]).map(places);
  const sorted = [...words.keys()];
  Object.assign(search, {
    words: async () => [],
    stem: (word) => words.get(word),
    forms: (stem) => sorted.filter((word) => words.get(word) === stem),
    wordsStarting: async (letters, most = Infinity) => sorted.filter((word) => word.startsWith(letters)).slice(0, most),
    pagesOfKey: async (key) => ids.filter(([other]) => other === key).map(([, page]) => page),
  });

  function rank(terms, meant) {
    const pages = new Map(); // page -> { terms: term -> value, sections: section -> { terms, asked, same } }
    terms.forEach(({ isTyped }, term) => {
      for (const [stem, sure] of meant[term].stems) {
        const value = sure * Math.log(1 + index.size / stems[stem].pages) * (isTyped ? 1 : 0.8);
        const weights = new Map();
        for (const [section, { weight, asked }] of stems[stem].sections) {
          const page = index.pageOf[section];
          if (!pages.has(page)) pages.set(page, { terms: new Map(), sections: new Map() });
          const parts = pages.get(page).sections;
          if (!parts.has(section)) parts.set(section, { terms: new Map(), asked, same: 0 });
          const part = parts.get(section);
          part.terms.set(term, Math.max(part.terms.get(term) ?? 0, value * weight));
          if (asked && isTyped && sure === 1) part.same += 1;
          weights.set(page, [...(weights.get(page) ?? []), weight]);
        }
        for (const [page, all] of weights) {
          const most = Math.max(...all);
          const worth = value * (most + 0.3 * (all.reduce((sum, weight) => sum + weight, 0) - most));
          const known = pages.get(page).terms;
          known.set(term, Math.max(known.get(term) ?? 0, worth));
        }
      }
    });
    const typed = Math.max(1, terms.filter(({ isTyped }) => isTyped).length);
    const cover = (found) => [...found.keys()].filter((term) => terms[term].isTyped).length / typed;
    const sum = (found) => [...found.values()].reduce((all, value) => all + value, 0) * (0.2 + 0.8 * cover(found));
    const hits = [];
    for (const [page, found] of pages) {
      let best = 0;
      for (const [section, part] of found.sections) {
        if (section === index.firsts[page]) continue;
        const likeness = part.asked ? Math.min(1, 2 * part.same / (part.asked + typed)) : 0;
        best = Math.max(best, sum(part.terms) * (1 + 3 * likeness ** 2 * cover(part.terms)));
      }
      hits.push({ page, score: (sum(found.terms) + 0.75 * best) * index.factors[page] });
    }
    return hits.sort((left, right) => right.score - left.score || left.page - right.page);
  }

  // The numbers of the best pages.
  return async function (query, most) {
    const words = await search.split(search.wordsOf(query).slice(0, 100));
    const terms = await search.termsOf(words);
    const meant = await Promise.all(terms.map(search.meanings));
    // A stem counts for the word that is most sure of it.
    const sure = new Map();
    for (const { stems } of meant) for (const [stem, value] of stems) if (!(sure.get(stem)?.value >= value)) sure.set(stem, { value, stems });
    for (const { stems } of meant) for (const stem of [...stems.keys()]) if (sure.get(stem).stems !== stems) stems.delete(stem);
    const exact = await search.pagesById(query);
    const ranked = rank(terms, meant).map(({ page }) => page).filter((page) => !exact.includes(page));
    return [...exact, ...ranked].slice(0, most);
  };
}
