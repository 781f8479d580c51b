// The search as a reader uses it: below the field of every page, and on its own page. By file://, as by a double click.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { complete, hold, PANEL, RESULTS } from "./asking.mjs";
import { violations } from "./axe.mjs";
import { becomes, open as opened, read as file, site } from "./support.mjs";

const annexa = process.env.ANNEXA || fileURLToPath(new URL("../../target/release/annexa", import.meta.url));

// A page that fails its test when anything goes wrong in it or leaves the folder.
async function open(path, options, use) {
  const { page, troubles, close } = await opened(path, options);
  await use(page);
  assert.deepEqual(troubles, []);
  await close();
}

const read = (within) => within.locator("li.hit").evaluateAll((items) => items.map((item) => ({
  title: item.querySelector(".hit-title a").textContent,
  address: item.querySelector(".hit-title a").getAttribute("href"),
  facts: item.querySelector(".hit-facts").innerText.replace(/\s+/g, " ").trim(),
  state: item.querySelector(".badge")?.textContent ?? "",
  due: item.querySelector("time")?.getAttribute("datetime") ?? "",
  sections: [...item.querySelectorAll(".hit-sections li")].map((part) => ({ heading: part.querySelector("a").textContent, address: part.querySelector("a").getAttribute("href"), text: part.querySelector(".hit-text")?.textContent ?? "", marks: [...part.querySelectorAll("mark")].map((mark) => mark.textContent) })),
})));

// What the search page finds.
async function results(page, query) {
  await page.locator("#search").fill("");
  await page.waitForFunction(() => !document.querySelector("#search-results li") && document.querySelector("#search-none").hidden);
  await page.locator("#search").fill(query);
  await complete(page, RESULTS, query);
  return read(page.locator("#search-results"));
}

// What the panel below the field finds.
async function panel(page, query) {
  await page.locator("#quick-search").fill(query);
  await complete(page, PANEL, query);
  return read(page.locator(".found"));
}

test("results stand below the field of every page while typing, and nothing is loaded before", async () => {
  for (const path of ["index.html", "documents/pol-005.html", "soa.html", "404.html"]) {
    await open(path, {}, async (page) => {
      const ofSearch = () => page.evaluate(() => Array.from(document.scripts, ({ src }) => src).filter((src) => /\/search\/|search-\w+\.js/.test(src)));
      assert.deepEqual(await ofSearch(), [], `${path} loads nothing of the search by itself`);
      await page.locator("#quick-search").focus();
      await page.waitForFunction(() => globalThis.annexaSearch.index);
      assert.ok((await ofSearch()).some((url) => url.endsWith("search/index.js")));
      await page.locator("#quick-search").pressSequentially("backup");
      await complete(page, PANEL, "backup");
      const [first] = await read(page.locator(".found"));
      assert.equal(first.title, "Backup policy", path);
      assert.equal(await page.locator(".found-foot a").getAttribute("href").then((url) => url.replace(/^\.\.\//, "")), "search.html?q=backup");
    });
  }
});

test("a hit says what it is, in which state, and leads to its sections with the words marked", async () => {
  await open("documents/pol-005.html", {}, async (page) => {
    const [backup] = await panel(page, "backup restore");
    assert.equal(backup.address, "../documents/pol-010.html");
    assert.equal(backup.facts, "POL-010 Policy In date next review 29 March 2027");
    assert.equal(backup.due, "2027-03-29");
    assert.ok(backup.sections.length >= 1 && backup.sections.length <= 3);
    for (const section of backup.sections) {
      assert.match(section.address, /^\.\.\/documents\/pol-010\.html#./);
      assert.ok(section.text.length > 20, "a section has an excerpt");
      assert.ok(section.marks.length > 0, "the words are marked");
    }
    await page.locator(".found .hit-sections a").first().click();
    await page.waitForURL(/pol-010\.html#/);
    assert.ok(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))), "the section exists");
  });
});

test("the state of a hit follows the day of reading", async () => {
  await open("search.html", { at: "2027-04-10" }, async (page) => {
    const found = await results(page, "POL-010");
    assert.equal(found[0].state, "Review overdue");
  });
});

test("the keyboard is enough: slash, arrows, Enter, Escape", async () => {
  await open("documents/pol-005.html", {}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    const link = page.locator("nav.tree a").first();
    await link.focus();
    await page.keyboard.press("/");
    assert.equal(await focused(), "quick-search");
    await page.keyboard.type("backup");
    await page.waitForFunction(() => /pages found/.test(document.querySelector(".quick [role=status]").textContent));
    await page.keyboard.press("ArrowDown");
    await becomes(focused, "Backup policy");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => Boolean(document.activeElement.closest(".hit-sections"))), true);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(), "quick-search");
    await page.keyboard.press("ArrowDown");
    await becomes(focused, "Backup policy");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".found").isVisible(), false);
    assert.equal(await focused(), "quick-search");
    await page.keyboard.press("Escape");
    assert.equal(await focused(), await link.textContent(), "Escape returns to where the reader was");
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await becomes(focused, "Backup policy");
    await page.keyboard.press("Enter");
    await page.waitForURL(/documents\/pol-010\.html/);
  });
});

