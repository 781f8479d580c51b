// No script runs that the theme did not ship: a project with every published payload in every place that an author can write is built and opened in Chromium.
//
// ANNEXA names the program. The places come from the schemas (`places.mjs`), the payloads from `tests/payloads/`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { served, visit, watched } from "./harness.mjs";
import { ALIVE, SWALLOWING, TEXTS } from "./markdown.mjs";
import { STAMPS, drawings, packs, payloads, plain } from "./payloads.mjs";
import { FILES, numbers, texts } from "./places.mjs";
import { INSTEAD, TODAY, write } from "./project.mjs";
import { UNSEEN } from "./unseen.mjs";
import { problems, touched, words } from "./structure.mjs";

// More tabs than processors: a tab that waits for its files leaves the others the time.
const TABS = 4;
// With LONG=1 all pages are opened with the policy; otherwise one of four, as all of them are opened without it.
const STEP = process.env.LONG === "1" ? 1 : 4;
const began = Date.now();
const clock = () => `${Math.round((Date.now() - began) / 1000)} s after the beginning`;
const scratch = mkdtempSync(join(tmpdir(), "annexa-payloads-"));
const folder = (name) => join(scratch, name);
const closing = [];
after(() => {
  for (const close of closing) close();
  rmSync(scratch, { recursive: true, force: true });
});

// Elements and attributes that an author may write (`parse::raw_html`), read from the documentation that a Rust test holds against it.
const docs = readFileSync(new URL("../../../docs/writing.md", import.meta.url), "utf8");
const listed = (word) => [...docs.split(`\n${word}: `)[1].split("\n\n")[0].split(". No `")[0].matchAll(/`([a-z0-9]+)`( to `h6`)?/g)].flatMap(([, name, range]) => (range ? ["h2", "h3", "h4", "h5", "h6"] : [name]));

let files; // of the hostile site
let pages;
let known; // what harmless pages are made of
let strict; // the hostile site with its policy
let bare; // and without
let harmless;

function build(name, all, prepare = () => {}) {
  write(folder(`${name}-project`), all);
  prepare(folder(`${name}-project`));
  execFileSync(process.env.ANNEXA, ["build", folder(`${name}-project`), "--today", TODAY, "--output", folder(name)], { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1e9 });
  return readdirSync(folder(name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder(name).length + 1)).sort();
}

