// The statements A1 to A26 about accessibility, one test for each, named by it. On every page of the handbook where the files
// tell, on one page of each type where a browser must. Elsewhere are
//
// A2, A9, A11: keyboard.test.mjs walks through pages by keyboard.
// A6: tests/contrast.rs computes the contrast of every pair of the theme's colors; accessibility.test.mjs what pages show.
// A12: search.test.mjs, with the rest of the search.
// A14: there is no risk matrix yet; the register's rows say score and level in words, which A7 and A13 hold.
// A18, for drawings that Annexa makes itself: there are none but the strip, which is text; A17 holds for pictures.
// A25: markup.test.mjs asks the Nu checker, accessibility.test.mjs asks axe.
//
// The others of the list: P1 to P11 are in print.test.mjs, with pages of each kind for P9 (a reading list is what P9 calls a pack).
// O1 to O5 and O7 are in offline.test.mjs and firefox.test.mjs, O6 in tests/run and tests/cli.rs, O9 in weight.test.mjs. O8 needs
// handbooks for different readers, which Annexa does not make yet; O10 is the benchmarks'.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ALONE, PAGES, PRINTED, TYPES } from "./pages.mjs";
import { address, files, open, pages, read, survey } from "./support.mjs";
import { all, attribute, classes, elements, everyPage, inside, labeled, text, tree, words } from "./tree.mjs";

const hasClass = (name) => (element) => classes(element).includes(name);
const content = new URL("../../content-example/", import.meta.url);
const authored = readdirSync(content, { recursive: true }).filter((path) => /\.(md|toml|csv)$/.test(path))
  .map((path) => readFileSync(new URL(path.replaceAll("\\", "/"), content), "utf8").replace(/\s+/g, " ")).join("\n");
const documents = pages.filter((path) => /^(documents|records)\//.test(path));

test("A1: every page has a language, and every language named is one", () => {
  assert.deepEqual(everyPage(function* (page) {
    if (!attribute(all(page, "html")[0], "lang")) yield "no language";
    for (const element of elements(page)) {
      const lang = attribute(element, "lang");
      if (lang !== undefined && Intl.getCanonicalLocales(lang)[0] !== lang) yield `${element.tagName}: ${lang}`;
    }
  }), []);
});

test("A3: one h1, and no level of heading is left out", () => {
  assert.deepEqual(everyPage(function* (page) {
    const levels = all(page, "h1", "h2", "h3", "h4", "h5", "h6").map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) yield `headings ${levels}`;
    levels.forEach((level, place) => { if (place && level > levels[place - 1] + 1) levels.skipped = true; });
    if (levels.skipped) yield `a level is left out: ${levels}`;
  }), []);
});

test("A4: each title is of one page, and names page, version and handbook", () => {
  const titles = new Map();
  const title = (path) => words(all(tree(path), "title")[0]);
  const handbook = title("index.html");
  assert.deepEqual(everyPage(function* (page, path) {
    const own = title(path);
    if (titles.has(own)) yield `${own}: as ${titles.get(own)}`;
    titles.set(own, path);
    if (path === "index.html") return;
    const heading = words(all(page, "h1")[0]);
    // On paper the title is what a sheet is a page of, so it has the day as well.
    if (path === "print.html" ? !own.startsWith(`${handbook}, as of `) : PRINTED.test(path) ? !own.includes(` – ${handbook}, as of `) : !own.endsWith(` – ${handbook}`)) yield own;
    // A record of what happened once, such as a finding, has no versions, and its strip does not speak of one.
    const isVersioned = all(page, "dt").some((term) => words(term) === "Version");
    if (documents.includes(path) && isVersioned && !new RegExp(` v\\d[\\w.]* – `).test(own)) yield `${own}: no version`;
    if (documents.includes(path) && !own.startsWith(heading)) yield `${own}: not ${heading}`;
  }), []);
});

