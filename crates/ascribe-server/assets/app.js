// Puts the page together: which view the address names, and what the keys do.

import * as api from "./api.js";
import { note, say, trouble } from "./announce.js";
import { ArticleView } from "./article.js";
import { ArticlesView, address } from "./articles.js";
import { drawChanges } from "./changes.js";
import { ClaimView, spokenClaim } from "./claim.js";
import { Decisions } from "./decide.js";
import { Desk } from "./desk.js";
import { byId, element, fill } from "./element.js";
import { drawHelp, listen } from "./keys.js";
import { drawLegend } from "./legend.js";
import { ListView } from "./list.js";
import { follow } from "./live.js";
import { fetchRevision } from "./opening.js";
import { signIn } from "./signin.js";
import { StoryView } from "./story.js";
import { Submission } from "./submit.js";
import { nextTheme } from "./themes.js";

const desk = new Desk();
const me = { name: null };
const articles = new ArticlesView();
new ArticleView(desk);
new ClaimView(desk);
new ListView(desk);
const decisions = new Decisions(desk, me);
const story = new StoryView(desk, decisions);
const submission = new Submission(desk);

/** Counts addresses: an answer that comes after the editor went on elsewhere is not shown. */
let routed = 0;

/** The view that the address names: "#/" or "#/articles/{id}/{revision}/{claim}". */
async function route() {
  const [, place, id, revision, claim] = location.hash.split("/").map(decodeURIComponent);
  const here = ++routed;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  if (place !== "articles" || !id) return home();
  if (String(desk.article?.id) !== id || String(desk.revision) !== revision) {
    try {
      const fetched = await fetchRevision(id, revision, byId("all-claims").checked);
      if (here !== routed) return;
      desk.open(...fetched);
    } catch (problem) {
      if (here !== routed) return;
      trouble("The article could not be opened", problem);
      location.hash = "#/";
      return;
    }
    drawHead();
  }
  show("desk");
  const index = desk.indexOf(claim);
  if (index >= 0) desk.select(index, "address");
  else if (desk.selected < 0) desk.step(0);
}

/** Opens the revision anew, with the claims that cannot be checked or without them; stays at the claim looked at. */
async function showAll() {
  const { article, revision, claim } = desk;
  const all = byId("all-claims").checked;
  const isWanted = () => desk.article?.id === article.id && desk.revision === revision && byId("all-claims").checked === all;
  try {
    const fetched = await fetchRevision(article.id, revision, all);
    if (!isWanted()) return;
    desk.open(...fetched);
    desk.select(Math.max(desk.indexOf(claim?.id), 0), "step");
    say(`${desk.claims.length} claims are listed.`);
  } catch (problem) {
    if (isWanted()) trouble("The claims could not be fetched", problem);
  }
}

function home() {
  desk.close();
  document.title = "ascribe";
  show("home");
  return articles.show();
}

function show(view) {
  document.body.dataset.view = view;
  if (view === "desk") compare(false);
}

function drawHead() {
  const { article, revision } = desk;
  document.title = `${article.title} · ascribe`;
  fill(byId("title"), article.title);
  fill(byId("revisions"), article.revisions.map((known) => element("option", { value: known.revision, selected: known.revision === revision },
    `Revision ${known.revision}${known.published ? ` · ${known.published}` : ""}`)));
  fill(byId("compare-with"), article.revisions.filter((known) => known.revision !== revision).map((known) =>
    element("option", { value: known.revision, selected: known.revision === revision - 1 }, `Revision ${known.revision}`)));
  for (const button of [byId("tab-changes"), byId("panes").querySelector("[value=changes]")]) button.disabled = article.revisions.length < 2;
  for (const link of byId("exports").querySelectorAll("a")) link.href = api.exportAddress(article.id, link.dataset.format);
}

/** Shows the text, or what changed since another revision. */
async function compare(on) {
  pane(on ? "changes" : document.body.dataset.pane === "changes" ? "text" : document.body.dataset.pane);
  byId("tab-text").setAttribute("aria-pressed", String(!on));
  byId("tab-changes").setAttribute("aria-pressed", String(on));
  byId("text").hidden = on;
  byId("changes").hidden = !on;
  if (!on) return;
  const [from, to] = [Number(byId("compare-with").value), desk.revision].sort((one, other) => one - other);
  fill(byId("changes-list"), element("p", { class: "quiet" }, "Comparing …"));
  try {
    const record = await api.changes(desk.article.id, from, to);
    fill(byId("changes-title"), `Revision ${from} to ${to}`);
    drawChanges(byId("changes-list"), record, (claimId) => {
      compare(false);
      if (to !== desk.revision) location.hash = address(desk.article.id, to, claimId);
      else desk.select(desk.indexOf(claimId), "changes");
    });
  } catch (problem) {
    fill(byId("changes-list"));
    trouble("The revisions could not be compared", problem);
  }
}

