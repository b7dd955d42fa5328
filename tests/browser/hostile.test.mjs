// Two hundred payloads through every field that comes from outside. None may become markup, let alone run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addArticle, call, onDesk, withBrowser } from "./newsroom.mjs";

/** What a browser runs if it takes the words for markup. `N` becomes a number that says which one fired. */
const RUNS = [
  "<script>fired(N)</script>", "<img src=x onerror=fired(N)>", "<svg onload=fired(N)>", "<body onload=fired(N)>",
  "<iframe srcdoc='<script>parent.fired(N)</script>'></iframe>", "<details open ontoggle=fired(N)>x</details>",
  "<video><source onerror=fired(N)></video>", "<input autofocus onfocus=fired(N)>", "<math><mtext><style><img src=x onerror=fired(N)></style></mtext></math>",
  "<a href='javascript:fired(N)' autofocus onfocus=fired(N)>x</a>",
];
/** What may stand before it: ways out of an attribute, a comment, a script, a style, a text area. */
const BREAKS = ["", "\">", "'>", "-->", "</script>", "</textarea>", "</title>", "</style>", "]]>", "`${", "}}", "</span>", "&#34;>", "\u2028", "\\\">",
  "<!--", "</option></select>", "</blockquote>", "\u202e", "\ufeff"];
const PAYLOADS = BREAKS.flatMap((before) => RUNS.map((run) => before + run)).map((payload, number) => payload.replaceAll("N", number));

test("two hundred payloads, none fires", async (context) => {
  assert.equal(PAYLOADS.length, 200);
  await withBrowser(async ({ context: browser, page: open, complaints }) => {
    await control(await browser.newPage(), context);
    const page = await open();
    const fired = await listen(page);
    let last = null;
    for (const [number, payload] of PAYLOADS.entries()) {
      const text = `${payload}\n\nThe mayor ${payload} said that ${payload} cost €${number + 2} million in 2024. “We paid ${payload} twice,” said ${payload} Zoë Roe.`;
      const id = await addArticle(payload, text);
      await page.evaluate((hash) => { location.hash = hash; }, `#/articles/${id}/1`);
      await page.waitForFunction((wanted) => location.hash.startsWith(wanted) && document.querySelector("#title").textContent.length > 0
        && document.querySelector("#text p"), `#/articles/${id}/1`);
      last = id;
      if (number % 20 === 0) await everywhere(page, id, text, payload);
    }
    await page.evaluate(() => { location.hash = "#/"; });
    await page.waitForSelector("#articles li:nth-child(30)");
    await page.goto(`${page.url().split("#")[0]}?again#/articles/${last}/1`);
    await onDesk(page);
    assert.deepEqual(fired, [], "nothing ran");
    assert.equal(await page.locator(":is(#text, #claim, #list, #changes, .home, .top) :is(script, iframe, object, svg, video, math, style, :not(.brand) > img)").count(), 0);
    assert.deepEqual(complaints, [], "the content security policy had nothing to refuse");
  });
});

/** The same payload as a comment, a note, evidence, and in the difference of two revisions. */
async function everywhere(page, id, text, payload) {
  await onDesk(page);
  const [claim] = (await call("GET", `/articles/${id}/revisions/1/claims`)).body.claims;
  if (claim) {
    await call("POST", `/articles/${id}/comments`, { text: payload, claim: claim.id });
    const { etag } = await call("GET", `/articles/${id}/claims/${claim.id}/review`);
    await call("PUT", `/articles/${id}/claims/${claim.id}/review`, { state: "dismissed", note: payload }, { "If-Match": etag });
  }
  await call("POST", `/articles/${id}/revisions`, { text: `${text.replace("said that", "claimed that")} ${payload}` });
  await page.evaluate((hash) => { location.hash = hash; }, `#/articles/${id}/2`);
  await page.waitForFunction(() => document.querySelector("#revisions").value === "2");
  await page.keyboard.press("v");
  await page.waitForSelector("#changes-list .counts");
}

async function listen(page) {
  const fired = [];
  await page.exposeFunction("fired", (number) => fired.push(number));
  page.on("dialog", (dialog) => { fired.push(dialog.message()); dialog.dismiss(); });
  return fired;
}

/** The payloads do fire in a page that takes them for markup; else the test above would show nothing. */
async function control(page, context) {
  const fired = await listen(page);
  for (const payload of PAYLOADS) {
    await page.setContent(`<p>${payload}`, { waitUntil: "domcontentloaded" }).catch(() => {});
  }
  await page.waitForTimeout(300);
  context.diagnostic(`control: ${new Set(fired).size} of ${PAYLOADS.length} fire as markup`);
  assert.ok(new Set(fired).size > 100, `only ${fired.length} payloads can fire at all`);
  await page.close();
}
