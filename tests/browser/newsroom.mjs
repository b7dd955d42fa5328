// A browser beside a running server, and a colleague who uses the API.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

/** Where `ascribe serve` listens; the Rust test that starts it says so. */
export const server = process.env.ASCRIBE_URL;
if (!server) throw new Error("ASCRIBE_URL is not set: run `cargo test -p ascribe-cli --test page`");

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** Runs `story(context)` in a Chromium with an empty profile; `context.page()` opens a page that fails on any error of its own. */
export async function withBrowser(story, options = {}, at = server) {
  const profile = mkdtempSync(path.join(tmpdir(), "ascribe-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM, args: FLAGS, viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...options,
  });
  const complaints = [];
  const page = async (address = "/", prepare = async () => {}) => {
    const opened = await context.newPage();
    await prepare(opened);
    opened.setDefaultTimeout(15_000);
    opened.on("pageerror", (error) => complaints.push(`error: ${error.stack}`));
    opened.on("console", (message) => message.type() === "error" && !/status of 4(01|12)/.test(message.text()) && complaints.push(message.text()));
    await opened.goto(at + address);
    return opened;
  };
  try {
    await story({ context, page, complaints });
  } catch (error) {
    if (process.env.ASCRIBE_SHOTS) {
      for (const [number, shown] of context.pages().entries()) await shown.screenshot({ path: path.join(process.env.ASCRIBE_SHOTS, `failed-${number}.png`) });
    }
    const said = complaints.join("\n") || "nothing";
    throw new Error(`${error.message}\nThe page said: ${said}`, { cause: error });
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** An article of the fixtures. */
export function fixture(name) {
  return readFileSync(new URL(`../../fixtures/articles/${name}.txt`, import.meta.url), "utf8");
}

/** A call of the API from outside the browser. */
export async function call(method, address, body, headers = {}) {
  const response = await fetch(`${server}/api/v1${address}`, {
    method, headers: { "Content-Type": "application/json", ...headers }, body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return { body: text ? JSON.parse(text) : null, etag: response.headers.get("ETag") };
}

/** Adds an article and answers its id. */
export async function addArticle(title, text, more = {}) {
  return (await call("POST", "/articles", { title, text, ...more })).body.id;
}

/** The address as the page has it; what `page.url()` says follows a moment later. */
export async function hashOf(page) {
  return page.evaluate(() => location.hash);
}

/** The claim that the page looks at: its words, and what the server holds of its review. */
export async function looked(page) {
  const [, , article, revision, claim] = (await hashOf(page)).split("/");
  return { article, revision, claim, review: (await call("GET", `/articles/${article}/claims/${claim}/review`)).body };
}

/** Waits until the page has a revision on its desk. */
export async function onDesk(page) {
  await page.waitForSelector("body[data-view=desk] #text p");
  await page.waitForSelector("#list [aria-selected=true]", { state: "attached" });
}