// The file that says whether the handbook has a word; while it is held, no answer to the word is there.
function fileOf(word) {
  const index = JSON.parse(file("search/index.js").replace(/^annexaIndex\(/, "").replace(/\);\s*$/, ""));
  const number = index.words.findLastIndex((start) => start <= word);
  return new RegExp(`/words-${number}\\.js$`);
}

test("an arrow down enters the results of the words typed, not of those before them", async () => {
  for (const [path, field, list, before] of [["index.html", "#quick-search", PANEL, PANEL], ["search.html", "#search", "#search-results", RESULTS]]) {
    await open(path, {}, async (page) => {
      const words = await hold(page, fileOf("backup"));
      await page.reload();
      const inside = (css) => page.locator(css).evaluate((here) => here.contains(document.activeElement));
      const focused = () => page.evaluate(() => document.activeElement.textContent);
      await page.locator(field).focus();
      await page.keyboard.type("visitor");
      await complete(page, before, "visitor");
      await page.keyboard.press("Control+A");
      await page.keyboard.type("backup");
      await page.keyboard.press("ArrowDown");
      await words.arrived;
      assert.equal(await inside(field), true, `${path}: not into the results of “visitor”`);
      words.release();
      await becomes(focused, "Backup policy", path);
      await complete(page, before, "backup");
      assert.deepEqual([await focused(), await inside(list)], ["Backup policy", true], `${path}: what comes later moves nobody`);
    });
    // The same before there is any result; whoever types on stays in the field.
    await open(path, {}, async (page) => {
      const words = await hold(page, fileOf("backup"));
      await page.reload();
      const focused = () => page.evaluate(() => document.activeElement.textContent);
      await page.locator(field).focus();
      await page.keyboard.type("backup");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.type(" restore");
      await words.arrived;
      words.release();
      await complete(page, before, "backup restore");
      assert.equal(await page.locator(field).evaluate((here) => here === document.activeElement && here.value), "backup restore", path);
      await page.keyboard.press("ArrowDown");
      await becomes(focused, "Backup policy", path);
    });
  }
});

test("a file that cannot be read holds up no other question, and is asked for again", async () => {
  const { page, troubles, close } = await opened("index.html");
  const fails = fileOf("penetration");
  await page.route(fails, (route) => route.abort());
  await page.reload();
  await page.locator("#quick-search").fill("penetration");
  await becomes(() => troubles.some((said) => said.includes("ERR_FAILED")), true);
  assert.equal((await panel(page, "visitor"))[0].title, "Office security policy");
  await page.unroute(fails);
  assert.equal((await panel(page, "penetration"))[0].title, "Penetration test");
  assert.deepEqual(troubles.filter((said) => !said.includes("ERR_FAILED")), []);
  await close();
});

test("whoever is among the first results stays at a link when those between come", async () => {
  await open("index.html", {}, async (page) => {
    await page.locator("#quick-search").focus();
    await page.waitForFunction(() => globalThis.annexaSearch?.index && globalThis.annexaSearch.ask);
    const files = await page.evaluate(async () => {
      const { ask, index } = globalThis.annexaSearch;
      return (await ask("backup")).hits.slice(0, 5).map(({ page }) => index.pages.findLastIndex((first) => first <= page));
    });
    const late = files.findIndex((file, i) => i > 0 && i < 4 && files.indexOf(file) === i && files[i + 1] !== file);
    assert.ok(late > 0, `a result between others has a file of its own: ${files}`);
    const held = await hold(page, new RegExp(`/pages-${files[late]}\\.js$`));
    await page.reload();
    await page.locator("#quick-search").fill("backup");
    await held.arrived;
    const links = page.locator(`${PANEL} .hit-title a`);
    await becomes(() => links.count(), 5 - files.filter((file) => file === files[late]).length, "those that are there");
    await links.nth(late).focus();
    const address = await links.nth(late).getAttribute("href");
    held.release();
    await becomes(() => links.count(), 5, "all");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), address);
  });
});

