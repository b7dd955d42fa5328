// The codes of records in a newsroom's words. A code that is not here (a newer server) is shown with its underscores
// taken out.

const WORDS = {
  // checkability
  not_assertion: "not an assertion",
  opinion: "opinion",
  private_experience: "private experience",
  hypothetical: "hypothetical",
  prediction: "prediction: not yet",
  ambiguous: "who, when or what is open",
  vague: "too vague for evidence",
  trivial: "trivial",
  checkable: "can be checked",
  // worth
  affects_many: "many people are concerned",
  specific_quantity: "a number or time to hold evidence against",
  specific_entity: "names who or where",
  harm_if_wrong: "harm if wrong",
  anonymous_source: "only an anonymous source",
  single_source: "a single source",
  contested: "contested by another source",
  hearsay: "hearsay",
  causal_claim: "cause and effect",
  new_in_version: "new in this version",
  // hedges
  belief: "belief",
  epistemic: "possibility",
  investigative: "under investigation",
  conditional: "condition",
  approximator: "a limit, not the number itself",
  vague_quantity: "vague quantity",
  legal: "legal caution",
  unverified: "unverified",
  booster: "raises certainty",
  // stances
  neutral: "neutral",
  announce: "announces",
  assert: "insists",
  distance: "writer keeps a distance",
  concede: "concedes",
  factive: "writer vouches too",
  deny: "denies",
  believe: "believes",
  intend: "intends",
  ask: "asks",
  decline: "declines",
  // sources
  social_post: "social post",
  unspecified: "kind open",
  none: "none",
  bare: "bare",
  // bounds
  exact: "",
  about: "about",
  min: "at least",
  max: "at most",
  range: "range",
  // states
  new: "not yet looked at",
  in_review: "in review",
  needs_second: "needs a second person",
  done: "decided",
  dismissed: "dismissed",
  reopened: "reopened: the text changed",
  orphaned: "orphaned: the claim is gone",
  // what was done
  decided: "decided",
  assigned: "assigned",
  undone: "taken back",
  // relations
  kept: "kept",
  altered: "altered",
  added: "added",
  removed: "removed",
};

/** The words of a code. */
export function words(code) {
  return WORDS[code] ?? String(code ?? "").replaceAll("_", " ");
}

/** What a person can find, in the order of the buttons. `sign` gives it a form. */
export const VERDICTS = [
  { code: "confirmed", label: "Confirmed", sign: "✓", said: "The source said this", world: "It is so" },
  { code: "confirmed_with_changes", label: "With changes", sign: "✎", said: "Said, in other words", world: "So, after a change of the text" },
  { code: "unconfirmed", label: "Unconfirmed", sign: "…", said: "No record found", world: "No evidence either way" },
  { code: "wrong", label: "Wrong", sign: "✗", said: "The source did not say this", world: "It is not so" },
  { code: "misattributed", label: "Misattributed", sign: "⇄", said: "Somebody else said it", world: null },
  { code: "out_of_context", label: "Out of context", sign: "✂", said: "Said, but in another sense", world: "So, but in another sense" },
  { code: "cannot_check", label: "Cannot check", sign: "?", said: "No way to find out", world: "No way to find out" },
];

/** The verdict with this code, or null. */
export function verdict(code) {
  return VERDICTS.find((known) => known.code === code) ?? null;
}

/** Severities, most urgent first, each with a sign. */
export const SEVERITIES = {
  critical: { label: "Critical", sign: "‼" },
  high: { label: "High", sign: "▲" },
  medium: { label: "Medium", sign: "◆" },
  low: { label: "Low", sign: "●" },
  none: { label: "None", sign: "○" },
};

/** Why a claim needs no decision; offered as choices. */
export const DISMISSALS = ["Not worth checking", "Not a claim", "Said twice: decided elsewhere", "Checked before"];
