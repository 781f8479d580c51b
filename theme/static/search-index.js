// What the search knows: the files of `search/`, read when they are needed (docs/search.md says what each holds).
(function () {
  "use strict";

  const search = window.annexaSearch;
  const MOMENT = 40; // milliseconds
  const known = { words: new Map(), ids: new Map() }; // name of a table -> number of a piece -> [[key, number]]
  const stems = new Map(); // word -> number of its stem
  const forms = new Map(); // number of a stem -> words
  const coded = new Map(); // number of a file -> places of its stems as text
  const places = new Map(); // number of a stem -> places
  const heads = new Map(); // number of a page -> what a hit shows of it
  let titles = [];
  let loaded = null;

  // Where something would stand in a sorted list: the number of the last one that is not behind it.
  function placeIn(list, thing) {
    let [from, to] = [0, list.length];
    while (from < to) {
      const middle = from + to >> 1;
      if (list[middle] <= thing) from = middle + 1;
      else to = middle;
    }
    return Math.max(0, from - 1);
  }

  const sums = (all) => all.reduce((sums, number) => (sums.push(sums.at(-1) + number), sums), [0]);

  window.annexaIndex = function (data) {
    const firsts = sums(search.readNumbers(data.sections));
    const pageOf = new Uint32Array(firsts.at(-1));
    for (let page = 0; page + 1 < firsts.length; page += 1) pageOf.fill(page, firsts[page], firsts[page + 1]);
    const phrase = (words) => words.split(" ");
    for (const [word, stem] of search.readTable(data.stems[0], 0, data.stems[1])) stems.set(word, stem);
    search.index = {
      size: firsts.length - 1, firsts, pageOf,
      factors: search.readNumbers(data.factor).map((number) => data.factors[number] / 100),
      pages: sums(search.readNumbers(data.pages)), places: sums(search.readNumbers(data.places)).slice(1), words: data.words, ids: data.ids,
      synonyms: data.synonyms, alike: data.alike.map((group) => group.map(phrase)), stop: new Set(phrase(data.stop)),
    };
  };

  window.annexaTable = function (name, number, text, next, others) {
    const entries = search.readTable(text, next, others);
    known[name].set(number, entries);
    if (name !== "words") return;
    for (const [word, stem] of entries) {
      stems.set(word, stem);
      forms.set(stem, (forms.get(stem) || []).concat(word));
    }
  };

  window.annexaTitles = (text) => { titles = search.readTable(text, 0, "").map(([word]) => word); };

  window.annexaPlaces = (number, all) => { coded.set(number, all); };

  window.annexaPages = function (number, all) {
    all.forEach(function ([url, title, id, kind, state, tone, due, dueInWords, summary, sections], i) {
      const page = search.index.pages[number] + i;
      heads.set(page, { url, title, id, kind, dueInWords, summary, sections, ...asOfToday({ due, state, tone }), first: search.index.firsts[page] });
    });
  };

  // A review that is over since the build is said to be so, as on the page itself.
  function asOfToday(page) {
    return Object.assign(page, page.due && window.annexaStateOn && window.annexaStateOn(page.due, page.state));
  }

  const piece = (name, number) => search.load("search/" + name + "-" + number + ".js");
  const start = (name, key) => placeIn(search.index[name], key);

  // What a table has that begins with a key: all of it, or the first ones.
  async function starting(name, key, most = Infinity) {
    const starts = search.index[name];
    const numbers = [];
    for (let number = start(name, key); number < starts.length && (starts[number] <= key || starts[number].startsWith(key)); number += 1) numbers.push(number);
    if (most === Infinity) await Promise.all(numbers.map((number) => piece(name, number)));
    const found = [];
    for (const number of numbers) {
      if (found.length >= most) break;
      await piece(name, number);
      for (const entry of known[name].get(number) || []) if (entry[0].startsWith(key)) found.push(entry);
    }
    return found.slice(0, most);
  }

  const NOWHERE = { pages: 0, sections: [], classes: [] };

  // The places of stems.
  async function placesOf(numbers) {
    const starts = search.index.places;
    await Promise.all([...new Set(numbers.map((stem) => placeIn(starts, stem)))].map((number) => piece("places", number)));
    for (const stem of numbers) {
      const number = placeIn(starts, stem);
      if (!places.has(stem) && coded.has(number)) places.set(stem, search.readPlaces(coded.get(number)[stem - starts[number]]));
    }
  }

  Object.assign(search, {
    // Resolves when the index is there; `search.index` stays undefined when it cannot be read.
    ready() {
      loaded = loaded || search.load("search/index.js");
      return loaded;
    },
    asOfToday, placesOf,
    // The number of the stem of a word that was read, and the words that were read with this stem.
    stem: (word) => stems.get(word),
    forms: (stem) => forms.get(stem) || [],
    // The places of a stem; none when its file cannot be read.
    places: (stem) => places.get(stem) || NOWHERE,
    // Reads what says whether the handbook has these words.
    words: (words) => Promise.all([...new Set(words.map((word) => start("words", word)))].map((number) => piece("words", number))),
    wordsStarting: async (letters, most) => (await starting("words", letters, most)).map(([word]) => word),
    // The pages with this key of an id; all of a key stand in one file.
    async pagesOfKey(key) {
      const number = start("ids", key);
      if (!key || number >= search.index.ids.length) return [];
      await piece("ids", number);
      return (known.ids.get(number) || []).filter((entry) => entry[0] === key).map(([, page]) => page);
    },
    // The words of titles.
    async titles() {
      await search.load("search/titles.js");
      return titles;
    },
    head: (page) => heads.get(page),
    // What these pages show as hits. The first comes alone, so that a slow line shows it soon; the others follow while they are wanted, and when they take
    // longer than a moment, `early` is called.
    async heads(pages, isWanted = () => true, early = () => {}) {
      const read = (pages) => Promise.all([...new Set(pages.filter((page) => !heads.has(page)).map((page) => placeIn(search.index.pages, page)))].map((number) => piece("pages", number)));
      await read(pages.slice(0, 1));
      if (!isWanted()) return;
      const moment = setTimeout(early, MOMENT);
      await read(pages.slice(1));
      clearTimeout(moment);
    },
  });
})();
