// What an editor finds again after the page was opened anew, and claims that cannot be checked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addArticle, call, looked, onDesk, withBrowser } from "./newsroom.mjs";

const TEXT = `The tram depot burned down in 2019. The council paid 3.2 million euros for the land.

Not all the news was bad. Two inspectors were dismissed in March.`;

const open = async (page) => (await page.textContent("#progress-words")).split(" ")[0];

test("undo takes back what was decided before the page was opened anew", async () => {
  const id = await addArticle("The depot", TEXT);
  await withBrowser(async ({ page: opened, complaints }) => {
    const page = await opened(`/#/articles/${id}/1`);
    await onDesk(page);
    const claims = [];
    for (const key of ["c", "w"]) {
      claims.push((await looked(page)).claim);
      await page.keyboard.press(key);
      await page.waitForSelector("#claim-state.is-done");
      await page.keyboard.press("Enter");
    }
    await page.waitForFunction(async ([article, claim]) => {
      const answer = await fetch(`/api/v1/articles/${article}/claims/${claim}/review`);
      return (await answer.json()).state === "done";
    }, [id, claims[1]]);
    await page.reload();
    await onDesk(page);
    assert.equal(await open(page), "2");
    for (const [claim, left] of [[claims[1], "1"], [claims[0], "0"]]) {
      await page.keyboard.press("u");
      await page.waitForFunction((count) => document.querySelector("#progress-words").textContent.startsWith(`${count} of `), left);
      assert.equal((await looked(page)).claim, claim, "the page shows what was taken back");
      assert.equal((await call("GET", `/articles/${id}/claims/${claim}/review`)).body.state, "new");
    }
    await page.keyboard.press("u");
    await page.waitForSelector(".note >> text=No decision of yours");
    assert.deepEqual(complaints.filter((said) => !said.includes("409")), []);
  });
});

test("Enter right behind a dismissal goes on, before the next frame moves the focus", async () => {
  const id = await addArticle("The depot", TEXT);
  await withBrowser(async ({ page: opened }) => {
    const page = await opened(`/#/articles/${id}/1`);
    await onDesk(page);
    const { claim } = await looked(page);
    await page.keyboard.press("d");
    await page.waitForSelector("#dismiss[open]");
    await page.evaluate(async () => {
      const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      press("1");
      // The decision is taken when the dialog's promise resolves.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      press("Enter");
    });
    assert.notEqual((await looked(page)).claim, claim);
  });
});

test("claims that cannot be checked are shown on request, wait for nobody, and can be decided", async () => {
  const id = await addArticle("The depot", TEXT);
  const all = (await call("GET", `/articles/${id}/revisions/1/claims?all=true`)).body.claims;
  const opinions = all.filter((claim) => !claim.checkability.checkable);
  assert.ok(opinions.length > 0, "the text has an opinion");
  await withBrowser(async ({ page: opened, complaints }) => {
    const page = await opened(`/#/articles/${id}/1`);
    await onDesk(page);
    const rows = page.locator("#list [role=option]");
    assert.equal(await rows.count(), all.length - opinions.length);
    const progress = await page.textContent("#progress-words");
    await page.keyboard.press("f");
    await page.waitForFunction((count) => document.querySelectorAll("#list [role=option]").length === count, all.length);
    assert.equal(await page.textContent("#progress-words"), progress, "they wait for nobody");
    await rows.last().click();
    await page.waitForSelector("#claim-state.unasked");
    assert.match(await rows.last().textContent(), /cannot be checked/);
    await page.keyboard.press("w");
    await page.waitForSelector("#claim-state.is-done");
    await page.keyboard.press("f");
    await page.waitForFunction((count) => document.querySelectorAll("#list [role=option]").length === count, all.length - opinions.length + 1);
    assert.deepEqual(complaints, []);
  });
});