test("what is typed before a page is complete is answered, and stays", async () => {
  await open("about.html", {}, async (page) => {
    const logo = await hold(page, /\/assets\/|\/icon\.svg$/);
    await page.goto(new URL("index.html", page.url()).href, { waitUntil: "commit" });
    await page.locator("#quick-search").fill("backup");
    await complete(page, PANEL, "backup");
    assert.equal(await page.evaluate(() => document.readyState), "interactive", "the page is not complete yet");
    await page.evaluate(() => addEventListener("pageshow", () => setTimeout(() => { globalThis.isComplete = true; })));
    logo.release();
    await page.waitForFunction(() => globalThis.isComplete);
    assert.equal(await page.locator(".found .hit-title").first().isVisible(), true);
  });
});

test("the search page takes the cursor into its field, but from nobody who is elsewhere by then", async () => {
  await open("about.html", {}, async (page) => {
    for (const [elsewhere, then] of [[null, "search"], [".skip", "skip"]]) {
      const index = await hold(page, /\/search\/index\.js$/);
      await page.goto(new URL("search.html", page.url()).href, { waitUntil: "commit" });
      await index.arrived;
      if (elsewhere) await page.locator(elsewhere).focus();
      index.release();
      await page.waitForFunction(() => globalThis.annexaSearch?.index && document.readyState === "complete");
      await becomes(() => page.evaluate(() => document.activeElement.id || document.activeElement.className), then);
      await page.unroute(/\/search\/index\.js$/);
    }
  });
});

test("the slash is a slash where shortcuts are off", async () => {
  await open("documents/pol-005.html", {}, async (page) => {
    await page.evaluate(() => { document.body.dataset.shortcuts = "off"; });
    await page.keyboard.press("/");
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "quick-search");
  });
});

test("Enter leads to all results, an id straight to its page", async () => {
  for (const [query, leadsTo] of [["backup", /search\.html\?q=backup$/], ["POL-005", /documents\/pol-005\.html$/], ["a.5.15", /controls\/a\.5\.15\.html$/]]) {
    await open("index.html", {}, async (page) => {
      await page.locator("#quick-search").fill(query);
      await page.locator("#quick-search").press("Enter");
      await page.waitForURL(leadsTo);
    });
  }
  await open("documents/pol-005.html", {}, async (page) => {
    await page.locator("#quick-search").fill("lost laptop");
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/search\.html\?q=lost%20laptop$/);
    await page.waitForSelector("#search-results li");
    await becomes(() => page.locator("#search").inputValue(), "lost laptop");
  });
});

test("ids are found as people write them", async () => {
  await open("search.html", {}, async (page) => {
    for (const [query, leadsTo] of [
      ["POL-005", "documents/pol-005.html"], ["pol 5", "documents/pol-005.html"], ["pol5", "documents/pol-005.html"], ["a.5.15", "controls/a.5.15.html"],
      ["5.15", "controls/a.5.15.html"], ["R-002", "risks/r-002.html"], ["r2", "risks/r-002.html"], ["6.1.3", "clauses/6.1.3.html"], ["what does POL-010 say", "documents/pol-010.html"],
      ["clause 9.2", "clauses/9.2.html"],
    ]) assert.equal((await results(page, query))[0].address, leadsTo, query);
  });
});

test("pages are found by words, questions, beginnings, typing errors and words for the same thing", async () => {
  await open("search.html", {}, async (page) => {
    const first = async (query) => (await results(page, query))[0].title;
    assert.equal(await first("backup"), "Backup policy");
    assert.equal(await first("back up"), "Backup policy");
    assert.equal(await first("bakcup"), "Backup policy");
    assert.match(await page.locator("#search-told").textContent(), /“bakcup” is not in the handbook.*“backup”/);
    assert.match(await first("can I use my own phone"), /Device policy/);
    assert.match(await first("cryptogr"), /Cryptography/);
    assert.equal(await first("WFH"), "Remote working policy");
    assert.equal(await first("dpo"), "Data Protection Officer");
  });
});

// The questions that the home page of the example suggests, and the documents that answer them.
test("the questions of the home page lead to their answers first", async () => {
  const answers = ["Device policy", "Reporting a security event", "Talking with customers and the public"];
  await open("index.html", {}, async (page) => {
    const asked = await page.locator("a.question").evaluateAll((links) => links.map((link) => link.textContent));
    assert.equal(asked.length, answers.length);
    await page.goto(new URL("search.html", page.url()).href);
    for (const [i, question] of asked.entries()) assert.equal((await results(page, question))[0].title, answers[i], question);
  });
});

