// The panel of the claim looked at: who vouches, in which words, with which figures, and what happened before.

import { byId, element, fill, sign } from "./element.js";
import { editItem } from "./changes.js";
import { SURETIES, VOUCHERS, linkVoucher, sourceName, summary, surety, voucher } from "./vouching.js";
import { SEVERITIES, words } from "./words.js";

export class ClaimView {
  #desk;

  constructor(desk) {
    this.#desk = desk;
    desk.addEventListener("opened", () => this.#draw());
    desk.addEventListener("selected", () => this.#draw());
    desk.addEventListener("reviewed", ({ detail }) => detail.index === desk.selected && this.#state());
  }

  #draw() {
    const { claim, selected, claims, order, text } = this.#desk;
    byId("claim").classList.toggle("empty", !claim);
    if (!claim) {
      fill(byId("claim-head"), element("p", { class: "quiet" }, claims.length
        ? "Press j for the first claim, or click on a marked passage."
        : text ? "No claim that could be checked was found in this text." : ""));
      return;
    }
    const kind = voucher(claim);
    fill(byId("claim-head"),
      element("p", { class: "whose" },
        element("span", { class: `swatch by-${kind}` }, VOUCHERS[kind].label),
        element("span", { class: "quiet" }, SURETIES[surety(claim)].label),
        element("span", { class: "quiet place" }, `${order.indexOf(selected) + 1} of ${claims.length}`)),
      element("blockquote", { id: "claim-words" }, claim.text));
    this.#state();
    fill(byId("claim-reasons"), reasons(claim));
    fill(byId("claim-chain"), chain(claim));
    fill(byId("claim-details"), details(claim));
  }

  #state() {
    const { selected } = this.#desk;
    const review = this.#desk.review(selected);
    const asked = this.#desk.isAsked(selected);
    fill(byId("claim-state"), asked ? stateWords(review) : "waits for nobody: it cannot be checked. Decide it if you see it otherwise.");
    byId("claim-state").className = asked ? `state is-${review.state}` : "state unasked";
  }
}

/** "decided · assigned to ana" */
export function stateWords({ state, assignee }) {
  return [words(state), assignee && `assigned to ${assignee}`].filter(Boolean).join(" · ");
}

/** What changed since it was decided, or since the revision before. */
function reasons({ edits, severity, review }) {
  if (!edits?.length) return [];
  const known = SEVERITIES[severity] ?? SEVERITIES.none;
  return [
    element("h3", {}, review?.state === "reopened" ? "To decide again, because" : "Changed in this revision"),
    element("p", { class: `severity is-${severity}` }, sign(known.sign), `${known.label} urgency`),
    element("ul", { class: "edits" }, edits.map(editItem)),
  ];
}

function chain({ attributions }) {
  if (!attributions.length) return [
    element("h3", {}, "Who vouches"),
    element("p", {}, "No source is given: the paper says this in its own voice."),
  ];
  return [
    element("h3", {}, attributions.length > 1 ? "Who vouches, outermost first" : "Who vouches"),
    element("ol", { class: "chain" }, attributions.map(link), element("li", { class: "content" }, "this claim")),
  ];
}

function link(attribution) {
  const { source, cue, directness, negated, scope_uncertain: open } = attribution;
  const notes = [
    source && [words(source.kind), words(source.anonymity)].join(", "),
    cue.stance !== "neutral" && words(cue.stance),
    directness,
    negated && "negated",
    open && "where it ends is open",
  ].filter(Boolean);
  return element("li", {},
    element("span", { class: `swatch by-${linkVoucher(attribution)}` }, sourceName(source) ?? "nobody named"),
    " ",
    element("span", { class: "cue" }, cue.text),
    element("span", { class: "quiet notes" }, notes.join(" · ")),
    source?.candidates?.length ? element("span", { class: "quiet notes" }, `could be ${source.candidates.join(" or ")}`) : null);
}

function details(claim) {
  const { checkability, checkworthiness: worth } = claim;
  const open = checkability.open?.length ? ` (open: ${checkability.open.map(({ text }) => text).join(", ")})` : "";
  const due = checkability.due ? `, due ${checkability.due}` : "";
  return [
    element("h3", {}, "What it says"),
    element("dl", {},
      row("Hedges", claim.hedges.map((hedge) => [element("q", {}, hedge.text), ` ${words(hedge.class)}`])),
      row("Figures", claim.quantities.map((quantity) => [element("q", {}, quantity.text), ` ${figure(quantity)}`])),
      row("Times", claim.times.map((time) => [element("q", {}, time.text), time.value ? ` ${day(time.value)}` : " open",
        time.reference ? `, counted from ${time.reference}` : ""])),
      row("Names", claim.entities.map((entity) => entity.name && entity.name !== entity.text ? `${entity.text} (${entity.name})` : entity.text)),
      row("Kind", [claim.kinds.map(words).join(", ") + (claim.polarity === "negative" ? "; says that it is not so" : "")]),
      row("Can it be checked?", [(checkability.checkable ? "yes" : `no: ${words(checkability.reason)}`) + due + open]),
      row("Worth checking", [[
        element("meter", { min: 0, max: 1, value: worth.score, "aria-label": "worth checking" }), ` ${Math.round(worth.score * 100)} of 100`,
        worth.reasons.length ? element("span", { class: "quiet notes" }, worth.reasons.map(words).join(" · ")) : null,
      ]])),
  ];
}

function row(label, values) {
  if (!values.length) return null;
  return [element("dt", {}, label), values.map((value) => element("dd", {}, value))];
}

/** One day instead of a range from it to itself. */
function day(value) {
  const [from, to] = value.split("/");
  return from === to ? from : value.replace("/", " to ");
}

const NUMBERS = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

function figure({ value, upper, bound, unit, dimension, counted }) {
  if (value === null || value === undefined) return words(dimension);
  const amount = upper !== null && upper !== undefined ? `${NUMBERS.format(value)} to ${NUMBERS.format(upper)}` : NUMBERS.format(value);
  return ["=", bound === "range" ? "" : words(bound), amount, unit ?? "", counted?.text ?? ""].filter(Boolean).join(" ");
}

/** What a screen reader says on the way to a claim. */
export function spokenClaim(desk) {
  const { claim, selected, order, claims } = desk;
  const urgent = claim.severity;
  return [
    `Claim ${order.indexOf(selected) + 1} of ${claims.length}.`,
    claim.text + ".",
    summary(claim) + ".",
    urgent && urgent !== "none" ? `${SEVERITIES[urgent]?.label ?? urgent} urgency.` : "",
    stateWords(desk.review(selected)) + ".",
  ].filter(Boolean).join(" ");
}
