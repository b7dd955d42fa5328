// Cuts a text where claims, sources, cues and hedges begin and end, so that every piece can be marked by itself.
//
// The cuts are made once for a revision; after that, looking at another claim only switches classes.

import { toUtf16 } from "./code-points.js";

/**
 * The pieces of `text` in order: { start, end, claims, roles }. `claims` are the indices of the claims whose words these
 * are, the shortest claim first; `roles` are [claim, "source" | "cue" | "hedge" | "figure"] pairs. Offsets are UTF-16.
 */
export function pieces(text, claims, cuts = []) {
  const at = toUtf16(text);
  const layers = [];
  const add = (start, end, claim, role) => {
    if (end > start) layers.push({ start: at(start), end: at(end), claim, role });
  };
  claims.forEach((claim, index) => {
    for (const span of claim.spans) add(span.start, span.end, index, "claim");
    for (const { source, cue } of claim.attributions) {
      for (const span of source?.spans ?? []) add(span.start, span.end, index, "source");
      add(cue.span.start, cue.span.end, index, "cue");
    }
    for (const hedge of claim.hedges) add(hedge.start, hedge.end, index, "hedge");
    for (const figure of [...claim.quantities, ...claim.times]) add(figure.start, figure.end, index, "figure");
  });
  return sweep(text.length, layers, lengths(claims), cuts);
}

function lengths(claims) {
  return claims.map((claim) => claim.spans.reduce((sum, span) => sum + span.end - span.start, 0));
}

function sweep(length, layers, claimLengths, cuts) {
  const opening = grouped(layers, "start");
  const closing = grouped(layers, "end");
  const bounds = [...new Set([0, length, ...cuts, ...opening.keys(), ...closing.keys()])].sort((a, b) => a - b);
  const active = new Set();
  const made = [];
  for (let number = 0; number + 1 < bounds.length; number++) {
    const start = bounds[number];
    for (const layer of closing.get(start) ?? []) active.delete(layer);
    for (const layer of opening.get(start) ?? []) active.add(layer);
    const claims = [];
    const roles = [];
    for (const { claim, role } of active) {
      if (role === "claim") claims.push(claim);
      else roles.push([claim, role]);
    }
    claims.sort((one, other) => claimLengths[one] - claimLengths[other]);
    made.push({ start, end: bounds[number + 1], claims, roles });
  }
  return made;
}

function grouped(layers, edge) {
  const groups = new Map();
  for (const layer of layers) {
    const group = groups.get(layer[edge]);
    if (group) group.push(layer);
    else groups.set(layer[edge], [layer]);
  }
  return groups;
}
