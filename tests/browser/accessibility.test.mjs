// axe-core on every view, at both widths, in both schemes; and the page by keyboard.

import assert from "node:assert/strict";
import axe from "axe-core";
import { test } from "node:test";
import { addArticle, call, fixture, hashOf, onDesk, withBrowser } from "./newsroom.mjs";

const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };

async function findings(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, nodes }) => `${where}: ${impact} ${id} at ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target} (${failureSummary})`).join(", ")}`);
}

async function revised() {
  const text = fixture("harbour-market");
  const id = await addArticle("Harbour market", text);
  await call("POST", `/articles/${id}/revisions`, { text: text.replaceAll("said", "claimed") });
  return id;
}

for (const [name, viewport] of Object.entries(WIDTHS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no serious finding, ${name} and ${colorScheme}`, async () => {
      const id = await revised();
      await withBrowser(async ({ page: open, complaints }) => {
        const page = await open();
        await page.waitForSelector("#queue li");
        const found = await findings(page, "first view");
        await page.goto(`${page.url().split("#")[0]}#/articles/${id}/2`);
        await onDesk(page);
        await page.keyboard.press("c");
        await page.evaluate(() => { document.querySelector("#legend").open = true; });
        found.push(...(await findings(page, "text")));
        if (name === "narrow") {
          for (const pane of ["claim", "list"]) {
            await page.click(`#panes [value=${pane}]`);
            found.push(...(await findings(page, pane)));
          }
        }
        await page.keyboard.press("v");
        await page.waitForSelector("#changes-list .counts");
        found.push(...(await findings(page, "changes")));
        for (const [key, dialog] of [["?", "help"], ["d", "dismiss"], ["r", "revise"]]) {
          await page.keyboard.press(key);
          await page.waitForSelector(`#${dialog}[open]`);
          found.push(...(await findings(page, dialog)));
          await page.keyboard.press("Escape");
        }
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out sideways");
        assert.deepEqual(found, []);
        assert.deepEqual(complaints, []);
      }, { viewport, colorScheme });
    });
  }
}

test("Tab reaches every control in order and is never caught", async () => {
  const id = await revised();
  await withBrowser(async ({ page: open }) => {
    const page = await open(`/#/articles/${id}/2`);
    await onDesk(page);
    const seen = [];
    for (let presses = 0; presses < 90; presses++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const { activeElement: at } = document;
        return at === document.body ? "end" : at.id || at.dataset.action || at.dataset.code || at.textContent.trim().slice(0, 20);
      });
      if (here === "end") break;
      seen.push(here);
    }
    assert.equal(seen[0], "skip");
    const places = ["revisions", "revise", "claim", "confirmed", "dismiss", "comment", "list"].map((name) => seen.indexOf(name));
    assert.ok(places.every((place) => place >= 0), `all reached: ${seen}`);
    assert.deepEqual(places, places.toSorted((one, other) => one - other), `in the order of the page: ${seen}`);
  });
});

test("a screen reader hears the claim, the decision and the question that follows", async () => {
  const id = await revised();
  await withBrowser(async ({ page: open }) => {
    const page = await open(`/#/articles/${id}/2`);
    await onDesk(page);
    const heard = () => page.textContent("#announcements");
    await page.keyboard.press("j");
    assert.match(await heard(), /^Claim 2 of \d+\. .*\. .*not yet looked at\.|reopened/);
    await page.keyboard.press("w");
    assert.match(await heard(), /Wrong\./);
    const claims = await page.locator("#list [role=option]").count();
    assert.ok(claims > 5);
    assert.equal(await page.getAttribute("#list", "aria-activedescendant"), await page.getAttribute("#list [aria-selected=true]", "id"));
  });
});

test("single keys can be switched off", async () => {
  const id = await revised();
  await withBrowser(async ({ page: open }) => {
    const page = await open(`/#/articles/${id}/2`);
    await onDesk(page);
    await page.keyboard.press("?");
    await page.uncheck("#keys-on");
    await page.keyboard.press("Escape");
    const before = await hashOf(page);
    await page.keyboard.press("j");
    assert.equal(await hashOf(page), before);
  });
});
