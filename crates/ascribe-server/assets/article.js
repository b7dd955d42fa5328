// The article with its claims marked. Drawn once for a revision; afterwards only classes change.

import { byId, element, fill } from "./element.js";
import { pieces } from "./marks.js";
import { paragraphs } from "./paragraphs.js";
import { SURETIES, surety, voucher } from "./vouching.js";
import { verdict } from "./words.js";

export class ArticleView {
  #desk;
  #root = byId("text");
  /** For each claim: the elements of each role, and the one that carries its badge. */
  #parts = [];

  constructor(desk) {
    this.#desk = desk;
    desk.addEventListener("opened", () => this.#draw());
    desk.addEventListener("selected", ({ detail }) => this.#look(detail));
    desk.addEventListener("reviewed", ({ detail }) => this.#badge(detail.index));
    this.#root.addEventListener("click", (event) => this.#clicked(event));
  }

  #draw() {
    const { text, claims } = this.#desk;
    const blocks = paragraphs(text);
    const cuts = blocks.flatMap(({ start, end }) => [start, end]);
    const all = pieces(text, claims, cuts);
    const looks = claims.map((claim) => `mark by-${voucher(claim)} put-${surety(claim)}`);
    this.#parts = claims.map(() => ({ claim: [], source: [], cue: [], hedge: [], figure: [], end: null }));
    let next = 0;
    for (const { start, end, block } of blocks) {
      while (next < all.length && all[next].start < start) next++;
      for (; next < all.length && all[next].end <= end; next++) block.append(this.#piece(text, all[next], looks));
    }
    fill(this.#root, blocks.length ? blocks.map(({ block }) => block) : element("p", { class: "quiet" }, "This revision has no text."));
    // A claim made up of shorter ones has no words of its own to carry the badge.
    for (const parts of this.#parts) parts.end ??= parts.claim.at(-1) ?? null;
    claims.forEach((_, index) => this.#badge(index));
    this.#root.parentElement.scrollTop = 0;
    // After the frame that shows it, so that any browser can measure it.
    requestAnimationFrame(() => setTimeout(() => performance.mark("ascribe.article")));
  }

  #piece(text, { start, end, claims, roles }, looks) {
    const slice = text.slice(start, end);
    if (!claims.length && !roles.length) return slice;
    const made = element("span", {}, slice);
    if (claims.length) {
      made.className = looks[claims[0]];
      made.dataset.claims = claims.join(" ");
    }
    for (const claim of claims) {
      this.#parts[claim].claim.push(made);
      // A badge at the end of a claim must not be taken for that of the one it stands in.
      if (claim === claims[0]) this.#parts[claim].end = made;
    }
    for (const [claim, role] of roles) this.#parts[claim][role].push(made);
    return made;
  }

  #look({ before, index, from }) {
    for (const [claim, on] of [[before, false], [index, true]]) {
      const parts = this.#parts[claim];
      if (!parts) continue;
      for (const role of ["claim", "source", "cue", "hedge", "figure"]) {
        for (const part of parts[role]) part.classList.toggle(`the-${role}`, on);
      }
    }
    const first = this.#parts[index]?.claim[0];
    // All that the key changed is laid out once, in the frame that shows it.
    if (first && from !== "text") requestAnimationFrame(() => reveal(first, this.#root.parentElement));
  }

  /** What stands behind the claim: how it is put, and what was decided. */
  #badge(index) {
    const end = this.#parts[index]?.end;
    if (!end) return;
    const claim = this.#desk.claims[index];
    const review = this.#desk.review(index);
    const glyphs = [SURETIES[surety(claim)].glyph, decisionSign(review)].filter(Boolean).join("");
    if (glyphs) end.dataset.badge = glyphs;
    else delete end.dataset.badge;
    for (const part of this.#parts[index].claim) {
      part.classList.toggle("decided", review.state === "done" || review.state === "dismissed");
      part.classList.toggle("reopened", review.state === "reopened");
      // Words that stand in a shorter claim too look like that one.
      if (part.dataset.claims.split(" ")[0] === String(index)) part.classList.toggle("unasked", !this.#desk.isAsked(index));
    }
  }

  #clicked(event) {
    const part = event.target.closest("[data-claims]");
    // Selecting words with the mouse is no click on a claim.
    if (!part || String(getSelection()).length > 0) return;
    const claims = part.dataset.claims.split(" ").map(Number);
    // A second click goes to the claim around this one.
    const place = claims.indexOf(this.#desk.selected);
    this.#desk.select(claims[(place + 1) % claims.length], "text");
  }
}

/** The sign of a decision, for the badge in the text and the row in the list. */
export function decisionSign({ state, said, world }) {
  if (state === "reopened") return "↻";
  if (state === "dismissed") return "–";
  if (state === "needs_second") return "½";
  const signs = [said, world].map((code) => verdict(code)?.sign).filter(Boolean);
  return state === "done" ? (signs.at(-1) ?? "✓") : signs.length ? "◐" : "";
}

/** Scrolls only if the words are not in the calm middle of what is seen. */
function reveal(part, column) {
  const { top, bottom } = part.getBoundingClientRect();
  const seen = column.scrollHeight > column.clientHeight + 1 ? column.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const margin = (seen.bottom - seen.top) * 0.2;
  if (top < seen.top + margin || bottom > seen.bottom - margin) part.scrollIntoView({ block: "center" });
}
