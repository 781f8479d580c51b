// What the search knows: the files of `search/`, read when they are needed (docs/search.md says what each holds).
(function () {
  "use strict";

  const search = window.annexaSearch;
  const shards = new Map(); // first letter -> { words: Map(word -> number), postings }
  const texts = new Map(); // number of a page -> texts of its sections
  let loaded = null;

  window.annexaIndex = function (data) {
    const owners = data.owners.map(([word, title]) => ({ word, title }));
    const index = search.index = {
      pages: [], pageOf: [], ids: new Map(), sections: data.sections, synonyms: data.synonyms, alike: data.alike.map((group) => group.map((phrase) => phrase.split(" "))), stop: new Set(data.stop), shards: new Set(data.shards), owners,
    };
    for (const [url, title, id, kind, state, tone, owner, due, dueInWords, factor, summary, count, hasText] of data.pages) {
      const page = { number: index.pages.length, url, title, id, kind, state, tone, owner: owners[owner], due, dueInWords, factor, summary, count, hasText, first: index.pageOf.length };
      asOfToday(page);
      index.pages.push(page);
      for (let i = 0; i < count; i += 1) index.pageOf.push(page);
      const key = keyOf(id);
      if (key) index.ids.set(key, (index.ids.get(key) || []).concat(page));
    }
  };
  window.annexaWords = (name, [words, postings]) => { shards.set(name, { words: new Map(words), postings }); };
  window.annexaText = (page, sections) => { texts.set(page, sections); };

  // A review that is over since the build is said to be so, as on the page itself.
  function asOfToday(page) {
    const now = page.due && window.annexaStateOn && window.annexaStateOn(page.due, page.state);
    if (now) Object.assign(page, now);
  }

  // `POL-005`, `pol 5` and `pol5` are one id: runs of letters and of digits, without leading zeros.
  function keyOf(id) {
    const parts = id.toLowerCase().match(/\p{L}+|\p{N}+/gu) || [];
    return parts.map((part) => part.replace(/^0+(?=.)/, "")).join(".");
  }

  // The pages whose id is typed, alone or with other words around it; a number with dots also stands for a control (`5.15`).
  function pagesById(query) {
    const { ids } = search.index;
    const whole = keyOf(query);
    const found = new Set(ids.get(whole));
    if (/^\s*\d+(\.\d+)+\s*$/.test(query)) {
      for (const [key, pages] of ids) if (key.replace(/^\p{L}+\./u, "") === whole) pages.forEach((page) => found.add(page));
    }
    if (!found.size) {
      const words = query.split(/\s+/).filter((word) => /\p{L}.*\p{N}|\d\.\d/u.test(word));
      for (const word of words) (ids.get(keyOf(word)) || []).forEach((page) => found.add(page));
    }
    return [...found];
  }

  function shardOf(word) {
    return /^[a-z0-9]/.test(word) ? word[0] : "other";
  }

  Object.assign(search, {
    // Resolves when the index is there; `search.index` stays undefined when it cannot be read.
    ready() {
      loaded = loaded || search.load("search/index.js");
      return loaded;
    },
    shard: (word) => shards.get(shardOf(word)),
    // The scripts of words.
    words(words) {
      const names = new Set(words.map(shardOf));
      return Promise.all([...names].filter((name) => search.index.shards.has(name)).map((name) => search.load("search/words-" + name + ".js")));
    },
    textOf: (page) => texts.get(page.number),
    // The texts of these hits. Waits only so many milliseconds; when more come later, they are for `late`.
    texts(hits, patience, late) {
      const missing = hits.filter(({ page }) => page.hasText && !texts.has(page.number));
      if (!missing.length) return Promise.resolve();
      const all = Promise.all(missing.map(({ page }) => search.load("search/text-" + page.number + ".js")));
      let isLate = false;
      all.then(() => isLate && late());
      return Promise.race([all, new Promise((resolve) => { setTimeout(resolve, patience); }).then(() => { isLate = true; })]);
    },
    pagesById,
    // The one page that is meant when nothing but its id, which has a number, is typed.
    page(query) {
      const typed = query.trim();
      if (!search.index || !/\p{N}/u.test(typed) || /\s\S+\s/.test(typed)) return null;
      const isWhole = search.index.ids.has(keyOf(typed)) || /^[\d.]+$/.test(typed);
      const found = isWhole ? pagesById(typed) : [];
      return found.length === 1 ? found[0] : null;
    },
  });
})();
