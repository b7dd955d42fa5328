// An editor's day, by keyboard alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addArticle, call, hashOf, looked, onDesk, withBrowser } from "./newsroom.mjs";

const MORNING = `Harbour market to shut for good

The harbour market will close on 3 May, the mayor said. According to the port authority, 240 traders have signed new leases since January.

The council paid €3.2 million for the land in 2019. A senior council official said that the roof had failed two inspections. Prices in the old town rose by 12 per cent last year, the statistics office reported.

Two traders were allegedly offered cash to leave. “Nobody has offered me a single euro,” said Zoë Roe, who sells nets.`;

/** The attribution of the leases is gone, everything else is as it was. */
const NOON = MORNING.replace("According to the port authority, 240 traders have signed", "240 traders have signed");

test("paste, decide five, revise, decide again, meet a colleague, export", async () => {
  await withBrowser(async ({ page: open, complaints }) => {
    const page = await open();
    await page.waitForSelector("body[data-view=home] #articles li");

    // A paste anywhere on the first view fills the form.
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, MORNING);
    assert.equal(await page.inputValue("#start-text"), MORNING);
    await page.keyboard.press("Enter");
    await onDesk(page);
    assert.equal(await page.textContent("#title"), "Harbour market to shut for good");
    assert.equal((await page.textContent("#text")).replace(/\s+/g, ""), MORNING.replace(/\s+/g, ""), "the page shows the whole text and nothing else");
    const { article } = await looked(page);

    // Five decisions: confirm, wrong, cannot check, dismiss with a reason, confirm with a comment.
    const decided = [];
    for (const key of ["c", "w", "x", "d", "c"]) {
      const { claim } = await looked(page);
      if (key === "d") {
        await page.keyboard.press("d");
        await page.waitForSelector("#dismiss[open]");
        await page.keyboard.press("1");
      } else {
        await page.keyboard.press(key);
        // A claim with a source asks twice: was it said, and is it so.
        if (await page.isVisible("#decide-said")) await page.keyboard.press(key);
      }
      await page.waitForSelector("#claim-state:is(.is-done, .is-dismissed)");
      decided.push(claim);
      await page.keyboard.press("Enter");
    }
    assert.equal(new Set(decided).size, 5, "Enter goes on to claims that wait");
    await page.waitForFunction(() => document.querySelector("#progress-words").textContent.startsWith("5 of "));
    const verdicts = [];
    for (const claim of decided) verdicts.push(await settled(article, claim));
    assert.deepEqual(verdicts.map(({ world }) => world), ["confirmed", "wrong", "cannot_check", null, "confirmed"]);
    assert.equal(verdicts[3].state, "dismissed");
    assert.equal(verdicts[3].note, "Not worth checking");

    // Undo, and decide again.
    await page.keyboard.press("u");
    await page.waitForFunction(() => document.querySelector("#progress-words").textContent.startsWith("4 of "));
    assert.equal((await looked(page)).claim, decided[4]);
    await decideAll(page, "c");

    // A comment, and back to the keys.
    await page.keyboard.press("m");
    await page.keyboard.insertText("Ring the port office before five.");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("#comments li >> text=Ring the port office");
    await page.keyboard.press("a");
    await page.waitForFunction(() => document.querySelector("#claim-state").textContent.includes("assigned to"));

    // Whatever is left, so that the leases are decided too.
    for (let left = 0; left < 30 && !(await page.textContent("#progress-words")).match(/^(\d+) of \1 /); left++) {
      await page.keyboard.press("Enter");
      await decideAll(page, "c");
    }

    // A revision that drops an attribution reopens its claim and says why.
    await page.keyboard.press("r");
    await page.waitForSelector("#revise[open]");
    assert.equal(await page.inputValue("#revise-text"), MORNING);
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(NOON);
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => location.hash.includes("/2/"));
    await onDesk(page);
    await page.waitForSelector("#claim-state.is-reopened");
    assert.match(await page.textContent("#claim-words"), /240 traders/);
    assert.match(await page.textContent("#claim-reasons"), /attribution dropped/);
    await page.keyboard.press("v");
    await page.waitForSelector("#changes-list .change.is-critical");
    assert.match(await page.textContent("#changes-list .change.is-critical"), /the port authority/);
    await page.keyboard.press("v");

    await conflict(open, page, article);
    // Whatever of it is still open is answered too: only what is decided is exported for the web.
    if (!(await page.isVisible("#claim-state.is-done"))) await page.keyboard.press("c");
    await page.waitForSelector("#claim-state.is-done");
    await settled(article, (await looked(page)).claim);
    await exports(page);
    assert.deepEqual(complaints, []);
  });
});