test("A5: one banner, main and foot; navigations have names of their own", () => {
  assert.deepEqual(everyPage(function* (page) {
    const body = all(page, "body")[0];
    const top = (name) => body.childNodes.filter((node) => node.tagName === name).length;
    if (top("header") !== 1 || top("footer") !== 1 || all(page, "main").length !== 1) yield "landmarks";
    const names = all(page, "nav", "aside").map(labeled);
    if (names.some((name) => !name) || new Set(names).size !== names.length) yield `navigations ${names}`;
    if (!names.length) yield "no navigation";
  }), []);
});

test("A7: whatever has the color of a state has words", () => {
  let states = 0;
  assert.deepEqual(everyPage(function* (page) {
    for (const element of elements(page)) {
      const toned = classes(element).find((name) => /^(badge|tone|banner|alert|level)-/.test(name));
      // A drawing has its words in the table beside it, which its description names.
      if (!toned || inside(element, (around) => around.tagName === "svg" && attribute(around, "role") === "img")) continue;
      states += 1;
      // A count has its word beside it.
      const counted = /^\d+$/.test(words(element)) && /\p{L}{2}/u.test(text(element.parentNode));
      if (!counted && !/\p{L}{2}/u.test(text(element))) yield `${toned} “${words(element)}”`;
    }
  }), []);
  assert.ok(states > 500);
});

test("A8: links in running text are underlined", async () => {
  let links = 0;
  assert.deepEqual(await survey(PAGES, {}, async (page) => {
    const seen = await page.evaluate(() => Array.from(document.querySelectorAll("main :is(p, .prose li, .prose td) a:not(.anchor, .footnote-back, .question, .footnote-ref a)"))
      .filter((link) => link.parentElement.textContent.trim() !== link.textContent.trim() && !link.closest(".cards, .results"))
      .map((link) => { const style = getComputedStyle(link); return [link.textContent, style.textDecorationLine === "underline" && style.textDecorationColor !== "rgba(0, 0, 0, 0)"]; }));
    links += seen.length;
    return seen.filter(([, underlined]) => !underlined).map(([name]) => name);
  }), []);
  assert.ok(links > 100);
});

// In running text a link is as high as its line (WCAG 2.5.8 excepts it).
test("A10: targets are 24 by 24 pixels", async () => {
  const small = () => Array.from(document.querySelectorAll("a[href], button, input, summary"))
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(".skip"))
    .filter((element) => {
      const style = getComputedStyle(element);
      const around = element.closest("p, li, td, th, dd, dt, caption, strong, h1, h2, h3, span") ?? element.parentElement;
      const others = Array.from(around.querySelectorAll("a")).reduce((rest, link) => rest.replace(link.textContent, ""), around.textContent);
      const running = style.display === "inline" && /\p{L}/u.test(others);
      if (running) return false;
      const box = element.getBoundingClientRect();
      const over = getComputedStyle(element, "::after");
      const covers = over.position === "absolute" && over.content !== "none" ? element.closest("li").getBoundingClientRect() : box;
      return covers.width < 23.99 || covers.height < 23.99;
    })
    .map((element) => { const box = element.getBoundingClientRect(); return `${element.tagName} ${element.className} “${element.textContent.trim().slice(0, 30)}” ${box.width.toFixed(1)}×${box.height.toFixed(1)}`; });
  for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
    assert.deepEqual([...new Set(await survey(PAGES, { viewport }, (page) => page.evaluate(small)))], []);
  }
});

test("A13: every table stands in a region with a name and a stop; its heads say of what; those Annexa makes have a caption", () => {
  assert.deepEqual(everyPage(function* (page) {
    for (const table of all(page, "table")) {
      const region = inside(table, (element) => attribute(element, "role") === "region");
      const name = region && labeled(region);
      if (!name || attribute(region, "tabindex") !== "0") yield `table without region: ${words(table).slice(0, 40)}`;
      if (!all(table, "th").length) yield `${name}: no heads`;
      if (all(table, "th").some((head) => !attribute(head, "scope"))) yield `${name}: a head without scope`;
      if (!inside(table, hasClass("prose")) && !all(table, "caption").length) yield `${name}: no caption`;
    }
  }), []);
});

