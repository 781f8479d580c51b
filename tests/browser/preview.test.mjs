// `annexa serve` as whoever writes sees it: the page follows the files and keeps its place, the panel says what was found, and nothing that goes
// wrong takes the page away.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { launch } from "./firefox.mjs";
import { bars, known, panel, toggle, withPreview } from "./serve.mjs";
import { becomes, PATIENCE } from "./support.mjs";

const FILE = "documents/access/pol-005-access-control.md";
const PAGE = "documents/pol-005.html";
// A sentence in the middle of the policy, and one at its beginning.
const MIDDLE = "Silence is not approval.";
const START = "You get the access your work needs";
const BROKEN = "See the [guide to nothing](../nowhere.md). ";

const mark = (page) => page.evaluate(() => { globalThis.marked = true; });
const isMarked = (page) => page.evaluate(() => globalThis.marked === true);
const text = (locator) => locator.innerText().then((said) => said.replace(/\s+/g, " ").trim());
const waitForText = (page, words) => page.locator("main", { hasText: words }).waitFor();
const top = (page, words) => page.getByText(words).first().evaluate((element) => element.getBoundingClientRect().top);
const hide = (page, isHidden = true) => page.evaluate((hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}, isHidden);
// The place from which a page is compared, once nothing moves any more.
async function scrolledTo(page, words) {
  await page.getByText(words).first().evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return top(page, words);
}

test("a saved policy is on screen by itself, at the place that was being read", async () => {
  await withPreview(async (project) => {
    const { page, troubles } = await project.open(PAGE);
    const before = await scrolledTo(page, MIDDLE);
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    await becomes(async () => Math.abs(await top(page, MIDDLE) - before) < 3, true, "a line longer");
    await known(page);
    // The page grows above, by more than a window.
    project.edit(FILE, START, `${"A paragraph before all others.\n\n".repeat(40)}${START}`);
    await waitForText(page, "A paragraph before all others.");
    await becomes(async () => Math.abs(await top(page, MIDDLE) - before) < 3, true, "longer above");
    await known(page);
    project.write(FILE, project.read(FILE).replaceAll("A paragraph before all others.\n\n", ""));
    await page.locator("main", { hasText: "A paragraph before all others." }).waitFor({ state: "detached" });
    await becomes(async () => Math.abs(await top(page, MIDDLE) - before) < 3, true, "shorter above");
    assert.deepEqual(troubles, []);
  });
});

test("who scrolls before the last image has come stays there", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    await scrolledTo(page, MIDDLE);
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await page.route("**/assets/logo.svg", (route) => released.then(() => route.continue()));
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    await known(page);
    assert.equal(await page.evaluate(() => document.readyState), "interactive", "the image has not come");
    const before = await page.evaluate(() => scrollY);
    await page.mouse.move(640, 450);
    await page.mouse.wheel(0, -300);
    await becomes(async () => before - await page.evaluate(() => scrollY), 300);
    release();
    await page.waitForLoadState("load");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.equal(before - await page.evaluate(() => scrollY), 300);
  });
});

test("without a storage the page follows, and the browser keeps its place", async () => {
  await withPreview(async (project) => {
    const prepare = (page) => page.addInitScript(() => { Storage.prototype.setItem = () => { throw new Error("full"); }; });
    const { page } = await project.open(PAGE, { prepare });
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    await known(page);
    assert.equal(await page.evaluate(() => history.scrollRestoration), "auto");
  });
});

test("what was typed, opened and focused is still so after a change", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open("soa.html");
    await page.locator("#filter").fill("cryptography");
    await becomes(() => page.locator("tr[id^='c-']:visible").count(), 1);
    await page.locator("#filter").evaluate((field) => field.setSelectionRange(3, 3));
    await mark(page);
    project.edit("handbook.toml", "Brightmoor security handbook", "Brightmoor book of rules");
    await page.locator(".brand", { hasText: "book of rules" }).waitFor();
    await becomes(() => page.locator("#filter").inputValue(), "cryptography");
    await becomes(() => page.locator("tr[id^='c-']:visible").count(), 1);
    assert.deepEqual(await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart]), ["filter", 3]);
    assert.equal(await isMarked(page), false);
  });
});

