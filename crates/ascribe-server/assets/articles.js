// The first view: start with an article, go on with one, or take the most urgent claim of all.

import * as api from "./api.js";
import { trouble } from "./announce.js";
import { byId, element, fill, sign } from "./element.js";
import { stateWords } from "./claim.js";
import { when } from "./story.js";
import { SEVERITIES, words } from "./words.js";

const TYPING_MS = 200;

export class ArticlesView {
  #search = byId("search");
  #running = null;

  constructor() {
    let timer = 0;
    this.#search.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#fetchArticles(), TYPING_MS);
    });
    this.#search.form.addEventListener("submit", (event) => { event.preventDefault(); this.#fetchArticles(); });
    this.#search.addEventListener("keydown", (event) => event.key === "Escape" && this.#search.blur());
    byId("queue-filters").addEventListener("change", () => this.#fetchQueue());
    byId("articles-more").addEventListener("click", () => this.#fetchArticles(byId("articles-more").value));
    byId("queue-more").addEventListener("click", () => this.#fetchQueue(byId("queue-more").value));
  }

  show() {
    return Promise.all([this.#fetchArticles(), this.#fetchQueue()]);
  }

  /** Goes along the queue; Enter opens the claim under the focus. */
  step(steps) {
    const links = [...byId("queue").querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + steps;
    links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
    return links.length > 0;
  }

  async #fetchArticles(after = null) {
    this.#running?.abort();
    this.#running = new AbortController();
    try {
      const { items, next } = await api.articles(this.#search.value.trim(), after, this.#running.signal);
      const rows = items.map(articleRow);
      if (after) byId("articles").append(...rows);
      else fill(byId("articles"), rows.length ? rows : nothing(this.#search.value ? "No article with these words." : "No article yet. Paste one to begin."));
      more("articles-more", next);
    } catch (problem) {
      if (problem.name !== "AbortError") trouble("The articles could not be fetched", problem);
    }
  }

  async #fetchQueue(after = null) {
    const { state, severity, assignee } = byId("queue-filters").elements;
    try {
      const { items, next } = await api.queue({ state: state.value, severity: severity.value, assignee: assignee.value, after, limit: 30 });
      const rows = items.map(queueRow);
      if (after) byId("queue").append(...rows);
      else fill(byId("queue"), rows.length ? rows : nothing("Nothing waits for a decision."));
      more("queue-more", next);
    } catch (problem) {
      trouble("The queue could not be fetched", problem);
    }
  }
}

function nothing(text) {
  return element("li", { class: "quiet" }, text);
}

function more(id, next) {
  byId(id).hidden = !next;
  byId(id).value = next ?? "";
}

/** The address of a revision, or of a claim in it. */
export function address(article, revision, claim = null) {
  return `#/articles/${encodeURIComponent(article)}/${revision}${claim ? `/${encodeURIComponent(claim)}` : ""}`;
}

function articleRow(article) {
  const { id, title, revision, updated, pending } = article;
  const counts = `revision ${revision} · ${pending ? `${pending} to decide` : "all decided"}`;
  return element("li", {},
    element("a", { href: address(id, revision) }, title || "Untitled"),
    element("span", { class: "quiet" }, counts, " · ", when(updated)));
}

function queueRow({ article, title, revision, claim, text, severity, reasons, edits, review }) {
  const known = SEVERITIES[severity] ?? SEVERITIES.none;
  return element("li", {},
    element("span", { class: `severity is-${severity}` }, sign(known.sign), known.label),
    element("a", { href: address(article, revision, claim) }, text),
    element("span", { class: "quiet" }, [title, ...(edits.length ? edits.map((edit) => edit.kind) : reasons).slice(0, 3).map(words), stateWords(review)].join(" · ")));
}
