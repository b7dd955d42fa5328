// Decisions: shown at once, sent in order, taken back when the server says no.

import * as api from "./api.js";
import { note, say, trouble } from "./announce.js";
import { byId, element, fill, sign } from "./element.js";
import { askConflict } from "./conflict.js";
import { DISMISSALS, VERDICTS, verdict } from "./words.js";

const LEVELS = {
  said: { question: "Was it said?", about: "that the source said it" },
  world: { question: "Is it so?", about: "that it is so" },
};
/** The states that people give; the others are a machine's. */
const PEOPLES = new Set(["in_review", "needs_second", "done", "dismissed"]);
/** Verdicts with a key of their own. */
const KEYED = { confirmed: "c", wrong: "w", cannot_check: "x" };

export class Decisions {
  #desk;
  #me;
  /** What the keys decide: "said" or "world". */
  #level = "said";
  #buttons = [];
  /** The last request for each claim, so that two quick decisions use two versions. */
  #last = new Map();
  /** The last request to take something back. */
  #undoing = Promise.resolve();

  constructor(desk, me) {
    this.#desk = desk;
    this.#me = me;
    this.#build();
    byId("assignee").addEventListener("change", ({ target }) => this.assign(target.value));
    desk.addEventListener("opened", () => this.#show());
    desk.addEventListener("selected", () => {
      this.#level = this.#open("said") ? "said" : "world";
      this.#show();
    });
    desk.addEventListener("reviewed", ({ detail }) => detail.index === desk.selected && this.#show());
  }

  /** Only a claim with a source has something that was said. */
  #asks(level, index = this.#desk.selected) {
    return level === "world" || this.#desk.claims[index]?.attributions.length > 0;
  }

  #open(level) {
    return this.#asks(level) && !this.#desk.review(this.#desk.selected)[level];
  }

