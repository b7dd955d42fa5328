// The list of the claims of this revision: what to look at next, and how far one is.

import { byId, element, fill, sign, spoken } from "./element.js";
import { decisionSign } from "./article.js";
import { stateWords } from "./claim.js";
import { summary, voucher } from "./vouching.js";
import { SEVERITIES, words } from "./words.js";

export class ListView {
  #desk;
  #root = byId("list");
  #rows = [];

  constructor(desk) {
    this.#desk = desk;
    desk.addEventListener("opened", () => this.#draw());
    desk.addEventListener("order", () => this.#arrange());
    desk.addEventListener("selected", ({ detail }) => this.#look(detail));
    desk.addEventListener("reviewed", ({ detail }) => this.#state(detail.index));
    this.#root.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) desk.select(Number(row.dataset.index), "list");
    });
    for (const button of byId("order").querySelectorAll("button")) {
      button.addEventListener("click", () => desk.setOrder(button.value === "urgency"));
    }
  }

  #draw() {
    this.#rows = this.#desk.claims.map((claim, index) => this.#row(claim, index));
    this.#arrange();
    this.#rows.forEach((_, index) => this.#state(index, false));
    this.#progress();
  }

  #row(claim, index) {
    const severity = SEVERITIES[claim.severity] ?? SEVERITIES.none;
    const codes = claim.edits?.length ? claim.edits.map((edit) => edit.kind) : claim.checkworthiness.reasons;
    const { checkable, reason } = claim.checkability;
    const reasons = checkable ? codes.slice(0, 2).map(words) : [`cannot be checked: ${words(reason)}`];
    return element("li", { role: "option", id: `row-${index}`, "data-index": index, "aria-selected": "false" },
      element("span", { class: `severity is-${claim.severity ?? "none"}` }, sign(severity.sign), spoken(`${severity.label} urgency: `)),
      element("span", { class: "words" }, claim.text),
      element("span", { class: "decision", "aria-hidden": "true" }),
      element("span", { class: "quiet why" }, element("span", { class: `dot by-${voucher(claim)}`, "aria-hidden": "true" }),
        [summary(claim), ...reasons].join(" · ")),
      element("span", { class: "visually-hidden now" }));
  }

  #arrange() {
    fill(this.#root, this.#desk.order.map((index) => this.#rows[index]));
    for (const button of byId("order").querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String((button.value === "urgency") === this.#desk.byUrgency));
    }
  }

  #look({ before, index }) {
    this.#rows[before]?.setAttribute("aria-selected", "false");
    const row = this.#rows[index];
    row.setAttribute("aria-selected", "true");
    this.#root.setAttribute("aria-activedescendant", row.id);
    requestAnimationFrame(() => row.scrollIntoView({ block: "nearest" }));
  }

  #state(index, count = true) {
    const row = this.#rows[index];
    const review = this.#desk.review(index);
    row.className = `is-${review.state}${this.#desk.isAsked(index) ? "" : " unasked"}`;
    const decision = row.querySelector(".decision");
    decision.textContent = decisionSign(review);
    decision.className = `decision ${review.world ?? review.said ?? ""}`;
    row.querySelector(".now").textContent = `, ${stateWords(review)}`;
    if (count) this.#progress();
  }

  #progress() {
    const { decided, asked } = this.#desk.progress();
    byId("progress").value = asked ? decided / asked : 0;
    byId("progress-words").textContent = `${decided} of ${asked} decided`;
  }
}
