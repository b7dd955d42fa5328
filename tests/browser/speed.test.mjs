// How fast the page is. Prints figures and asserts only that there is something to measure: a shared machine proves no time.
// The control is the same text as a page of plain HTML, in the same browser and in turns with ours: what no page can beat.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addArticle, call, fixture, onDesk, withBrowser } from "./newsroom.mjs";

/** Paragraphs of news, one after the other. */
function paragraphsOfNews() {
  const names = ["border-camps", "chipmaker-results", "cycling-ban", "grid-analysis", "ledger-trial", "reservoir-levy", "storm-briefing"];
  return names.flatMap((name) => fixture(name).trim().split("\n\n").slice(1));
}

/** An article of 1,500 words and 120 claims, or a little more of both. */
async function longArticle() {
  const rest = paragraphsOfNews();
  let text = "";
  for (;;) {
    do text += `${rest.shift()}\n\n`; while (text.split(/\s+/).length < 1500);
    const { claims } = (await call("POST", "/list", { text, engine: "careful" })).body;
    if (claims.length >= 120 || !rest.length) return text;
  }
}

test("first paint of 1,500 words, and a key press to the next claim", async (context) => {
  const text = await longArticle();
  const id = await addArticle("A long article", text);
  await withBrowser(async ({ page: open }) => {
    const paints = [];
    for (let visit = 0; visit < 7; visit++) {
      const page = await open(`/?visit=${visit}#/articles/${id}/1`);
      await onDesk(page);
      paints.push(await page.evaluate(() => new Promise((resolve) => {
        const read = () => {
          const [mark] = performance.getEntriesByName("ascribe.article");
          const [text] = performance.getEntriesByName("ascribe.text");
          const paint = performance.getEntriesByName("first-contentful-paint")[0];
          if (mark && paint) resolve({ first: paint.startTime, text: (text ?? mark).startTime, marks: mark.startTime });
          else requestAnimationFrame(read);
        };
        read();
      })));
      if (visit === 6) await keys(page, context, text);
      await page.close();
      paints.at(-1).control = await control(open, text, visit);
    }
    for (const what of ["control", "first", "text", "marks"]) {
      const times = paints.map((paint) => paint[what]).sort((one, other) => one - other);
      context.diagnostic(`${what} painted after ${times[3].toFixed(0)} ms (median of 7; first visit ${paints[0][what].toFixed(0)}, worst ${times[6].toFixed(0)})`);
    }
  });
});

async function control(open, text, visit) {
  const html = `<!doctype html><title>control</title>${text.split("\n\n").map((paragraph) => `<p>${paragraph}</p>`).join("")}`;
  const page = await open(`/control?visit=${visit}`, (prepared) =>
    prepared.route("**/control*", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html })));
  const painted = await page.evaluate(() => new Promise((resolve) => {
    const read = () => {
      const paint = performance.getEntriesByName("first-contentful-paint")[0];
      if (paint) resolve(paint.startTime);
      else requestAnimationFrame(read);
    };
    read();
  }));
  await page.close();
  return painted;
}

async function keys(page, context, text) {
  const claims = await page.locator("#list [role=option]").count();
  assert.ok(claims >= 120);
  const times = await page.evaluate(async () => {
    const taken = [];
    for (let press = 0; press < 60; press++) {
      const began = performance.now();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      taken.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return taken.sort((one, other) => one - other);
  });
  context.diagnostic(`${text.split(/\s+/).length} words, ${claims} claims; a key press is painted after ${times[30].toFixed(1)} ms (median of 60; p95 ${times[56].toFixed(1)}, worst ${times[59].toFixed(1)})`);
}
