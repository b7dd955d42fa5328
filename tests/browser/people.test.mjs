// A newsroom whose people sign in: two editors at two browsers, and a claim that two have to decide.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, onDesk, withBrowser } from "./newsroom.mjs";

const server = process.env.ASCRIBE_STAFFED_URL;
const password = process.env.ASCRIBE_PASSWORD;

const BEFORE = "The council paid €3.2 million for the land in 2019, the auditor said. Prices rose by 12 per cent last year.";
const AFTER = BEFORE.replace(", the auditor said", "");

async function signIn(page, name, word = password) {
  await page.waitForSelector("#sign-in[open]");
  await page.fill("#sign-in-name", name);
  await page.fill("#sign-in-password", word);
  await page.keyboard.press("Enter");
}

test("sign in, see a colleague decide, decide a critical claim as the second, sign out", async () => {
  await withBrowser(async ({ page: open, complaints }) => {
    const ana = await open();
    await signIn(ana, "ana", "not the password");
    await ana.waitForSelector("#sign-in-problem:not(:empty)");
    await signIn(ana, "ana");
    await ana.waitForSelector("#who:has-text('ana')");
    await ana.fill("#start-text", BEFORE);
    await ana.keyboard.press("Control+Enter");
    await onDesk(ana);
    await decide(ana, "c");
    await ana.keyboard.press("Enter");
    await decide(ana, "c");
    await ana.keyboard.press("r");
    await ana.waitForSelector("#revise[open]");
    await ana.fill("#revise-text", AFTER);
    await ana.keyboard.press("Control+Enter");
    await ana.waitForFunction(() => location.hash.includes("/2/"));
    await onDesk(ana);
    const here = await hashOf(ana);

    await withBrowser(async ({ page: openAgain }) => {
      const ben = await openAgain(`/${here}`);
      await signIn(ben, "ben");
      await ben.waitForSelector("#who:has-text('ben')");
      await onDesk(ben);
      assert.match(await ben.textContent("#claim-reasons"), /attribution dropped/);
      await ana.keyboard.press("c");
      // One decision is not enough for a critical claim.
      await ana.waitForSelector("#claim-state.is-needs_second");
      await ben.waitForSelector("#claim-state.is-needs_second");
      await ben.waitForSelector("#notes:has-text('ana')");
      await ben.keyboard.press("c");
      await ben.waitForSelector("#claim-state.is-done");
      await ana.waitForSelector("#claim-state.is-done");
      await ana.selectOption("#assignee", "ben");
      await ben.waitForFunction(() => document.querySelector("#claim-state").textContent.includes("assigned to ben"));
    }, {}, server);

    await ana.click("#sign-out");
    await ana.waitForSelector("#sign-in[open]");
    assert.deepEqual(complaints, []);
  }, {}, server);
});

async function decide(page, key) {
  await page.keyboard.press(key);
  if (await page.isVisible("#decide-said")) await page.keyboard.press(key);
  await page.waitForSelector("#claim-state.is-done");
}