/** A colleague decides while the page hears nothing of it: the editor sees both decisions and chooses. */
async function conflict(open, page, article) {
  const deaf = await open(`/${await hashOf(page)}`, (shown) => shown.addInitScript(() => {
    window.EventSource = class extends EventTarget { close() {} };
  }));
  await onDesk(deaf);
  // The page holds the review that the colleague is about to change.
  await deaf.waitForSelector("#history li", { state: "attached" });
  const { claim } = await looked(deaf);
  const colleague = async (world) => {
    const { body, etag } = await call("GET", `/articles/${article}/claims/${claim}/review`);
    await call("PUT", `/articles/${article}/claims/${claim}/review`,
      { state: "done", said: body.said, world, note: "Two leases only.", evidence: [], assignee: null }, { "If-Match": etag });
  };
  await colleague("wrong");
  await deaf.keyboard.press("c");
  await deaf.waitForSelector("#conflict[open]");
  const sides = await deaf.textContent("#conflict-sides");
  assert.match(sides, /Wrong/);
  assert.match(sides, /Two leases only/);
  assert.match(sides, /Confirmed/);
  await deaf.keyboard.press("Enter");
  await deaf.waitForFunction(() => document.querySelector("[data-code=wrong][aria-pressed=true]"));
  assert.equal((await call("GET", `/articles/${article}/claims/${claim}/review`)).body.world, "wrong", "theirs stands");

  await colleague("unconfirmed");
  await deaf.keyboard.press("c");
  await deaf.waitForSelector("#conflict[open]");
  await deaf.click("#conflict-mine");
  await deaf.waitForFunction(() => document.querySelector("#decide-world [data-code=confirmed][aria-pressed=true]"));
  await settled(article, claim, ({ world }) => world === "confirmed");
  await deaf.close();
  // The first page heard of all that without asking.
  await page.waitForFunction(() => document.querySelector("#decide-world [data-code=confirmed][aria-pressed=true]"));
}

async function exports(page) {
  for (const format of ["jsonl", "csv", "claimreview", "annotations"]) {
    if (!(await page.evaluate(() => document.querySelector("#exports").open))) await page.click("#exports summary");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`#exports [data-format=${format}]`)]);
    assert.match(readFileSync(await download.path(), "utf8"), /240 traders/, format);
  }
}

async function decideAll(page, key) {
  await page.keyboard.press(key);
  if (await page.isVisible("#decide-said")) await page.keyboard.press(key);
  await page.waitForSelector("#claim-state.is-done");
}

const isDecided = ({ state }) => state === "done" || state === "dismissed";

/** The review once the page's request arrived and left it as `wanted`. */
async function settled(article, claim, wanted = isDecided) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { body } = await call("GET", `/articles/${article}/claims/${claim}/review`);
    if (wanted(body)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the decision on ${claim} never arrived`);
}

test("an answer that comes after the editor went elsewhere is not shown", async () => {
  const [slow, quick] = [await addArticle("Slow", "The slow bridge cost €4 million in 2019."), await addArticle("Quick", "The quick ferry cost €2 million in 2021.")];
  await withBrowser(async ({ page: open }) => {
    const page = await open();
    await page.waitForSelector("body:not([data-view=loading])");
    let answered = null;
    const late = new Promise((resolve) => { answered = resolve; });
    await page.route(`**/articles/${slow}/revisions/1/claims*`, async (route) => {
      await page.waitForSelector("#title:has-text('Quick')", { state: "attached" });
      await route.continue();
      setTimeout(answered, 300);
    });
    await page.evaluate((hash) => { location.hash = hash; }, `#/articles/${slow}/1`);
    await page.evaluate((hash) => { location.hash = hash; }, `#/articles/${quick}/1`);
    await late;
    assert.equal(await page.textContent("#title"), "Quick");
    assert.match(await page.textContent("#text"), /quick ferry/);
  });
});
