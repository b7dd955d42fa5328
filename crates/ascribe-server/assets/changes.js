// What became of each claim between two revisions: the record ascribe/changes/1 as a list for reading.

import { element, fill, sign } from "./element.js";
import { summary } from "./vouching.js";
import { SEVERITIES, words } from "./words.js";

const RANK = Object.keys(SEVERITIES);

/** One edit: what differs, the words before and after, and why it matters. */
export function editItem(edit) {
  const severity = SEVERITIES[edit.severity] ?? SEVERITIES.none;
  return element("li", { class: `edit is-${edit.severity}` },
    element("strong", {}, sign(severity.sign), `${words(edit.kind)} `, element("span", { class: "quiet" }, severity.label.toLowerCase())),
    edit.message ? element("span", { class: "message" }, edit.message) : null,
    edit.before?.text || edit.after?.text ? element("span", { class: "before-after" },
      edit.before?.text ? element("del", {}, edit.before.text) : null,
      edit.before?.text && edit.after?.text ? " → " : null,
      edit.after?.text ? element("ins", {}, edit.after.text) : null) : null);
}

/** Draws the record into `root`. `open(claimId)` is called for a claim of the newer revision. */
export function drawChanges(root, record, open) {
  const { summary: counts, changes } = record;
  const shown = changes.filter((change) => change.relation !== "kept");
  const isWording = (change) => change.edits.length > 0 && change.edits.every((edit) => edit.kind === "wording");
  const [wording, telling] = [shown.filter(isWording), shown.filter((change) => !isWording(change))];
  telling.sort((one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity));
  fill(root,
    element("p", { class: "counts" },
      `${counts.altered} altered, ${counts.added} added, ${counts.removed} removed, ${counts.kept} kept`
      + (counts.noise ? `; ${counts.noise} changes of typography only` : "")),
    telling.length || wording.length ? null : element("p", { class: "quiet" }, "No claim changed."),
    element("ol", { class: "changes" }, telling.map((change) => changeItem(change, open))),
    wording.length ? element("details", {},
      element("summary", {}, `${wording.length} with other words only`),
      element("ol", { class: "changes" }, wording.map((change) => changeItem(change, open)))) : null);
}

function changeItem(change, open) {
  const { relation, severity, before, after, edits, disclosed, ambiguous } = change;
  const known = SEVERITIES[severity] ?? SEVERITIES.none;
  return element("li", { class: `change is-${severity}` },
    element("p", { class: `severity is-${severity}` },
      sign(known.sign), `${known.label} · ${words(relation)}`,
      disclosed ? " · covered by a note in the text" : "", ambiguous ? " · another pairing fits as well" : ""),
    side("Before", before, edits, "before"),
    side("After", after, edits, "after"),
    element("ul", { class: "edits" }, edits.map(editItem)),
    after ? element("button", { type: "button", class: "plain", on: { click: () => open(after.id) } }, "Look at this claim") : null);
}

function side(label, claim, edits, which) {
  if (!claim) return null;
  return element("div", { class: `side ${which}` },
    element("span", { class: "label" }, label),
    element("p", {}, pointed(claim, edits.map((edit) => edit[which]).filter(Boolean), which === "before" ? "del" : "ins")),
    element("p", { class: "quiet" }, summary(claim)));
}

/** The claim's words, with those that an edit points to marked. */
function pointed(claim, ranges, tag) {
  const made = [];
  claim.spans.forEach((span, number) => {
    if (number) made.push(" … ");
    const letters = [...span.text];
    let from = 0;
    const inside = ranges
      .map(({ start, end }) => [Math.max(start - span.start, 0), Math.min(end - span.start, letters.length)])
      .filter(([start, end]) => start < end)
      .sort(([one], [other]) => one - other);
    for (const [start, end] of inside) {
      if (start < from) continue;
      made.push(letters.slice(from, start).join(""), element(tag, {}, letters.slice(start, end).join("")));
      from = end;
    }
    made.push(letters.slice(from).join(""));
  });
  return made;
}
