// What the marks mean, drawn with the marks themselves.

import { byId, element, fill, sign } from "./element.js";
import { SURETIES, VOUCHERS } from "./vouching.js";
import { VERDICTS } from "./words.js";

export function drawLegend() {
  const vouchers = Object.entries(VOUCHERS).map(([kind, { label, line, detail }]) => [
    element("dt", {}, element("span", { class: `mark by-${kind}` }, label)),
    element("dd", {}, `${line}: ${detail}`),
  ]);
  const sureties = Object.values(SURETIES).filter(({ glyph }) => glyph).map(({ glyph, label }) => [
    element("dt", {}, sign(glyph)), element("dd", {}, label),
  ]);
  const decisions = [...VERDICTS.map((known) => [known.sign, known.label.toLowerCase()]), ["–", "dismissed"], ["◐", "half decided"],
    ["½", "needs a second person"], ["↻", "to decide again: the text changed"]];
  fill(byId("legend-body"),
    element("section", {}, element("h3", {}, "Who vouches"), element("dl", {}, vouchers)),
    element("section", {}, element("h3", {}, "How surely"), element("dl", { class: "short" },
      element("dt", {}, element("span", { class: "mark by-named" }, "strong line")), element("dd", {}, "stated flatly"),
      element("dt", {}, element("span", { class: "mark by-named put-hedged" }, "faint line")), element("dd", {}, "hedged or disputed"), sureties)),
    element("section", {}, element("h3", {}, "What was decided"), element("dl", { class: "short" },
      decisions.map(([character, label]) => [element("dt", {}, sign(character)), element("dd", {}, label)]))));
}
