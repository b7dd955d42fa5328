// What the page computes without a browser: offsets, cuts, and who vouches.

import assert from "node:assert/strict";
import { test } from "node:test";
import { toUtf16 } from "../../crates/ascribe-server/assets/code-points.js";
import { pieces } from "../../crates/ascribe-server/assets/marks.js";
import { summary, surety, voucher } from "../../crates/ascribe-server/assets/vouching.js";

const NOTHING = { attributions: [], hedges: [], quantities: [], times: [] };

function source(text, kind, anonymity, name = null) {
  return { text, kind, anonymity, name, spans: [], candidates: [] };
}

function attribution(from, stance = "neutral", more = {}) {
  return { source: from, cue: { text: "said", span: { start: 0, end: 0 }, stance }, directness: "indirect", negated: false, ...more };
}

test("code points become UTF-16 units at every character", () => {
  for (const text of ["plain", "“é” — a 𝄞 b", "👩‍👩‍👧 x", "", "𝄞"]) {
    const at = toUtf16(text);
    const letters = [...text];
    letters.forEach((letter, place) => assert.equal(text.slice(at(place), at(place + 1)), letter));
    assert.equal(at(letters.length), text.length);
  }
});

test("pieces rebuild the text, and know the innermost claim first", () => {
  const text = "𝄞 A said that B, which C built, burned.";
  const claim = (start, end, more = {}) => ({ ...NOTHING, spans: [{ start, end }], ...more });
  const outer = claim(14, 38, { attributions: [attribution({ ...source("A", "person", "bare"), spans: [{ start: 2, end: 3 }] })] });
  const cut = pieces(text, [outer, claim(17, 30)]);
  assert.equal(cut.map(({ start, end }) => text.slice(start, end)).join(""), text);
  const inside = cut.find(({ claims }) => claims.length === 2);
  assert.deepEqual(inside.claims, [1, 0]);
  assert.deepEqual(cut.find(({ roles }) => roles.some(([, role]) => role === "source")).roles, [[0, "source"]]);
  assert.equal(text.slice(cut[0].start, cut[0].end), "𝄞 ");
});

test("spans of hostile size are cut in time that grows with the text", () => {
  const text = "word ".repeat(20_000);
  const claims = Array.from({ length: 2_000 }, (_, place) => ({ ...NOTHING, spans: [{ start: place * 50, end: place * 50 + 40 }] }));
  assert.equal(pieces(text, claims).length, 4_000);
});

test("a chain is as strong as its weakest link", () => {
  const mayor = attribution(source("the mayor", "person", "named", "Zoë Roe"));
  const officials = attribution(source("officials", "group", "bare"));
  const report = attribution(source("the report", "document", "named"));
  const agentless = attribution(null, "neutral", { directness: "agentless" });
  const who = (...attributions) => voucher({ ...NOTHING, attributions });
  assert.equal(who(), "own");
  assert.equal(who(report), "document");
  assert.equal(who(mayor, report), "named");
  assert.equal(who(mayor, officials), "unnamed");
  assert.equal(who(officials, agentless), "hearsay");
  assert.equal(voucher({ ...NOTHING, hedges: [{ class: "hearsay" }] }), "hearsay");
  assert.equal(summary({ ...NOTHING, attributions: [mayor] }), "the mayor (Zoë Roe)");
});

test("bounds of a number do not hedge a claim; a denial disputes it", () => {
  const sure = (hedges, ...attributions) => surety({ ...NOTHING, hedges: hedges.map((name) => ({ class: name })), attributions });
  const mayor = (stance, more) => attribution(source("the mayor", "person", "named"), stance, more);
  assert.equal(sure(["approximator", "vague_quantity"]), "firm");
  assert.equal(sure(["epistemic"]), "hedged");
  assert.equal(sure([], mayor("distance")), "distanced");
  assert.equal(sure([], mayor("believe")), "hedged");
  assert.equal(sure(["epistemic"], mayor("deny")), "disputed");
  assert.equal(sure([], mayor("neutral", { negated: true })), "disputed");
});