test("a change elsewhere leaves the page alone and brings its findings", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    await mark(page);
    const before = await text(toggle(page));
    project.edit("documents/people/pol-004-remote-working.md", "\n## ", `\n${BROKEN}\n\n## `);
    await page.waitForFunction((words) => document.querySelector("annexa-preview").shadowRoot.getElementById("toggle").textContent.startsWith(words), "Preview: 1 error,", { timeout: PATIENCE });
    assert.notEqual(await text(toggle(page)), before);
    await toggle(page).click();
    await becomes(() => text(panel(page).locator("li.deny .where")), `documents/people/pol-004-remote-working.md:${place(project).line}:${place(project).column}`);
    assert.equal(await bars(page).locator(".bad").count(), 0, "the error is not on this page");
    assert.ok(await isMarked(page), "the page was not loaded again");
    // The link to the page that has it.
    await panel(page).locator("li.deny").getByRole("link", { name: "See the page" }).click();
    await page.waitForURL(project.address("documents/pol-004.html"));
    await bars(page).locator(".bad").waitFor();
    assert.ok(await panel(page).isVisible(), "the panel stays open from page to page");
  });
});

// Where `annexa check` sees the one error.
function place(project, code = "broken-link") {
  const found = project.check().findings.filter((finding) => finding.code === code);
  assert.equal(found.length, 1);
  return found[0];
}

test("an error is told over the page, with the place that `annexa check` names and a link to it in the editor", async () => {
  await withPreview(async (project) => {
    const { page, troubles } = await project.open(PAGE);
    project.edit(FILE, START, BROKEN + START);
    const bar = bars(page).locator(".bad");
    await bar.waitFor();
    const { path, line, column } = place(project);
    const where = `${path}:${line}:${column}`;
    assert.equal(await text(bar), `An error on this page: ../nowhere.md does not exist ${where} Dismiss`);
    const link = bar.getByRole("link", { name: where });
    assert.equal(await link.getAttribute("href"), `vscode://file${project.root}/${where}`);
    assert.ok(await page.locator("main", { hasText: "guide to nothing" }).isVisible(), "the page stays below");
    // Dismissed, it stays so while other things change, and comes back with another error.
    await bar.getByRole("button", { name: "Dismiss" }).click();
    await becomes(() => bar.count(), 0);
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    await known(page);
    assert.equal(await bar.count(), 0);
    project.edit(FILE, START, `See the [other guide](../neither.md). ${START}`);
    await bar.waitFor();
    await becomes(async () => /^2 errors on this page/.test(await text(bar)), true);
    await toggle(page).click();
    assert.equal(await text(panel(page).locator("h3").first()), "This page");
    assert.deepEqual(await panel(page).locator("ul").first().locator(".level").evaluateAll((levels) => levels.slice(0, 2).map((level) => level.textContent)), ["Error", "Error"]);
    // Mended, it is gone.
    project.write(FILE, project.read(FILE).replace(BROKEN, "").replace("See the [other guide](../neither.md). ", ""));
    await becomes(() => bar.count(), 0);
    assert.deepEqual(troubles, []);
  });
});

test("without an editor a place is copied", async () => {
  await withPreview(async (project) => {
    project.edit(FILE, START, BROKEN + START);
    const { page } = await project.open(PAGE, { permissions: ["clipboard-read", "clipboard-write"] });
    const { path, line, column } = place(project);
    await toggle(page).click();
    await panel(page).getByRole("button", { name: `Copy ${path}:${line}:${column}` }).click();
    await becomes(() => page.evaluate(() => navigator.clipboard.readText()), `${path}:${line}:${column}`);
    await becomes(() => text(page.locator("annexa-preview [role=status]")), `Copied ${path}:${line}:${column}`);
  }, { more: [] });
});

test("levels are shown and hidden by their buttons, and the choice is kept", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    await toggle(page).click();
    const levels = () => panel(page).locator(".level").evaluateAll((all) => [...new Set(all.map((level) => level.textContent))]);
    await becomes(levels, ["Warning", "Note"]);
    await panel(page).getByRole("button", { name: /^\d+ warnings$/ }).click();
    await becomes(levels, ["Note"]);
    await page.reload();
    await becomes(levels, ["Note"]);
    await panel(page).getByRole("button", { name: /^\d+ notes$/ }).click();
    await becomes(() => text(panel(page).locator(".list")), "Nothing of the chosen levels.");
  });
});

test("a broken template and broken settings are told, the page stays, and both can be mended", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    const bar = bars(page).locator(".bad");
    project.write("theme/templates/document.html", "{% block x");
    await bar.waitFor();
    assert.match(await text(bar), /^A template does not work, so the last one that did is used: .* theme\/templates\/document\.html:1:10 Dismiss$/);
    assert.ok(await page.locator("main", { hasText: START }).isVisible());
    project.remove("theme");
    await becomes(() => bar.count(), 0);
    const settings = project.read("handbook.toml");
    project.write("handbook.toml", `title = [\n${settings}`);
    await bar.waitFor();
    assert.match(await text(bar), /^The settings are not used as they stand: .* handbook\.toml:\d+:\d+ Dismiss$/);
    assert.ok(await page.locator("main", { hasText: START }).isVisible());
    project.write("handbook.toml", settings);
    await becomes(() => bar.count(), 0);
    await page.locator(".brand", { hasText: "Brightmoor security handbook" }).waitFor();
  });
});

