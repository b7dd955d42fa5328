// Shows the text of the article that the address names as soon as it is there, and only then asks for the modules that draw
// marks, panel and list: thirty requests at once would keep the browser from painting. Reading can begin meanwhile.

import { byId, fill } from "./element.js";
import { paragraphs } from "./paragraphs.js";

/** How long the modules wait for the text to be painted, in milliseconds: a page in the background paints nothing. */
const LONGEST = 150;

async function showText(asked) {
  const answer = await asked;
  if (!answer.ok) return;
  const { document: { text, title } } = await answer.clone().json();
  byId("title").textContent = title;
  fill(byId("text"), paragraphs(text).map(({ block, text: words }) => {
    block.textContent = words;
    return block;
  }));
  document.body.dataset.view = "desk";
  await new Promise((painted) => {
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, LONGEST);
  });
  performance.mark("ascribe.text");
}

const asked = [...globalThis.askedEarly].find(([path]) => path.includes("/claims"));
try {
  if (asked) await showText(asked[1]);
} catch {
  // The page asks again, and says what is wrong.
}
document.head.append(byId("modules").content);
await import("./app.js");
