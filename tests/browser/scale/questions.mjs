// Questions on any site, the same for the same site: titles, words and phrases of its pages, beginnings of words, typing errors, ids.

// Numbers that look like chance, the same for the same seed (mulberry32).
export function random(seed) {
  let state = seed;
  return (end) => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % end;
  };
}

const KINDS = [
  ({ head }) => head.title.toLowerCase(),
  ({ head }) => head.id,
  ({ one }) => one(),
  ({ one }) => `${one()} ${one()}`,
  ({ one }) => `${one()} ${one()} ${one()}`,
  ({ words, below }) => {
    const from = below(Math.max(1, words.length - 6));
    return words.slice(from, from + 6).join(" ");
  },
  ({ one, below }) => {
    const word = one();
    return word.slice(0, 2 + below(word.length));
  },
  ({ one, below }) => {
    const word = one();
    const at = 1 + below(word.length - 1);
    return word.slice(0, at) + word.slice(at + 1);
  },
];

export async function questions(search, count) {
  const below = random(27001);
  const asked = [];
  while (asked.length < count) {
    const page = below(search.index.size);
    await search.heads([page]);
    const head = search.head(page);
    const text = [head.title, ...head.sections.map((section) => section[2])].sort((left, right) => right.length - left.length)[below(Math.min(4, head.sections.length))];
    const words = text.match(/\p{L}{3,}/gu) ?? [];
    const content = words.filter((word) => !search.index.stop.has(word.toLowerCase()));
    if (content.length < 4) continue;
    const question = KINDS[asked.length % KINDS.length]({ head, words, below, one: () => content[below(content.length)] });
    if (question.trim()) asked.push(question);
  }
  return asked;
}