test("a question of a document leads to it first, also when it is put a little otherwise", async () => {
  await open("search.html", {}, async (page) => {
    for (const [question, leadsTo] of [
      ["What do I do when I lose my phone?", "Reporting a security event"],
      ["how long can I put off updates", "Device policy"],
      ["how do I send files to customers", "Information classification and handling policy"],
    ]) assert.equal((await results(page, question))[0].title, leadsTo, question);
  });
});

test("the address holds the words and the filters; filters narrow what is shown and count what they would", async () => {
  await open("search.html?q=access&type=policy", {}, async (page) => {
    await page.waitForSelector("#search-results li");
    const shown = await read(page.locator("#search-results"));
    assert.ok(shown.every(({ facts }) => / Policy /.test(`${facts} `)), "only policies");
    const option = await page.locator("#filter-type option:checked").textContent();
    assert.equal(Number(/\((\d+)\)/.exec(option)[1]), shown.length, "the count of the filter is what it shows");
    await page.locator("#filter-owner").selectOption({ index: 1 });
    await page.waitForFunction((before) => document.querySelectorAll("#search-results > li").length < before, shown.length);
    await page.waitForURL(/owner=/);
    const url = new URL(page.url());
    assert.equal(url.searchParams.get("q"), "access");
    assert.equal(url.searchParams.get("type"), "policy");
    assert.ok(url.searchParams.get("owner"));
    await page.locator("#filter-state").selectOption("in-date");
    await page.waitForURL(/state=in-date/);
    const left = await page.locator("#filter-state option:checked").textContent();
    await becomes(() => page.locator("#search-results > li").count(), Number(/\((\d+)\)/.exec(left)[1]));
    const titles = (await read(page.locator("#search-results"))).map(({ title }) => title);
    await page.reload();
    await page.waitForSelector("#search-results li");
    assert.deepEqual((await read(page.locator("#search-results"))).map(({ title }) => title), titles, "the address leads to the same results");
  });
});

test("filters without words list what they leave", async () => {
  await open("search.html?state=superseded", {}, async (page) => {
    await page.waitForSelector("#search-results li");
    for (const { state } of await read(page.locator("#search-results"))) assert.equal(state, "Superseded");
  });
});

test("more results come on demand", async () => {
  await open("search.html?q=security", {}, async (page) => {
    await complete(page, RESULTS, "security");
    assert.equal(await page.locator("#search-results > li").count(), 20);
    await page.locator("#search-more").click();
    await page.waitForFunction(() => document.querySelectorAll("#search-results > li").length === 40);
    await becomes(() => page.evaluate(() => [...document.querySelectorAll("#search-results > li")].findIndex((item) => item.contains(document.activeElement))), 20);
  });
});