test("a page without its document says so, and comes back with it", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open("documents/pol-004.html");
    const file = "documents/people/pol-004-remote-working.md";
    const before = project.read(file);
    project.remove(file);
    await becomes(async () => (await bars(page).locator(".bad").count()) && (await text(bars(page).locator(".bad"))).startsWith("This page is no longer part of the handbook."), true);
    assert.ok(await page.locator("h1", { hasText: "Remote working" }).isVisible());
    project.write(file, before);
    await becomes(() => bars(page).locator(".bad").count(), 0);
    // An address that leads nowhere yet shows its page once there is one.
    project.remove(file);
    await becomes(() => bars(page).locator(".bad").count(), 1);
    await page.reload();
    await page.locator("h1", { hasText: "Remote working" }).waitFor({ state: "detached" });
    project.write(file, before);
    await page.locator("h1", { hasText: "Remote working" }).waitFor();
  });
});

test("an image that changed is shown although the text of the page is the same", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    await mark(page);
    project.edit("assets/logo.svg", "</svg>", "<desc>another</desc></svg>");
    await becomes(() => isMarked(page).catch(() => true), false);
  });
});

test("as of another day: states, the bar, links and the way back", async () => {
  await withPreview(async (project) => {
    const { page, troubles } = await project.open(`${PAGE}?from=here#main`);
    await toggle(page).click();
    await panel(page).getByLabel("As of").fill("2027-04-01");
    await panel(page).getByRole("button", { name: "Show" }).click();
    await page.waitForURL(project.address(`__on/2027-04-01/${PAGE}?from=here#main`));
    await known(page);
    await becomes(() => text(bars(page)), "As of 1 April 2027, 131 days after the day of this preview. Back to 21 November 2026");
    assert.match(await text(page.locator("dl.strip")), /Review overdue/);
    assert.ok(await panel(page).isVisible());
    await becomes(async () => /POL-005 was due on 2027-03-24, 8 days ago/.test(await text(panel(page))), true);
    // Links of the site and of the panel stay on the day.
    await panel(page).getByRole("link", { name: "See the page" }).first().click();
    await page.waitForURL(/\/__on\/2027-04-01\//);
    await page.locator(".tree").getByRole("link", { name: "Statement of Applicability" }).click();
    await page.waitForURL(project.address("__on/2027-04-01/soa.html"));
    await bars(page).getByRole("link", { name: "Back to 21 November 2026" }).click();
    await page.waitForURL(project.address("soa.html"));
    await known(page);
    assert.equal(await bars(page).locator(".bar").count(), 0);
    // A day before this one keeps its states, too: nothing is counted to the day of reading.
    await page.goto(project.address(`__on/2026-01-05/${PAGE}`));
    await becomes(() => text(bars(page)), "As of 5 January 2026, 320 days before the day of this preview. Back to 21 November 2026");
    assert.equal(await page.locator(".brand").evaluate(() => globalThis.annexaStateOn("2026-03-01", "In date")), null);
    assert.deepEqual(troubles, []);
  });
});

test("states are those of the day of the preview, whatever the clock says", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE, { at: "2027-04-01" });
    assert.equal(await page.evaluate(() => new Date().getFullYear()), 2027);
    assert.match(await text(page.locator("dl.strip")), /In date/);
    assert.equal(await page.evaluate(() => globalThis.annexaStateOn("2026-12-01", "In date")), null);
  });
});

test("a page of another day follows the files as well", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(`__on/2027-04-01/${PAGE}`);
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    assert.equal(page.url(), project.address(`__on/2027-04-01/${PAGE}`));
  });
});

test("a preview that ended is told, and followed again once it is back", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    const before = await scrolledTo(page, MIDDLE);
    await project.kill();
    await becomes(() => text(toggle(page)), "Preview: ended");
    assert.match(await text(bars(page)), /^The preview has ended\./);
    project.edit(FILE, START, `Meanwhile. ${START}`);
    await project.restart();
    await waitForText(page, "Meanwhile.");
    await known(page);
    await becomes(() => bars(page).locator(".bar").count(), 0);
    await becomes(async () => Math.abs(await top(page, MIDDLE) - before) < 3, true);
  });
});

