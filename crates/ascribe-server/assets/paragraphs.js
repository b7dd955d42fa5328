// A text as paragraphs and headings: what the article view cuts into marks, and what is shown before it.

import { element } from "./element.js";

/** A line like this between paragraphs is a heading: it does not end as a sentence does. */
const ENDS_LIKE_A_SENTENCE = /[.!?…:;,]["'”’»)\]]*\s*$/u;

/** The paragraphs of a text: { start, end, text, block }, where `block` is an empty element for it. Offsets are UTF-16. */
export function paragraphs(text) {
  return [...text.matchAll(/[^\n](?:[^\n]|\n(?!\s*\n))*/g)].map((found, number) => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
    block: blockFor(found[0], number),
  }));
}

function blockFor(text, number) {
  const byline = number < 4 && /^(?:By|BY)\s+\p{Lu}/u.test(text) && !ENDS_LIKE_A_SENTENCE.test(text);
  if (byline) return element("p", { class: "byline" });
  if (ENDS_LIKE_A_SENTENCE.test(text) || text.length > 160) return element("p");
  return element(number === 0 ? "h2" : "h3");
}