// 320 px and 200 % zoom: accessibility.test.mjs. Here the spacing of WCAG 1.4.12 is laid over the page.
test("A15: wider spacing of text loses nothing", async () => {
  const spread = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const lost = document.scrollingElement.scrollWidth > innerWidth ? [`${document.scrollingElement.scrollWidth} px wide`] : [];
    for (const element of document.querySelectorAll("body *")) {
      const style = getComputedStyle(element);
      const cut = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
      if (!cut || !element.checkVisibility() || element.matches("label, .unseen") || element.closest(".brand") && innerWidth < 600) continue;
      if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) lost.push(`${element.tagName}.${element.className} is cut`);
    }
    return lost;
  };
  for (const viewport of [{ width: 1280, height: 900 }, { width: 320, height: 640 }]) {
    assert.deepEqual(await survey(PAGES, { viewport }, (page) => page.evaluate(spread)), []);
  }
});

test("A16: nothing moves for readers who want no motion; states keep an edge in forced colors", async () => {
  const moving = () => Array.from(document.querySelectorAll("*")).flatMap((element) => [null, "::before", "::after"].map((part) => getComputedStyle(element, part)))
    .filter((style) => style.animationName !== "none" || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth").length;
  const some = [TYPES["index.html"], TYPES["documents, in date"], TYPES["soa.html"], TYPES["search.html"]];
  assert.deepEqual(await survey(some, { reducedMotion: "reduce" }, async (page) => ((await page.evaluate(moving)) ? ["moves"] : [])), []);
  const { page, close } = await open(TYPES["documents, review overdue"], { forcedColors: "active" });
  assert.equal(await page.locator(".badge").first().evaluate((badge) => getComputedStyle(badge).borderTopStyle), "solid");
  await close();
});

test("A17: every picture has an alternative", () => {
  let pictures = 0;
  assert.deepEqual(everyPage(function* (page) {
    for (const picture of all(page, "img")) {
      pictures += 1;
      if (attribute(picture, "alt") === undefined) yield attribute(picture, "src");
    }
    for (const drawing of all(page, "svg")) {
      if (attribute(drawing, "aria-hidden") !== "true" && !(attribute(drawing, "role") === "img" && labeled(drawing))) yield "a drawing without a name";
    }
  }), []);
  assert.ok(pictures > 0);
});

test("A19: what opens is details with a summary, what acts is a button", () => {
  assert.deepEqual(everyPage(function* (page) {
    for (const fold of all(page, "details")) if (fold.childNodes.find((node) => node.tagName)?.tagName !== "summary" || !words(all(fold, "summary")[0])) yield "details without summary";
    for (const element of elements(page)) {
      if (attribute(element, "role") === "button" || attribute(element, "tabindex") > 0) yield `${element.tagName} acts as a button`;
      if (element.tagName === "a" && !attribute(element, "href")) yield "a link that leads nowhere";
      if (element.tagName === "button" && !words(element) && !labeled(element)) yield "a button without a name";
    }
  }), []);
});

test("A20: whom to call stands at the same place on every page", () => {
  const place = (path) => {
    const [first, second] = all(tree(path), "body")[0].childNodes.filter((node) => node.tagName);
    return [classes(first), classes(second)[0], attribute(second, "aria-label"), all(second, "a").map((link) => attribute(link, "href").replace(/^(\.\.\/)+/, "")).sort()];
  };
  const first = place("index.html");
  assert.ok(first[3].some((link) => /^tel:\d{4}/.test(link)) && first[3].some((link) => link.startsWith("mailto:")), String(first[3]));
  for (const path of pages.filter((name) => !PRINTED.test(name) && !ALONE.test(name))) assert.deepEqual(place(path), first, path);
});

test("A21: every page is in the search, can be reached by links from home, and every document is in A to Z", () => {
  const reached = new Set(["index.html"]);
  for (const path of reached) {
    for (const link of all(tree(path), "a")) {
      const target = new URL(attribute(link, "href"), `https://handbook.test/${path}`);
      if (target.host === "handbook.test" && pages.includes(target.pathname.slice(1))) reached.add(target.pathname.slice(1));
    }
  }
  const left = (path) => !["404.html", "search.html", "index.html"].includes(path) && !ALONE.test(path);
  assert.deepEqual(pages.filter((path) => left(path) && !reached.has(path)), []);
  const inTree = new Set(pages.flatMap((path) => all(tree(path), "nav").filter(hasClass("tree")).flatMap((nav) => all(nav, "a")).map((link) => new URL(attribute(link, "href"), `https://handbook.test/${path}`).pathname.slice(1))));
  const atoz = new Set(all(tree("search.html"), "main").flatMap((main) => all(main, "a")).map((link) => attribute(link, "href")));
  const index = files.filter((path) => path.startsWith("search/pages-")).map(read).join("");
  // The pages of earlier versions and of changes lie below that of their document, and are found there.
  const [own, past] = [documents.filter((path) => path.split("/").length === 2), documents.filter((path) => path.split("/").length > 2)];
  for (const path of past) assert.ok(!inTree.has(path) && !atoz.has(path) && !index.includes(path), `${path} is where documents of today are`);
  for (const path of own) {
    assert.ok(inTree.has(path), `${path} is in the tree`);
    assert.ok(atoz.has(path), `${path} is in A to Z`);
    assert.ok(index.includes(`"${path}"`), `${path} is in the search`);
  }
});

test("A22: without scripts the same text can be read", async () => {
  // The filter above a long table is a script's.
  const visible = () => {
    for (const filter of document.querySelectorAll(".filter")) filter.remove();
    return document.querySelector("main").innerText.replace(/\s+/g, " ");
  };
  const { page, close } = await open("index.html");
  // On the day of the build the states are those of the build.
  await page.clock.setFixedTime(new Date(`${/data-today="([\d-]+)"/.exec(read("index.html"))[1]}T12:00:00`));
  const plain = await open("index.html", { javaScriptEnabled: false });
  for (const path of PAGES.filter((name) => name !== "search.html")) {
    await page.goto(address(path));
    await plain.page.goto(address(path));
    const without = new Set((await plain.page.locator("main").innerText()).split(/\s+/));
    const missing = (await page.evaluate(visible)).split(" ").filter((word) => /\p{L}{4}/u.test(word) && !without.has(word));
    // The field of the search and the button that prints are a script's, too.
    const known = /^(Search|handbook|Print)$/;
    assert.deepEqual(missing.filter((word) => !known.test(word)), [], path);
  }
  // The figures of the overview are figures, which the words above are not.
  const figures = (here) => here.locator("main :is(.counts strong, td.num, .year strong)").allTextContents();
  await page.goto(address("manage.html"));
  await plain.page.goto(address("manage.html"));
  const counted = await figures(plain.page);
  assert.ok(counted.length > 20 && counted.every((figure) => /^(\d+|none)$/.test(figure.trim())), String(counted));
  assert.deepEqual(counted, await figures(page));
  await plain.page.goto(address("print.html"));
  assert.equal(await plain.page.locator("article.chapter").count(), Number(/(\d+) documents/.exec(await plain.page.locator(".title-page").textContent())[1]));
  await plain.page.goto(address("soa.html"));
  assert.equal(await plain.page.locator("tr[id^='c-']").count(), 93);
  await plain.page.goto(address("search.html"));
  await plain.page.locator("main a", { hasText: "Backup policy" }).click();
  await plain.page.waitForURL(/documents\/pol-010\.html/);
  assert.equal(await plain.page.locator("h1").textContent(), "Backup policy");
  await plain.close();
  await close();
});

test("A23: dates are written in words and marked as times", () => {
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const WRITTEN = new RegExp(`\\b\\d{1,2} (${MONTHS.join("|")}) \\d{4}\\b`);
  let times = 0;
  assert.deepEqual(everyPage(function* (page) {
    for (const time of all(page, "time")) {
      times += 1;
      const iso = attribute(time, "datetime");
      const [year, month, day] = (iso ?? "").split("-").map(Number);
      // In a row of twelve months each is named by its first letters, and by all of them for whoever points at it.
      const short = day === undefined && attribute(time, "title") === `${MONTHS[month - 1]} ${year}` && words(time) === MONTHS[month - 1]?.slice(0, 3);
      if (short) continue;
      if (iso === undefined || words(time) !== `${day} ${MONTHS[month - 1]} ${year}`) yield `${iso} is written ${words(time)}`;
    }
    const stray = function* (node) {
      // What authors write is theirs: the rule is for what Annexa writes.
      if (node.nodeName === "#text" && !authored.includes(words(node)) && (WRITTEN.test(node.value) || /\b\d{1,2}\/\d{1,2}\/\d{2,4}\b|\b\d{4}-\d\d-\d\d\b/.test(node.value))) yield node.value.trim().slice(0, 80);
      // The letters of a drawing can hold no elements.
      if (["time", "code", "pre", "svg"].includes(node.tagName) || (node.tagName && hasClass("prose")(node))) return;
      for (const child of node.childNodes ?? []) yield* stray(child);
    };
    yield* stray(all(page, "body")[0]);
  }), []);
  assert.ok(times > 500);
});

test("A26: lines of at most 75 characters, letters of at least 16 pixels, lines at least 1.5 high", async () => {
  const measure = () => {
    const found = [];
    const body = getComputedStyle(document.querySelector(".prose p"));
    if (parseFloat(body.fontSize) < 16) found.push(`${body.fontSize} letters`);
    if (parseFloat(body.lineHeight) / parseFloat(body.fontSize) < 1.5) found.push(`${body.lineHeight} lines`);
    let longest = "";
    for (const part of document.querySelectorAll(".prose > p, .prose > :is(ul, ol) > li, .glance li, .lead")) {
      const range = document.createRange();
      const lines = new Map();
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let place = 0; place < node.length; place += 1) {
          range.setStart(node, place);
          range.setEnd(node, place + 1);
          const box = range.getClientRects()[0];
          if (!box) continue;
          const line = Math.round(box.bottom / 12);
          lines.set(line, (lines.get(line) ?? "") + node.data[place]);
        }
      }
      for (const line of lines.values()) if (line.trim().length > longest.length) longest = line.trim();
    }
    return longest.length > 75 ? [...found, `${longest.length} characters: ${longest}`] : found;
  };
  const some = ["documents, in date", "documents, draft", "records, in date"].map((type) => TYPES[type]).concat("documents/std-002.html", "documents/pro-006.html");
  for (const viewport of [{ width: 1920, height: 1000 }, { width: 1280, height: 900 }, { width: 768, height: 900 }, { width: 320, height: 640 }]) {
    assert.deepEqual(await survey(some, { viewport }, (page) => page.evaluate(measure)), []);
  }
});

// Words that are new or gone say so in words, too: in brackets that are heard and copied, or before the block that they are.
test("A24: insertions and deletions have textual marks", () => {
  let seen = 0;
  assert.deepEqual(everyPage(function* (page) {
    const article = all(page, "article").find(hasClass("difference"));
    for (const element of article ? all(article, "ins", "del") : []) {
      if (inside(element, hasClass("key"))) continue;
      seen += 1;
      const said = element.tagName === "ins" ? /^\[added: .*\]$/s : /^\[removed: .*\]$/s;
      const block = inside(element, (parent) => ["p", "li", "tr", "dd", "h3", "h4", "h5", "h6", "pre"].includes(parent.tagName));
      const before = block && words(block).slice(0, words(block).indexOf(words(element)));
      const after = block && words(block).slice(words(block).indexOf(words(element)) + words(element).length);
      const label = element.tagName === "ins" ? /New |Added/ : /Removed|before:/;
      if (!said.test(text(element)) && !(block && label.test(before)) && !(element.tagName === "ins" && /^, before:|^ not stated before/.test(after))) {
        yield `${element.tagName}: ${words(element)}`;
      }
    }
  }), []);
  assert.ok(seen > 50, `${seen} marks`);
});
