// Who vouches for a claim, and how surely: what the marks in the text show.

/**
 * Who vouches, weakest last. `line` is the form of the mark, for eyes that do not tell the colours apart.
 */
export const VOUCHERS = {
  own: { label: "The paper itself", line: "solid line", detail: "nobody else is named: the newsroom vouches" },
  document: { label: "A document", line: "double line", detail: "a report, filing, law or data set" },
  named: { label: "A named source", line: "dotted line", detail: "a person, office or organisation by name" },
  unnamed: { label: "An unnamed source", line: "dashed line", detail: "“officials”, “a senior official”" },
  hearsay: { label: "Hearsay", line: "wavy line", detail: "“reportedly”, “it is believed”, reports" },
};

const WEAKNESS = ["own", "document", "named", "unnamed", "hearsay"];

/** How surely it is put. `glyph` stands after the claim in the text. */
export const SURETIES = {
  firm: { label: "stated flatly", glyph: "" },
  hedged: { label: "hedged", glyph: "≈" },
  distanced: { label: "at a distance", glyph: "~" },
  disputed: { label: "denied or disputed", glyph: "≠" },
};

// Bounds of a number and words of degree do not weaken the claim, a booster strengthens it.
const NOT_WEAKENING = new Set(["approximator", "vague_quantity", "booster"]);

/** `own`, `document`, `named`, `unnamed` or `hearsay`: a chain is as strong as its weakest link. */
export function voucher(claim) {
  let weakest = "own";
  for (const attribution of claim.attributions) {
    const link = linkVoucher(attribution);
    if (WEAKNESS.indexOf(link) > WEAKNESS.indexOf(weakest)) weakest = link;
  }
  if (weakest === "own" && claim.hedges.some((hedge) => hedge.class === "hearsay" || hedge.class === "belief")) {
    return "hearsay";
  }
  return weakest;
}

/** The same for one attribution of a chain. */
export function linkVoucher({ source, directness }) {
  if (!source || directness === "agentless" || source.anonymity === "hearsay" || source.anonymity === "none") return "hearsay";
  if (source.kind === "document") return "document";
  return source.anonymity === "named" || source.name ? "named" : "unnamed";
}

/** `firm`, `hedged`, `distanced` or `disputed`. */
export function surety(claim) {
  const stances = claim.attributions.map((attribution) => attribution.cue.stance);
  if (stances.includes("deny") || claim.attributions.some((attribution) => attribution.negated)) return "disputed";
  if (claim.hedges.some((hedge) => !NOT_WEAKENING.has(hedge.class))) return "hedged";
  if (stances.some((stance) => stance === "believe" || stance === "intend" || stance === "ask")) return "hedged";
  return stances.includes("distance") ? "distanced" : "firm";
}

/** One line for a list and for a screen reader: "Zoë Roe, the mayor; hedged". */
export function summary(claim) {
  const kind = voucher(claim);
  const names = claim.attributions.map(({ source, cue }) => sourceName(source) ?? cue.text);
  const who = names.length ? names.join(" → ") : VOUCHERS[kind].label;
  const sure = surety(claim);
  return sure === "firm" ? who : `${who}; ${SURETIES[sure].label}`;
}

/** How a source is called: as the text has it, with the full name where that says more. */
export function sourceName(source) {
  if (!source) return null;
  return source.name && !source.text.includes(source.name) ? `${source.text} (${source.name})` : source.text;
}
