// Shows the text of the article that the address names as soon as it is there; marks, panel and list follow when all other
// modules are. Reading can begin meanwhile.

import { byId, fill } from "./element.js";
import { paragraphs } from "./paragraphs.js";

const asked = [...globalThis.askedEarly].find(([path]) => path.includes("/claims"));
if (asked) asked[1].then(async (answer) => {
  if (!answer.ok) return;
  const { document: { text, title } } = await answer.clone().json();
  if (document.body.dataset.view !== "loading") return;
  byId("title").textContent = title;
  fill(byId("text"), paragraphs(text).map(({ block, text: words }) => {
    block.textContent = words;
    return block;
  }));
  document.body.dataset.view = "desk";
  requestAnimationFrame(() => setTimeout(() => performance.mark("ascribe.text")));
}, () => {
  // The page asks again, and says what is wrong.
});
