// Ids as people write them: `POL-005`, `pol 5` and `pol5` are one.
(function () {
  "use strict";

  const search = window.annexaSearch;

  // Runs of digits and of other letters, without leading zeros: `key` in src/export/search/ids.rs.
  function keyOf(id) {
    const parts = id.toLowerCase().match(/(?:(?!\p{N})\p{Alphabetic})+|\p{N}+/gu) || [];
    return parts.map((part) => part.replace(/^0+(?=.)/, "")).join(".");
  }

  // The pages whose id is typed, alone or with other words around it; a number with dots also stands for a control (`5.15`).
  async function pagesById(query) {
    const whole = await search.pagesOfKey(keyOf(query));
    if (whole.length) return whole;
    const words = query.split(/\s+/).filter((word) => /\p{L}.*\p{N}|\d\.\d/u.test(word));
    return [...new Set((await Promise.all(words.map((word) => search.pagesOfKey(keyOf(word))))).flat())];
  }

  Object.assign(search, {
    pagesById,
    // The one page that is meant when nothing but its id, which has a number, is typed.
    async page(query) {
      const typed = query.trim();
      if (!search.index || !/\p{N}/u.test(typed) || /\s\S+\s/.test(typed)) return null;
      const found = await search.pagesOfKey(keyOf(typed));
      if (found.length !== 1) return null;
      await search.heads(found);
      return search.head(found[0]) || null;
    },
  });
})();