test("a hidden page follows nothing, and compares when it is seen", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    const other = await project.open(PAGE);
    await hide(page);
    await mark(page);
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(other.page, "A new rule.");
    assert.ok(await isMarked(page));
    await hide(page, false);
    await waitForText(page, "A new rule.");
  });
});

test("eight pages of one browser follow by one connection, which goes on when its page is hidden or closed", async () => {
  await withPreview(async (project) => {
    const { page, context } = await project.open(PAGE);
    const connections = [];
    context.on("request", (request) => request.url().endsWith("/__annexa/events") && connections.push(request));
    const pages = [page];
    while (pages.length < 8) pages.push((await project.open(PAGE, { context })).page);
    assert.deepEqual(connections, [], "the first page has the connection");
    const follow = async (rule) => {
      project.edit(FILE, MIDDLE, `${MIDDLE} ${rule}`);
      await Promise.all(pages.map(async (one) => {
        await waitForText(one, rule);
        await known(one);
      }));
    };
    await follow("A new rule.");
    await hide(pages.shift());
    await follow("Another rule.");
    await pages.shift().close();
    await follow("A last rule.");
  });
});

test("without locks each page has a connection of its own", async () => {
  await withPreview(async (project) => {
    const prepare = (page) => page.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
    const { page } = await project.open(PAGE, { prepare });
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
  });
});

test("a page that gets no connection asks by itself, and says when nobody answers", async () => {
  await withPreview(async (project) => {
    const prepare = (page) => page.route("**/__annexa/events", (route) => route.fulfill({ status: 503 }));
    const { page } = await project.open(PAGE, { prepare });
    project.edit(FILE, START, BROKEN + START);
    await waitForText(page, "guide to nothing");
    await bars(page).locator(".bad").waitFor();
    await project.kill();
    await becomes(() => text(toggle(page)), "Preview: ended");
  });
});

test("a page that was refused is asked for again", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    let since = 0;
    await page.route(`**/${PAGE}`, (route) => {
      if (route.request().method() !== "HEAD") return route.continue();
      since ||= Date.now();
      // Longer than anything is told after a change.
      return Date.now() - since < 3000 ? route.fulfill({ status: 503 }) : route.continue();
    });
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    assert.ok(since > 0);
  });
});

test("a page whose loading was stopped follows all the same", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    let held = null;
    await page.route(`**/${PAGE}`, (route) => {
      if (held || !route.request().isNavigationRequest()) return route.continue();
      held = route;
    });
    await page.evaluate(() => addEventListener("beforeunload", () => setTimeout(() => stop(), 500), { once: true }));
    project.edit(FILE, MIDDLE, `${MIDDLE} A new rule.`);
    await waitForText(page, "A new rule.");
    assert.ok(held, "the first time it was stopped");
  });
});

test("without its style sheet the panel is there", async () => {
  await withPreview(async (project) => {
    await project.open(PAGE, { prepare: (page) => page.route("**/__annexa/preview.css", (route) => route.abort()) });
  });
});

test("keys: the button opens, Tab goes in, Escape closes and gives the focus back; keys of the page are not meant", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    const focused = () => page.locator("annexa-preview").evaluate((host) => host.shadowRoot.activeElement?.id);
    await toggle(page).focus();
    assert.equal(await toggle(page).getAttribute("aria-expanded"), "false");
    await page.keyboard.press("Enter");
    await becomes(() => toggle(page).getAttribute("aria-expanded"), "true");
    assert.ok(await panel(page).isVisible());
    await page.keyboard.press("Tab");
    await becomes(focused, "close");
    await page.keyboard.press("Tab");
    await becomes(focused, "day");
    await page.keyboard.press("/");
    assert.equal(await focused(), "day", "the slash is a key of the page's search");
    await page.keyboard.press("Escape");
    await becomes(() => panel(page).isVisible(), false);
    assert.equal(await focused(), "toggle");
    assert.equal(await toggle(page).getAttribute("aria-expanded"), "false");
  });
});

test("a change of the findings is said", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open("index.html");
    const status = page.locator("annexa-preview [role=status]");
    assert.equal(await status.textContent(), "");
    project.edit(FILE, START, BROKEN + START);
    await becomes(async () => /^1 error, \d+ warnings/.test(await status.textContent()), true);
  });
});

