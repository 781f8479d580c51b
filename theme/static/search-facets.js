// What the search page filters by: the kind, the owner and the state of each page.
(function () {
  "use strict";

  const search = window.annexaSearch;
  const wordOf = (label) => label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  let filters = [];

  // A filter: its name, the values that occur as a word for the address and a label, and the value of each page.
  function filter(name, valueOf, size) {
    const values = new Map();
    const of = Array.from({ length: size }, function (_, page) {
      const value = valueOf(page);
      if (value && !values.has(value[0])) values.set(value[0], value);
      return value && values.get(value[0]);
    });
    return { name, values, of };
  }

  window.annexaFacets = function (data) {
    const [kind, state, owner, due] = [data.kind, data.state, data.owner, data.due].map(search.readNumbers);
    const labelled = (label) => label ? [wordOf(label), label] : null;
    const dayOf = (number) => number ? new Date(Date.parse(data.since) + (number - 1) * 864e5).toISOString().slice(0, 10) : "";
    // States are those of the day of reading; many pages have the same state and day.
    const known = new Map();
    const stateOf = function (page) {
      const key = state[page] + " " + due[page];
      if (!known.has(key)) known.set(key, labelled(search.asOfToday({ due: dayOf(due[page]), state: state[page] ? data.states[state[page] - 1] : "" }).state));
      return known.get(key);
    };
    const { size } = search.index;
    filters = [
      filter("type", (page) => labelled(data.kinds[kind[page]]), size),
      filter("owner", (page) => data.owners[owner[page] - 1] || null, size),
      filter("state", stateOf, size),
    ];
  };

  search.filters = async function () {
    await search.ready();
    if (search.index) await search.load("search/facets.js");
    return filters;
  };
})();
