// What people did with the claim looked at: note and evidence, comments, and its history. Fetched once the editor stays.

import * as api from "./api.js";
import { note, trouble } from "./announce.js";
import { byId, element, fill, sign } from "./element.js";
import { verdict, words } from "./words.js";

/** Running through the list with a key held down must not ask the server for every claim on the way. */
const STAYS_MS = 150;

export class StoryView {
  #desk;
  #decisions;
  #timer = 0;

  constructor(desk, decisions) {
    this.#desk = desk;
    this.#decisions = decisions;
    desk.addEventListener("opened", () => this.#wait());
    desk.addEventListener("selected", () => this.#wait());
    byId("comment-form").addEventListener("submit", (event) => { event.preventDefault(); this.#comment(); });
    byId("evidence-form").addEventListener("submit", (event) => { event.preventDefault(); this.#annotate(); });
    for (const field of [byId("comment"), byId("note"), byId("evidence")]) field.addEventListener("keydown", leaveOrSend);
  }

  #wait() {
    clearTimeout(this.#timer);
    const { claim } = this.#desk;
    byId("story").hidden = !claim;
    if (!claim) return;
    fill(byId("comments"));
    fill(byId("history"));
    for (const field of [byId("comment"), byId("note"), byId("evidence")]) field.value = "";
    this.#timer = setTimeout(() => this.refresh(), STAYS_MS);
  }

  /** Asks the server anew for the claim looked at. */
  async refresh() {
    const { claim, article, selected } = this.#desk;
    if (!claim) return;
    const hold = this.#desk.asking(selected);
    try {
      const [review, comments] = await Promise.all([api.review(article.id, claim.id), api.comments(article.id, claim.id)]);
      if (this.#desk.claim !== claim) return;
      // The answer is about the newest revision that has the claim.
      if (review.revision === this.#desk.revision) hold({ ...review, complete: true });
      if (!byId("note").matches(":focus")) byId("note").value = review.note ?? "";
      if (!byId("evidence").matches(":focus")) byId("evidence").value = (review.evidence ?? []).join("\n");
      fill(byId("comments"), comments.items.map(commentItem));
      fill(byId("history"), review.history.map((entry) => historyItem(entry, this.#desk.revision)));
    } catch (problem) {
      if (this.#desk.claim === claim) trouble("The story of this claim could not be fetched", problem);
    }
  }

  focusComment() {
    if (!this.#desk.claim) return false;
    byId("comment").focus();
  }

  async #comment() {
    const text = byId("comment").value.trim();
    const { claim, article } = this.#desk;
    if (!text || !claim) return;
    try {
      await api.addComment(article.id, claim.id, text);
      byId("comment").value = "";
      byId("comment").blur();
      note("Comment added.", "good");
      await this.refresh();
    } catch (problem) {
      trouble("The comment was not saved", problem);
    }
  }

  async #annotate() {
    if (!this.#desk.claim) return;
    const evidence = byId("evidence").value.split("\n").map((line) => line.trim()).filter(Boolean);
    await this.#decisions.annotate(this.#desk.selected, { note: byId("note").value.trim() || null, evidence });
    document.activeElement?.blur();
    await this.refresh();
  }
}

/** Escape leaves a field, so that the keys work again; Ctrl or Cmd with Enter sends it. */
function leaveOrSend(event) {
  if (event.key === "Escape") event.target.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
}

function commentItem({ author, created, text }) {
  return element("li", {}, element("p", { class: "quiet" }, `${author} · `, when(created)), element("p", {}, text));
}

function historyItem(entry, revision) {
  const signs = ["said", "world"].map((level) => {
    const known = verdict(entry[level]);
    return known ? [" · ", level === "said" ? "said: " : "so: ", sign(known.sign), known.label.toLowerCase()] : null;
  });
  return element("li", {},
    element("span", { class: "quiet" }, when(entry.at), ` · ${entry.actor}`, entry.revision === revision ? null : ` · revision ${entry.revision}`),
    " ", words(entry.action), entry.state === "done" ? null : ` (${words(entry.state)})`, signs,
    entry.note ? element("span", { class: "quiet notes" }, entry.note) : null);
}

const WHEN = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A time in the editor's own zone. */
export function when(at) {
  const time = new Date(at);
  return Number.isNaN(time.valueOf()) ? "" : element("time", { datetime: time.toISOString() }, WHEN.format(time));
}