const allowedBy = (site) => {
  const asked = new Set(files.map((path) => site.origin + encodeURI(path)));
  return (url) => asked.has(url.split(/[?#]/)[0]) || url === site.origin || url === `${site.origin}favicon.ico` || url.startsWith(`${site.origin}nowhere/`);
};
const addresses = (site, paths = pages) => paths.map((path) => site.origin + encodeURI(path));
// Events alone: what pages are made of is the same with the policy as without.
const used = async (page) => {
  await page.evaluate(touched);
  return [];
};
const look = (site) => async (page) => {
  const found = await page.evaluate(problems, { known, origin: site.origin });
  await page.evaluate(touched);
  return found;
};
const none = (found, what) => assert.deepEqual(found.slice(0, 20), [], `${what}: ${found.length} in all`);

// What the search page and the field of every page show for harmless words.
async function wordsOfResults(site) {
  const { open, close } = await watched(() => true);
  const page = await open();
  await page.goto(`${site.origin}search.html?q=plain+words`);
  await page.locator("#search-results mark").first().waitFor();
  const found = await page.evaluate(words);
  await page.goto(`${site.origin}glossary.html`);
  await page.locator("#quick-search").fill("plain words");
  await page.locator(".found .hit").first().waitFor();
  found.push(...await page.evaluate(words));
  await close();
  return found;
}

before(async () => {
  const plainPages = build("plain", plain).filter((path) => path.endsWith(".html"));
  harmless = await served(folder("plain"), true);
  closing.push(harmless.close);
  const vocabulary = new Set();
  const found = await visit(addresses(harmless, plainPages), () => true, TABS, async (page) => {
    for (const word of await page.evaluate(words)) vocabulary.add(word);
    return [];
  });
  assert.deepEqual(found, [], "harmless pages are harmless");
  for (const word of await wordsOfResults(harmless)) vocabulary.add(word);
  for (const element of listed("Elements")) for (const attribute of ["", ...listed("Attributes")]) vocabulary.add(`prose ${element} ${attribute}`.trim());
  known = [...vocabulary];
  files = build("hostile", payloads);
  // The longest first: at the end, no tab waits long for another.
  const size = new Map(files.map((path) => [path, statSync(join(folder("hostile"), path)).size]));
  pages = files.filter((path) => path.endsWith(".html")).sort((a, b) => size.get(b) - size.get(a));
  strict = await served(folder("hostile"), true);
  bare = await served(folder("hostile"), false);
  closing.push(strict.close, bare.close);
});

test("the harness notes everything that a payload could do", async () => {
  const site = await served(folder("hostile"), false);
  closing.push(site.close);
  const acts = {
    "<script>annexa_ran(7)</script>": /^ran in .*7/,
    "<img src=x onerror=alert(7)>": /dialog: 7/,
    "<svg onload=confirm(7)>": /dialog: 7/,
    "<iframe srcdoc='<script>parent.annexa_ran(8)</script>'></iframe>": /^ran in .*8/,
    "<iframe src='javascript:top.annexa_ran(9)'></iframe>": /^ran in .*9/,
    "<img src='https://annexa.invalid/x.png'>": /request: https:\/\/annexa.invalid/,
    "<img src='data:image/png;base64,AAAA'>": /leads to data:/,
    "<link rel=stylesheet href='https://annexa.invalid/x.css'>": /request: https:\/\/annexa.invalid/,
    "<script>fetch('//annexa.invalid/')</script>": /request: .*annexa.invalid/,
    "<script>open('about:blank')</script>": /opened a window|frame/,
    "<script>print()</script>": /ran .*print/,
    "<script>throw 7</script>": /error: /,
    "<meta http-equiv=refresh content='0;url=https://annexa.invalid/'>": /request: https:\/\/annexa.invalid/,
    "<script>location = 'search.html'</script>": /went to/,
    "<head><meta http-equiv=Content-Security-Policy content=\"script-src-attr 'none'\"></head><p onclick=annexa_ran(1)>x</p>": /against the policy/,
    "<p onpointerover=annexa_ran(11)>x</p>": /^ran in .*11/,
    "<details ontoggle=annexa_ran(12)>x</details>": /^ran in .*12/,
    "<a href=#x onclick=annexa_ran(13)>x</a>": /^ran in .*13/,
    "<p style=animation-name:x onanimationstart=annexa_ran(14)>x</p>": /^ran in .*14/,
    "<p onclick=x()>x</p>": /has the handler/,
    "<p style=color:red>x</p>": /has a style/,
    "<a href=' jav&#9;ascript:x()'>x</a>": /leads to javascript:/,
    "<script src=assets/plain.js></script>": /is not the theme's/,
    "<form></form>": /is not of the theme/,
    "<p id=x accesskey=y>x</p>": /has the attribute accesskey/,
    "<a id=annexaSearch></a><img name=currentScript>": /currentScript is an element/,
  };
  const { open, seen, close } = await watched(allowedBy(site));
  const missed = [];
  for (const [html, wanted] of Object.entries(acts)) {
    const page = await open();
    await page.route(`${site.origin}self-check.html`, (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html>${html.startsWith("<head>") ? html : `<title>x</title><body><main>${html}</main>`}` }));
    await page.goto(`${site.origin}self-check.html`, { waitUntil: "load" }).catch((error) => seen.push(String(error)));
    const found = [];
    for (let turn = 0; turn < 50 && ![...seen, ...found].some((what) => wanted.test(what)); turn += 1) {
      const some = await page.evaluate(problems, { known, origin: site.origin }).catch(() => []);
      await page.evaluate(touched).catch(() => {});
      if (!page.url().includes("self-check")) some.push(`went to ${page.url()}`);
      found.splice(0, found.length, ...some);
      await page.waitForTimeout(50);
    }
    if (![...seen, ...found].some((what) => wanted.test(what))) missed.push(`${html}: ${[...seen, ...found].join("; ")}`);
    seen.length = 0;
    await page.close();
  }
  await close();
  assert.deepEqual(missed, []);
});

test("at least 180 payloads stand in every place that takes a text", (test) => {
  assert.ok(payloads.length >= 180);
  assert.equal(new Set(payloads.map(({ id }) => id)).size, payloads.length, "ids are unique");
  assert.equal(new Set(payloads.map(({ text }) => text)).size, payloads.length, "texts are unique");
  // Every text of every schema got a payload, or it is said why not.
  const missing = FILES.flatMap((file) => [...texts(file)]).filter(([path, kind]) => kind === "text" && !numbers.has(path) && !(path in INSTEAD)).map(([path]) => path);
  assert.deepEqual(missing, [...UNSEEN.without.keys()].sort(), "texts without a payload");
  // And what was written came to be read: each place is on a page.
  const seen = new Map([...numbers].map(([place, number]) => [number, { place, payloads: new Set() }]));
  const alive = new Set();
  for (const page of pages) {
    const html = readFileSync(join(folder("hostile"), page), "utf8");
    for (const [, place, payload] of html.matchAll(STAMPS)) seen.get(Number(place))?.payloads.add(payload);
    if (page.startsWith("documents/")) for (const [, n] of html.matchAll(ALIVE)) alive.add(Number(n));
  }
  const unseen = [...seen.values()].filter((one) => one.payloads.size === 0).map(({ place }) => place).sort();
  assert.deepEqual(unseen, [...UNSEEN.places.keys()].sort(), "places that no page shows");
  const isWhole = (place) => (place.startsWith("document.") && !/auditor|reported_to|evidence|requirement/.test(place)) || TEXTS.includes(place);
  for (const { place, payloads: some } of seen.values()) if (isWhole(place) && !UNSEEN.places.has(place)) assert.ok(some.size > payloads.length * 0.9, `${place}: ${some.size} of ${payloads.length}`);
  // HTML around a payload was read as HTML, and not shown as it was written because of another payload.
  assert.deepEqual(payloads.filter(({ n, id }) => !alive.has(n) && !SWALLOWING.includes(id)).map(({ id }) => id), [], "payloads behind which no HTML is read");
  test.diagnostic(`${payloads.length} payloads, ${numbers.size} places, ${pages.length} pages, ${clock()}`);
});

// A theme that forgets to escape, in a place that hostile words reach.
test("a theme that prints one title as it was written is noticed, with the policy and without it", async () => {
  // Of those that run at once: others may keep a page that lets them run from ever ending to load.
  const given = payloads.filter(({ text }) => /^(<\/[a-z0-9]+>)+<img src=x onerror=annexa_ran\(1\)>$/.test(text));
  assert.ok(given.length > 1);
  const wrong = (project) => {
    cpSync(fileURLToPath(new URL("../../../theme/templates/", import.meta.url)), join(project, "theme/templates"), { recursive: true });
    const path = join(project, "theme/templates/document.html");
    const template = readFileSync(path, "utf8");
    const [right, forgetful] = ["<h1>{{ document.title }}</h1>", "<h1>{{ document.title | safe }}</h1>"];
    assert.ok(template.includes(right));
    writeFileSync(path, template.replace(right, forgetful));
  };
  const some = build("forgetful", given, wrong).filter((path) => /^documents\/txt-[0-9]+\.html$/.test(path));
  assert.ok(some.length > 0);
  for (const policy of [true, false]) {
    const site = await served(folder("forgetful"), policy);
    closing.push(site.close);
    const found = await visit(addresses(site, some), () => true, 1, policy ? used : look(site));
    const which = (pattern) => found.filter((what) => pattern.test(what)).length;
    assert.equal(which(/: ran in /) > 0, !policy, `${which(/: ran in /)} ran ${policy ? "with" : "without"} the policy: ${found.slice(0, 9).join("\n")}`);
    assert.equal(which(/: against the policy: script-src/) > 0, policy, `${found.slice(0, 9).join("\n")}`);
    if (!policy) assert.ok(which(/is not of the theme|is not the theme's|holds a script|has the handler/) > 0, "and its elements are seen");
  }
});

test("under the policy, no page runs, asks for or opens anything", async (test) => {
  const some = pages.filter((_, n) => n % STEP === 0);
  none(await visit(addresses(strict, some), allowedBy(strict), TABS, used), "with the policy");
  test.diagnostic(`${some.length} pages opened with the policy, ${clock()}`);
});

test("without the policy, no page runs, asks for or opens anything either", async (test) => {
  none(await visit(addresses(bare), allowedBy(bare), TABS, look(bare)), "without the policy");
  test.diagnostic(`${pages.length} pages opened and read without the policy, ${clock()}`);
});

test("from a folder, no page runs anything", async () => {
  const origin = pathToFileURL(`${folder("hostile")}/`).href;
  const some = pages.filter((_, n) => n % 40 === 0);
  none(await visit(some.map((path) => origin + encodeURI(path)), (url) => url.startsWith(origin), TABS, look({ origin })), "from a folder");
});

// Words that are typed, and addresses that hold them.
const asked = [...payloads.map(({ text }) => text), ...payloads.filter(({ n }) => n % 7 === 0).map(({ n }) => `zq${n}`), "annexa_ran", "script", "img", "onerror", "javascript", "constructor", "__proto__"];
const query = (text) => encodeURIComponent(text.toWellFormed());

test("what is searched for is text: in the address, in the fields, in the results", async () => {
  for (const site of [bare, strict]) {
    // Three parts of an address hold a text: each text stands in one of them.
    const all = packs(asked, 3).filter((_, n) => site === bare || n % 8 === 0);
    const urls = all.map(([one, two = one, three = two]) => `${site.origin}search.html?q=${query(one)}&owner=${query(two)}&state=__proto__#${query(three)}`);
    none(await visit(urls, allowedBy(site), TABS, async (page) => {
      await page.waitForFunction(() => document.querySelector("#search-results")?.childElementCount || !document.querySelector("#search-none")?.hidden || document.querySelector(".search:not([hidden])"));
      await page.evaluate(async () => { await globalThis.annexaSearch.ready(); });
      const found = await page.evaluate(problems, { known, origin: site.origin });
      await page.evaluate(touched);
      return found.filter((what) => !what.startsWith("went"));
    }).then((found) => found.filter((what) => !/ went to [^ ]*\/search\.html/.test(what))), "search page");
  }
  const { open, seen, close } = await watched(allowedBy(bare));
  const page = await open();
  await page.goto(`${bare.origin}glossary.html`);
  const found = [];
  let results = 0;
  for (const text of asked) {
    await page.locator("#quick-search").fill(text.replaceAll("\0", ""));
    await page.evaluate(async (words) => { await globalThis.annexaSearch?.ready?.(); await globalThis.annexaSearch?.ask?.(words); }, text);
    await page.waitForTimeout(10);
    results += await page.locator(".found .hit").count();
    found.push(...(await page.evaluate(problems, { known, origin: bare.origin })).map((what) => `${text}: ${what}`));
  }
  none([...found, ...seen], "the field of every page");
  assert.ok(results > 100, `${results} hits were shown`);
  await close();
});

test("an address that nothing has is answered with text", async () => {
  for (const site of [strict, bare]) none(await visit(payloads.filter(({ n }) => n % 3 === 0).map(({ text }) => `${site.origin}nowhere/${query(text).replaceAll(".", "%2E")}?${query(text)}#${query(text)}`), allowedBy(site), TABS, look(site)), "the page for what is not there");
});

test("the feed and the drawings run nothing when they are opened on their own", async () => {
  const published = files.filter((path) => path.startsWith("assets/drawings/"));
  assert.deepEqual(published, drawings.filter((one) => one.harmless).map(({ id }) => `assets/drawings/${id}.svg`).sort());
  const alone = [...files.filter((path) => path.endsWith(".xml") || path.endsWith(".svg"))];
  assert.ok(alone.some((path) => path.endsWith("changes.xml")));
  const parsed = async (page, address) => {
    await page.evaluate(() => { for (const element of document.querySelectorAll("*")) for (const kind of ["load", "click", "mouseover", "focus", "begin"]) element.dispatchEvent(new Event(kind)); });
    const names = await page.evaluate(() => Array.from(document.querySelectorAll("*"), (element) => `${element.namespaceURI} ${element.localName}`));
    return address.endsWith(".svg") && names.some((name) => !name.startsWith("http://www.w3.org/2000/svg")) ? [`not a drawing: ${names}`] : [];
  };
  none(await visit(addresses(bare, alone), (url) => allowedBy(bare)(url) || url.startsWith("data:image/png"), 1, parsed), "opened on their own");
});

test("data files hold no tag and no formula", () => {
  const read = (path) => readFileSync(join(folder("hostile"), path), "utf8");
  for (const path of files.filter((path) => /^search\/.*\.js$/.test(path))) assert.ok(!/[<\u2028\u2029]/.test(read(path)), `${path} could end its script`);
  for (const path of files.filter((path) => path.endsWith(".json"))) JSON.parse(read(path));
  for (const path of files.filter((path) => path.startsWith("downloads/") && path.endsWith(".csv"))) {
    for (const cell of read(path).matchAll(/(?:^|,|\r\n)"?\s*([=+@\t])/g)) assert.fail(`${path}: a cell begins with ${JSON.stringify(cell[1])} at ${cell.index}`);
  }
  for (const path of files.filter((path) => path.endsWith(".ics"))) for (const line of read(path).split("\r\n")) assert.ok(!/^(ATTACH|END:VALARM)/.test(line) && !line.includes("\n"), `${path}: ${line}`);
});