test("the open panel and its bars violate no rule of axe: light, dark, narrow, forced colors", async () => {
  await withPreview(async (project) => {
    project.edit(FILE, START, BROKEN + START);
    for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 320, height: 640 } }, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, { forcedColors: "active" }]) {
      const { page } = await project.open(`__on/2027-04-01/${PAGE}`, options);
      await bars(page).locator(".bad").waitFor({ state: "attached" });
      const but = options.forcedColors ? ["color-contrast"] : [];
      assert.deepEqual(await violations(page, { but }), [], JSON.stringify(options));
      await toggle(page).click();
      await panel(page).locator("li").first().waitFor();
      assert.deepEqual(await violations(page, { but }), [], `${JSON.stringify(options)}, open`);
      const { width, left, right, window } = await panel(page).evaluate((element) => {
        const box = element.getBoundingClientRect();
        return { width: document.scrollingElement.scrollWidth, left: box.left, right: box.right, window: innerWidth };
      });
      assert.ok(width <= window && left >= 0 && right <= window, `${left} to ${right} of ${window}, the page ${width} wide`);
      const small = await page.locator("annexa-preview").evaluate((host) => [...host.shadowRoot.querySelectorAll("button, input, summary")].filter((element) => element.offsetHeight && Math.min(element.offsetHeight, element.offsetWidth) < 24).map((element) => element.id));
      assert.deepEqual(small, []);
    }
  });
});

test("the scheme that the page has is the panel's, and paper has neither", async () => {
  await withPreview(async (project) => {
    const { page } = await project.open(PAGE);
    const paper = () => toggle(page).evaluate((button) => getComputedStyle(button).backgroundColor);
    const body = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await paper(), await body());
    const light = await body();
    await page.locator("[data-scheme]").click();
    await becomes(async () => (await body()) !== light && (await paper()) === (await body()), true);
    await page.emulateMedia({ media: "print" });
    await becomes(() => page.locator("annexa-preview").isVisible(), false);
  });
});

test("pages to be printed are followed, and one whose policy forbids it says so", async () => {
  await withPreview(async (project) => {
    const { page, troubles } = await project.open("print/physical.html");
    assert.deepEqual(troubles, []);
    project.write("theme/templates/print.html", readFileSync(new URL("../../theme/templates/print.html", import.meta.url), "utf8").replace(" connect-src 'self';", ""));
    await becomes(() => text(toggle(page)), "Preview: blocked");
    assert.match(await text(bars(page)), /^The policy of this page \(connect-src\) keeps the preview from following it\./);
  });
});

test("five hundred findings are shown without holding the page up", async (context) => {
  await withPreview(async (project) => {
    const { page } = await project.open("404.html");
    // Of one kind in one file, 500 are listed at most.
    const broken = Array.from({ length: 300 }, (_, index) => `See the [guide to nothing ${index}](../nowhere-${index}.md).`).join("\n");
    for (const file of [FILE, "documents/access/std-001-authentication.md"]) project.write(file, `${project.read(file)}\n${broken}\n`);
    await becomes(async () => /^Preview: 600 errors/.test(await text(toggle(page))), true);
    await page.evaluate(() => {
      globalThis.longest = 0;
      new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration); }).observe({ type: "longtask", buffered: false });
    });
    const took = await toggle(page).evaluate((button) => {
      const start = performance.now();
      button.click();
      return performance.now() - start;
    });
    await becomes(() => panel(page).locator("li").count(), 500);
    assert.match(await text(panel(page).locator(".list > p")), /^… and \d+ more; annexa check lists all\.$/);
    context.diagnostic(`500 findings are drawn in ${took.toFixed(0)} ms, the longest task ${await page.evaluate(() => globalThis.longest)} ms`);
  });
});

test("in Firefox the page follows, the panel opens, and an ended preview is told and followed again", async () => {
  await withPreview(async (project) => {
    const { page, close } = await launch();
    const inside = "document.querySelector('annexa-preview').shadowRoot";
    try {
      await page.goto(project.address(PAGE));
      await page.until(`/^Preview: \\d/.test(${inside}.getElementById("toggle").textContent)`);
      await page.evaluate("document.querySelectorAll('main h2')[3].scrollIntoView()");
      const before = await page.evaluate("document.querySelectorAll('main h2')[3].getBoundingClientRect().top");
      project.edit(FILE, START, `${BROKEN}\n\n${START}`);
      await page.until(`${inside}.querySelector(".bad") !== null`);
      assert.ok(Math.abs((await page.evaluate("document.querySelectorAll('main h2')[3].getBoundingClientRect().top")) - before) < 3);
      await page.evaluate(`${inside}.getElementById("toggle").click()`);
      await page.until(`${inside}.querySelectorAll("#panel li.deny").length === 1`);
      await project.kill();
      await page.until(`${inside}.getElementById("toggle").textContent === "Preview: ended"`);
      project.edit(FILE, START, `Meanwhile. ${START}`);
      await project.restart();
      await page.until("document.querySelector('main').textContent.includes('Meanwhile.')");
    } finally {
      await close();
    }
  });
});
