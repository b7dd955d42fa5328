// The two forms that bring in text: a new article, and a new revision of one.

import * as api from "./api.js";
import { note, say } from "./announce.js";
import { byId, fill } from "./element.js";
import { address } from "./articles.js";

/** Lets an editor start from anywhere: the form, a paste outside a field, a file dropped on the page. */
export class Submission {
  #desk;

  constructor(desk) {
    this.#desk = desk;
    submits("start-form", () => this.#start());
    submits("revise-form", () => this.#revise());
    byId("start-file").addEventListener("change", ({ target }) => target.files[0] && this.#offer(target.files[0]));
    byId("revise-cancel").addEventListener("click", () => byId("revise").close());
    document.addEventListener("paste", (event) => {
      if (event.target.closest?.("input, textarea") || document.querySelector("dialog[open]")) return;
      const text = event.clipboardData.getData("text/plain");
      if (text.trim()) this.#offerText(text);
    });
    document.addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => !event.relatedTarget && document.body.classList.remove("dropping"));
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dropping");
      const [file] = event.dataTransfer.files;
      if (file) this.#offer(file);
      else this.#offerText(event.dataTransfer.getData("text/plain"));
    });
  }

  async #offer(file) {
    const text = await file.text();
    if (/\.html?$/i.test(file.name)) byId("start-form").dataset.html = "yes";
    else delete byId("start-form").dataset.html;
    this.#offerText(text, byId("start-form").dataset.html);
  }

  #offerText(text, html = null) {
    if (this.#desk.article && !html) return this.openRevision(text);
    if (html) byId("start-form").dataset.html = "yes";
    else delete byId("start-form").dataset.html;
    if (location.hash !== "#/") location.hash = "#/";
    byId("start-text").value = text;
    byId("start-title").focus();
    say("The text is in the form. Give it a title, or press Enter to begin.");
  }

  /** Opens the form for another revision, with the present text to change or to paste over. */
  openRevision(text = this.#desk.text) {
    if (!this.#desk.article) return false;
    byId("revise-text").value = text;
    fill(byId("revise-problem"));
    byId("revise").showModal();
    byId("revise-text").focus();
    byId("revise-text").setSelectionRange(0, 0);
    byId("revise-text").scrollTop = 0;
  }

  async #start() {
    const form = byId("start-form");
    const text = byId("start-text").value;
    const title = byId("start-title").value.trim();
    const body = { ...(title && { title }), ...content(text, form.dataset.html), ...published("start-published") };
    const { id, revision, claims } = await api.addArticle(body);
    form.reset();
    delete form.dataset.html;
    note(`${claims.length} claims to look at.`, "good");
    location.hash = address(id, revision);
  }

  async #revise() {
    const { article } = this.#desk;
    const { revision, carried } = await api.addRevision(article.id, { text: byId("revise-text").value, ...published("revise-published") });
    byId("revise").close();
    note(`Revision ${revision}: ${carried.kept} decisions kept, ${carried.reopened} to decide again, ${carried.orphaned} without a claim.`,
      carried.reopened ? "" : "good");
    location.hash = address(article.id, revision);
  }
}

function content(text, html) {
  return html ? { html: text } : { text };
}

function published(id) {
  const { value } = byId(id);
  return value ? { published: value } : {};
}

/** Runs `action` when the form is sent; says in the form what went wrong, and keeps what was typed. */
function submits(id, action) {
  const form = byId(id);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    const problem = form.querySelector("[role=alert]");
    fill(problem);
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      fill(problem, error.message);
    } finally {
      button.disabled = false;
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}