  #build() {
    for (const level of Object.keys(LEVELS)) {
      const buttons = VERDICTS.filter((known) => known[level]).map((known) => {
        const button = element("button", {
          type: "button", class: KEYED[known.code] ? `verdict ${known.code}` : "verdict lesser", title: known[level],
          "data-code": known.code, "aria-pressed": "false", on: { click: () => this.decide(known.code, level) },
        }, sign(known.sign), known.label, KEYED[known.code] ? element("kbd", { "aria-hidden": "true" }, KEYED[known.code]) : null);
        this.#buttons.push({ button, level, code: known.code });
        return button;
      });
      const [keyed, lesser] = [true, false].map((key) => buttons.filter((button) => (button.dataset.code in KEYED) === key));
      fill(byId(`decide-${level}`), element("h3", { id: `question-${level}` }, LEVELS[level].question),
        element("div", { class: "verdicts" }, keyed), element("div", { class: "verdicts" }, lesser));
    }
  }

  #show() {
    const { selected } = this.#desk;
    byId("decide").hidden = selected < 0;
    if (selected < 0) return;
    const review = this.#desk.review(selected);
    byId("assignee").value = review.assignee ?? "";
    for (const { button, level, code } of this.#buttons) button.setAttribute("aria-pressed", String(review[level] === code));
    for (const level of Object.keys(LEVELS)) {
      byId(`decide-${level}`).hidden = !this.#asks(level);
      byId(`decide-${level}`).classList.toggle("keyed", level === this.#level);
    }
  }

  switchLevel() {
    if (!this.#desk.claim) return false;
    const other = this.#level === "said" ? "world" : "said";
    if (!this.#asks(other)) return say("This claim has no source: only whether it is so can be decided.");
    this.#level = other;
    this.#show();
    say(`Keys decide: ${LEVELS[other].question}`);
  }

  /** Gives a verdict; on the level that the keys are at unless told which. */
  decide(code, level = this.#level) {
    const { selected, claim } = this.#desk;
    if (!this.#mayDecide()) return false;
    const asks = Object.keys(LEVELS).filter((known) => this.#asks(known));
    this.#change(selected, (review) => {
      const next = { ...review, [level]: code };
      return { [level]: code, state: asks.every((known) => next[known]) ? "done" : "in_review" };
    });
    const left = asks.find((known) => !this.#desk.review(selected)[known]);
    if (left) this.#level = left;
    this.#show();
    say(`${LEVELS[level].question} ${verdict(code).label}. ${left ? LEVELS[left].question : "Decided."}`);
  }

  async dismiss() {
    const { selected, claim } = this.#desk;
    if (!this.#mayDecide()) return false;
    const reason = await askReason(claim.text);
    if (!reason) return;
    this.#change(selected, () => ({ state: "dismissed", note: reason }));
    say(`Dismissed: ${reason}`);
  }

  /** Whom a claim can be given to. */
  offerPeople(people) {
    const names = people.map(({ name }) => element("option", { value: name }, name));
    fill(byId("assignee"), element("option", { value: "" }, "nobody"), names);
    fill(byId("queue-assignee"), element("option", { value: "" }, "anybody"), element("option", { value: "-" }, "nobody"),
      names.map((name) => name.cloneNode(true)));
  }

  /** Gives the claim to somebody; to me unless told whom, or to nobody if it is mine. */
  assign(to) {
    const { selected } = this.#desk;
    if (!this.#mayDecide()) return false;
    const assignee = (to ?? (this.#desk.review(selected).assignee === this.#me.name ? "" : this.#me.name)) || null;
    this.#change(selected, () => ({ assignee }), (article, claim, etag, wanted) => api.assign(article, claim, etag, wanted.assignee));
    say(`Assigned to ${assignee ?? "nobody"}.`);
  }

  /** Note and evidence, from the form in the panel. */
  annotate(index, given) {
    return this.#change(index, ({ state }) => ({ ...given, state: PEOPLES.has(state) ? state : "in_review" }));
  }

  /** Takes back this editor's newest decision on the article that still stands, as the log has it: the page may be new. */
  undo() {
    const desk = this.#desk;
    const article = desk.article;
    // What is on its way can be taken back too, so it has to arrive first.
    const sent = Promise.all([...this.#last.values(), this.#undoing]);
    this.#undoing = sent.then(async () => {
      const review = await api.undo(article.id);
      const index = desk.article === article && desk.newest ? desk.indexOf(review.claim) : -1;
      if (index < 0) return note("Taken back, on a claim that is not shown here.");
      desk.select(index, "step");
      desk.hold(index, { ...review, complete: true });
      this.#level = this.#open("said") ? "said" : "world";
      this.#show();
      note("Taken back.");
    }).catch((problem) => {
      if (problem.status === 409) note("No decision of yours on this article is left to undo.");
      else trouble("Not taken back", problem);
    });
    return this.#undoing;
  }

  /** On the newest revision, and on a decision whose claim is gone: that one waits for somebody to close it. */
  #mayDecide() {
    const { claim, newest, selected } = this.#desk;
    if (!claim) return false;
    const may = newest || this.#desk.held(selected).state === "orphaned";
    if (!may) note("Decisions are taken on the newest revision.");
    return may;
  }

  /** Runs `send` when what was sent before for this claim is answered, so that each uses the version before it. */
  #inTurn(claim, send) {
    const sent = Promise.all([this.#last.get(claim), this.#undoing]).then(send);
    this.#last.set(claim, sent.catch(() => {}));
    return sent;
  }

  #change(index, edit, request = api.decide) {
    const desk = this.#desk;
    const article = desk.article;
    const claim = desk.claims[index];
    const done = desk.expect(index, edit);
    const settle = (review) => {
      done();
      // The editor may have gone to another revision meanwhile.
      if (desk.claims[index] === claim) desk.hold(index, review);
    };
    return this.#inTurn(claim, async () => {
      let held = desk.claims[index] === claim ? desk.held(index) : {};
      // A list shows reviews without note and evidence; what is not known must not be written over.
      if (!held.complete) held = await api.review(article.id, claim.id);
      const wanted = fields({ ...held, ...edit(held) });
      try {
        settle({ ...(await request(article.id, claim.id, held.etag, wanted)), complete: true });
      } catch (problem) {
        if (problem.status !== 412) throw problem;
        settle(await this.#resolve(article, claim, wanted, request));
      }
    }).catch((problem) => {
      settle({});
      trouble("Not saved", problem);
    });
  }

  /** A colleague was faster: shows what they decided, and asks which decision stands. */
  async #resolve(article, claim, mine, request) {
    for (;;) {
      const theirs = { ...(await api.review(article.id, claim.id)), complete: true };
      if ((await askConflict(claim, theirs, mine)) === "theirs") return theirs;
      try {
        return { ...(await request(article.id, claim.id, theirs.etag, mine)), complete: true };
      } catch (problem) {
        // Faster again: show that one too.
        if (problem.status !== 412) throw problem;
      }
    }
  }
}

/** What a PUT carries. */
function fields({ state, said, world, note: text, evidence, assignee }) {
  return { state, said: said ?? null, world: world ?? null, note: text ?? null, evidence: evidence ?? [], assignee: assignee ?? null };
}

function askReason(claimText) {
  const dialog = byId("dismiss");
  const other = byId("dismiss-other");
  fill(byId("dismiss-words"), claimText);
  other.value = "";
  return new Promise((resolve) => {
    const close = (reason) => {
      dialog.close();
      resolve(reason);
    };
    fill(byId("dismiss-reasons"), DISMISSALS.map((reason, number) => element("button", {
      type: "button", on: { click: () => close(reason) },
    }, element("kbd", { "aria-hidden": "true" }, number + 1), reason)));
    dialog.onkeydown = (event) => {
      if (event.target !== other && DISMISSALS[event.key - 1]) {
        event.preventDefault();
        close(DISMISSALS[event.key - 1]);
      }
    };
    dialog.querySelector("form").onsubmit = (event) => {
      event.preventDefault();
      if (other.value.trim()) close(other.value.trim());
    };
    dialog.onclose = () => resolve(null);
    dialog.showModal();
    byId("dismiss-reasons").firstChild.focus();
  });
}