const onDesk = (action) => () => (document.body.dataset.view === "desk" ? action() : false);

const actions = {
  next: () => (document.body.dataset.view === "desk" ? desk.step(1) : articles.step(1)),
  previous: () => (document.body.dataset.view === "desk" ? desk.step(-1) : articles.step(-1)),
  undecided: onDesk(() => { if (!desk.stepToUndecided()) note("Every claim is decided.", "good"); }),
  order: onDesk(() => { desk.setOrder(!desk.byUrgency); say(desk.byUrgency ? "Urgent first." : "As the text runs."); }),
  all: onDesk(() => { byId("all-claims").checked = !byId("all-claims").checked; showAll(); }),
  confirm: onDesk(() => decisions.decide("confirmed")),
  wrong: onDesk(() => decisions.decide("wrong")),
  cannotCheck: onDesk(() => decisions.decide("cannot_check")),
  level: onDesk(() => decisions.switchLevel()),
  dismiss: onDesk(() => { decisions.dismiss(); }),
  undo: onDesk(() => { decisions.undo(); }),
  comment: onDesk(() => { pane("claim"); return story.focusComment(); }),
  assign: onDesk(() => decisions.assign()),
  revise: onDesk(() => submission.openRevision()),
  compare: onDesk(() => { if (!byId("tab-changes").disabled) compare(byId("changes").hidden); }),
  legend: onDesk(() => { byId("legend").open = !byId("legend").open; }),
  search: () => { location.hash = "#/"; byId("search").focus(); },
  theme: () => say(`Colours: ${nextTheme()}`),
  help: () => byId("help").showModal(),
};

/** On a narrow page one of text, changes, claim and list is seen. */
function pane(name) {
  document.body.dataset.pane = name;
  for (const button of byId("panes").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === name));
}

function wire() {
  for (const button of document.querySelectorAll("[data-action]")) button.addEventListener("click", () => actions[button.dataset.action]());
  for (const button of byId("panes").querySelectorAll("button")) button.addEventListener("click", () => {
    pane(button.value);
    if (button.value === "text" || button.value === "changes") compare(button.value === "changes");
  });
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
  byId("tab-text").addEventListener("click", () => compare(false));
  byId("tab-changes").addEventListener("click", () => compare(true));
  byId("compare-with").addEventListener("change", () => compare(true));
  byId("all-claims").addEventListener("change", showAll);
  byId("revisions").addEventListener("change", ({ target }) => { location.hash = address(desk.article.id, target.value); });
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); });
  byId("sign-out").addEventListener("click", async () => { await api.closeSession(); location.reload(); });
  desk.addEventListener("selected", ({ detail }) => {
    history.replaceState(null, "", address(desk.article.id, desk.revision, desk.claim.id));
    if (detail.from === "list" || detail.from === "changes") pane("claim");
    // The list says by itself which row it is at when it has the focus.
    if (!byId("list").matches(":focus")) say(spokenClaim(desk));
  });
  addEventListener("hashchange", route);
  listen(actions);
}

function followColleagues() {
  const ours = (article) => desk.article !== null && String(desk.article.id) === String(article);
  const changed = async ({ article, claim, actor, detail }) => {
    const index = ours(article) && desk.newest ? desk.indexOf(claim) : -1;
    // The answer to the page's own request says the same.
    if (index < 0 || actor === me.name && desk.held(index).etag?.endsWith(`.${detail.version}"`)) return;
    const hold = desk.asking(index);
    hold({ ...(await api.review(article, claim)), complete: true });
    if (actor !== me.name) note(`${actor} was at “${desk.claims[index].text.slice(0, 60)}”`);
  };
  follow({
    "review.decided": changed,
    "review.undone": changed,
    "review.assigned": changed,
    "review.bulk": ({ actor, detail }) => detail.items.forEach((item) => changed({ ...item, actor, detail })),
    "comment.added": ({ article, claim }) => { if (ours(article) && desk.claim?.id === claim) story.refresh(); },
    "revision.added": ({ article, revision }) => {
      if (!ours(article) || Number(revision) <= desk.revision) return;
      note(`Revision ${revision} came in.`, "", { label: "Open it", run: () => { location.hash = address(article, revision); } });
    },
    "article.added": () => { if (document.body.dataset.view === "home") articles.show(); },
  });
}

async function start() {
  api.onSignInNeeded(signIn);
  drawHelp();
  drawLegend();
  wire();
  pane("text");
  const [who] = await Promise.all([api.session(), route()]);
  me.name = who.name;
  document.body.dataset.role = who.role;
  fill(byId("who"), who.name);
  byId("sign-out").hidden = who.local;
  decisions.offerPeople(who.local ? [who] : (await api.people()).items);
  followColleagues();
}

start().catch((problem) => trouble("The page could not start", problem));
