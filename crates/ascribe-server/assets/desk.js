// What lies on the editor's desk: one revision of one article, its claims, their reviews, and the claim looked at.
//
// Views listen: "opened" (another revision), "selected", "reviewed" (detail.index), "order". The desk draws nothing.

/** What a review is before anybody looked. */
const UNTOUCHED = { state: "new", said: null, world: null, note: null, evidence: [], assignee: null, etag: null };

const URGENCY = { critical: 4, high: 3, medium: 2, low: 1, none: 0 };

export class Desk extends EventTarget {
  article = null;
  revision = 0;
  text = "";
  claims = [];
  /** For each claim: what the server holds. */
  #held = [];
  /** For each claim: edits on their way to the server. */
  #pending = [];
  /** For each claim: how many edits were sent. */
  #sent = [];
  /** Indices of claims, in the order of the list. */
  order = [];
  byUrgency = true;
  selected = -1;

  open(article, revision, text, claims) {
    Object.assign(this, { article, revision, text, claims, selected: -1 });
    this.#held = claims.map((claim) => ({ ...UNTOUCHED, ...claim.review }));
    this.#pending = claims.map(() => []);
    this.#sent = claims.map(() => 0);
    this.#sort();
    this.#tell("opened");
  }

  close() {
    Object.assign(this, { article: null, revision: 0, text: "", claims: [], order: [], selected: -1 });
    this.#held = [];
    this.#pending = [];
  }

  indexOf(claimId) {
    return this.claims.findIndex((claim) => claim.id === claimId);
  }

  /** Decisions belong to the newest revision; in an older one they can only be read. */
  get newest() {
    return this.revision === this.article?.revision;
  }

  get claim() {
    return this.claims[this.selected] ?? null;
  }

  /** The review as the editor sees it: what the server holds with the edits on their way. */
  review(index) {
    return this.#pending[index].reduce((review, edit) => ({ ...review, ...edit(review) }), this.#held[index]);
  }

  held(index) {
    return this.#held[index];
  }

  /** The server said what it holds. */
  hold(index, review) {
    this.#held[index] = { ...this.#held[index], ...review };
    this.#tell("reviewed", { index });
  }

  /** The server is being asked: holds its answer, unless an edit was sent meanwhile, whose own answer is newer. */
  asking(index) {
    const claim = this.claims[index];
    const sent = this.#sent[index];
    return (review) => {
      if (this.claims[index] === claim && this.#sent[index] === sent) this.hold(index, review);
    };
  }

  /** An edit is on its way; the function returned takes it back, whether it arrived or failed. */
  expect(index, edit) {
    const [pending, sent] = [this.#pending[index], this.#sent];
    pending.push(edit);
    sent[index]++;
    this.#tell("reviewed", { index });
    return () => {
      pending.splice(pending.indexOf(edit), 1);
      sent[index]++;
    };
  }

  isDecided(index) {
    const { state } = this.review(index);
    return state === "done" || state === "dismissed";
  }

  /** Whether a person is asked: a claim that cannot be checked waits for nobody, unless somebody took it up. */
  isAsked(index) {
    return this.claims[index].checkability.checkable || this.review(index).state !== UNTOUCHED.state;
  }

  /** How many are decided, and how many are asked. */
  progress() {
    const asked = this.order.filter((index) => this.isAsked(index));
    return { decided: asked.filter((index) => this.isDecided(index)).length, asked: asked.length };
  }

  select(index, from = "") {
    if (index === this.selected || !(index in this.claims)) return;
    const before = this.selected;
    this.selected = index;
    this.#tell("selected", { before, index, from });
  }

  /** Goes `steps` along the list; stops at its ends. */
  step(steps) {
    const place = this.order.indexOf(this.selected);
    const next = place < 0 ? 0 : Math.min(Math.max(place + steps, 0), this.order.length - 1);
    if (this.order.length) this.select(this.order[next], "step");
  }

  /** The next claim of the list that still waits for a decision, from the beginning again after the last. */
  stepToUndecided() {
    const place = this.order.indexOf(this.selected);
    const around = [...this.order.slice(place + 1), ...this.order.slice(0, Math.max(place, 0))];
    const next = around.find((index) => this.isAsked(index) && !this.isDecided(index));
    if (next !== undefined) this.select(next, "step");
    return next !== undefined;
  }

  /** Urgent first or as the text runs. Never changes by itself: rows do not move under the editor's eyes. */
  setOrder(byUrgency) {
    this.byUrgency = byUrgency;
    this.#sort();
    this.#tell("order");
  }

  #sort() {
    this.order = this.claims.map((_, index) => index);
    if (!this.byUrgency) return;
    const weight = this.claims.map((claim, index) => {
      const open = !this.isAsked(index) ? -10 : this.isDecided(index) ? 0 : this.#held[index].state === "reopened" ? 20 : 10;
      return open + (URGENCY[claim.severity] ?? 0) + (claim.checkworthiness?.score ?? 0);
    });
    this.order.sort((one, other) => weight[other] - weight[one] || one - other);
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
