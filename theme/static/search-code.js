// Lists of numbers and of words as they are written in the files of the search: `src/export/search/` has the same rules, and why.
(function () {
  "use strict";

  const BASE = 45; // of numbers; as many symbols say that more digits follow
  const LEVELS = 20; // of what a word counts
  const CLASSES = 28; // levels, and questions by the number of their words
  const NEAR = 2; // distances that are said along with the class
  const DIGITS = 34; // of other distances
  const STEP = 1.2; // from one level to the next
  const QUESTION = Math.pow(45, 0.7); // what a word of a question counts

  // The number of a symbol: `#` to `~` without `<` and `\`.
  function symbolAt(text, i) {
    const code = text.charCodeAt(i);
    return code - 35 - (code > 60) - (code > 92);
  }

  // Numbers, the lowest digit first.
  function numbers(text) {
    const found = [];
    let number = 0;
    let place = 1;
    for (let i = 0; i < text.length; i += 1) {
      const symbol = symbolAt(text, i);
      number += symbol % BASE * place;
      place *= BASE;
      if (symbol >= BASE) continue;
      found.push(number);
      number = 0;
      place = 1;
    }
    return found;
  }

  // Words with numbers: [[word, number]]. Each word has some letters of the one before, and its number, that of the one before, the next new one, or another one.
  function table(text, next, others) {
    if (!text) return [];
    const differences = numbers(others).values();
    let word = "";
    let number = next;
    return text.split(" ").map(function (entry) {
      const symbol = symbolAt(entry, 0);
      word = word.slice(0, Math.floor(symbol / 3)) + entry.slice(1);
      if (symbol % 3 === 1) number = next;
      if (symbol % 3 === 2) {
        const difference = differences.next().value;
        number += difference % 2 ? -(difference + 1) / 2 : difference / 2;
      }
      next = Math.max(next, number + 1);
      return [word, number];
    });
  }

  const WEIGHTS = Array.from({ length: CLASSES }, (_, i) => i < LEVELS ? Math.pow(STEP, i) : QUESTION);

  // Where a stem stands: on how many pages; sections in their order, and the class of each. Of a common stem not all sections are told.
  function places(text) {
    let start = 0;
    while (start < text.length && symbolAt(text, start) >= BASE) start += 1;
    const [pages = 0] = numbers(text.slice(0, start + 1));
    const sections = new Uint32Array(text.length);
    const classes = new Uint8Array(text.length);
    let length = 0;
    let next = 0;
    let far = 0;
    let place = NEAR;
    for (let i = start + 1; i < text.length; i += 1) {
      const symbol = symbolAt(text, i);
      if (symbol >= NEAR * CLASSES) {
        far += (symbol - NEAR * CLASSES) * place;
        place *= DIGITS;
        continue;
      }
      sections[length] = next + far + Math.floor(symbol / CLASSES);
      classes[length] = symbol % CLASSES;
      next = sections[length] + 1;
      length += 1;
      far = 0;
      place = NEAR;
    }
    return { pages, sections: sections.subarray(0, length), classes: classes.subarray(0, length) };
  }

  Object.assign(window.annexaSearch, {
    readNumbers: numbers, readTable: table, readPlaces: places,
    weightOf: (kind) => WEIGHTS[kind],
    // Of how many words the question is; 0 for what is none.
    wordsAsked: (kind) => Math.max(0, kind - LEVELS + 1),
  });
})();