test("nothing found is no dead end", async () => {
  await open("search.html", {}, async (page) => {
    assert.deepEqual(await results(page, "ohishing"), []);
    const none = page.locator("#search-none");
    assert.match(await none.textContent(), /Nothing found for “ohishing”/);
    assert.equal(await none.locator("a", { hasText: "phishing" }).first().getAttribute("href"), "search.html?q=phishing");
    assert.ok(await none.locator("a[href^='mailto:']").count(), "whom to ask");
    assert.ok(await page.locator("#a-to-z").isVisible());
    assert.deepEqual(await results(page, "xyzzyplugh"), []);
  });
  await open("documents/pol-005.html", {}, async (page) => {
    assert.deepEqual(await panel(page, "xyzzyplugh"), []);
    assert.match(await page.locator(".found").textContent(), /Nothing found for “xyzzyplugh”.*Ask/);
    assert.equal(await page.locator(".found-foot a").getAttribute("href"), "../search.html");
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`panel, results and an empty result are accessible and fit a phone, ${colorScheme}`, async () => {
    const found = [];
    for (const width of [320, 1280]) {
      for (const [path, query] of [["index.html", "phone"], ["documents/pol-005.html", "phone"], ["documents/pol-005.html", "xyzzyplugh"], ["search.html", "phone"], ["search.html", "ohishing"]]) {
        await open(path, { colorScheme, viewport: { width, height: 700 } }, async (page) => {
          await (path === "search.html" ? results(page, query) : panel(page, query));
          found.push(...(await violations(page)).map((violation) => `${path} ${width} “${query}”: ${violation}`));
          const reached = await page.evaluate(() => document.scrollingElement.scrollWidth);
          if (reached > width) found.push(`${path} ${width} “${query}” is ${reached} wide`);
          const below = page.locator(".found");
          const box = (await below.count()) ? await below.boundingBox() : null;
          if (box && width === 320) assert.deepEqual([box.x, box.width], [0, 320], "the panel is as wide as a phone");
        });
      }
    }
    assert.deepEqual(found, []);
  });
}

test("a tap opens a hit, a tap elsewhere closes the panel", async () => {
  await open("documents/pol-005.html", { hasTouch: true, viewport: { width: 390, height: 800 } }, async (page) => {
    await page.locator("#quick-search").tap();
    await panel(page, "backup");
    await page.locator(".crumbs").dispatchEvent("pointerdown");
    assert.equal(await page.locator(".found").isVisible(), false);
    await page.locator("#quick-search").blur();
    await page.locator("#quick-search").tap();
    await complete(page, PANEL, "backup");
    await page.locator(".found .hit-title a").first().tap();
    await page.waitForURL(/pol-010\.html/);
  });
});

// Builds a handbook of a few documents in a language, and asks it.
async function inLanguage(language, documents, use) {
  assert.ok(existsSync(annexa), "ANNEXA names the program, to build handbooks in other languages with");
  const folder = mkdtempSync(join(tmpdir(), "annexa-search-"));
  mkdirSync(join(folder, "documents"));
  writeFileSync(join(folder, "handbook.toml"), `schema = 1\ntitle = "T"\nlanguage = "${language}"\n`);
  for (const [name, title, text] of documents) {
    writeFileSync(join(folder, "documents", `${name}.md`), `+++\nid = "${name.toUpperCase()}"\ntype = "policy"\nstatus = "approved"\n+++\n\n# ${title}\n\n${text}\n`);
  }
  // What the checks find in so little is of no matter here.
  spawnSync(annexa, ["build", folder, "--today", "2026-11-21", "--output", join(folder, "site")]);
  await open("search.html", { folder: join(folder, "site") }, use);
  rmSync(folder, { recursive: true });
}

test("words are found in languages that put no spaces between them", async () => {
  await inLanguage("zh", [
    ["pol-001", "信息安全政策", "本政策适用于所有员工。\n\n## 密码管理\n\n员工必须使用密码管理器，不得与他人共享密码。"],
    ["pol-002", "移动设备政策", "员工不得在笔记本电脑上保存客户数据。\n\n## 丢失设备\n\n丢失笔记本电脑时，应立即联系信息技术部门。"],
    ["pol-003", "备份政策", "每天备份一次数据库。"],
  ], async (page) => {
    assert.equal((await results(page, "我的笔记本电脑丢失了怎么办"))[0].title, "移动设备政策");
    const [password] = await results(page, "共享密码");
    assert.equal(password.title, "信息安全政策");
    assert.equal(password.sections[0].heading, "密码管理");
    assert.ok(password.sections[0].marks.includes("密码"), "words within a run are marked");
    assert.equal((await results(page, "备"))[0].title, "备份政策");
    assert.equal((await results(page, "pol 2"))[0].title, "移动设备政策");
  });
  await inLanguage("ja", [
    ["pol-001", "アクセス制御方針", "利用者は機密情報を共有してはならない。"],
    ["pol-002", "バックアップ方針", "データベースを毎日バックアップする。"],
  ], async (page) => {
    assert.equal((await results(page, "機密情報の共有"))[0].title, "アクセス制御方針");
    assert.equal((await results(page, "バックアップ"))[0].title, "バックアップ方針");
  });
});

test("words are found in languages with rules of their own", async () => {
  await inLanguage("de", [["pol-001", "Zugriffsrichtlinie", "Niemand darf Passwörter weitergeben."], ["pol-002", "Geräterichtlinie", "Verlorene Geräte werden gemeldet."]], async (page) => {
    assert.equal((await results(page, "Passwort weitergeben"))[0].title, "Zugriffsrichtlinie");
    assert.equal((await results(page, "verlorenes Gerät"))[0].title, "Geräterichtlinie");
  });
  await inLanguage("ko", [["pol-001", "정보보호 정책", "모든 직원은 비밀번호를 공유하지 않는다."], ["pol-002", "백업 정책", "매일 백업을 수행한다."]], async (page) => {
    assert.equal((await results(page, "비밀번호 공유"))[0].title, "정보보호 정책");
  });
  await inLanguage("ar", [["pol-001", "سياسة أمن المعلومات", "يجب على الموظفين عدم مشاركة كلمة المرور."], ["pol-002", "سياسة النسخ الاحتياطي", "يتم النسخ الاحتياطي يوميا."]], async (page) => {
    assert.equal((await results(page, "كلمة المرور"))[0].title, "سياسة أمن المعلومات");
  });
});
