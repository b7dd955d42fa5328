// Fetches a revision with everything that the desk shows of it.

import * as api from "./api.js";

/** Puts revision `wanted` ("latest" or a number) of an article on the desk. */
export async function openRevision(desk, id, wanted) {
  const number = Number(wanted);
  // With a number in the address, nothing has to wait for anything.
  const [article, known] = await Promise.all([api.article(id), number ? fetchRevision(id, number) : null]);
  const revision = number || article.revision;
  const { record, urgent } = known ?? (await fetchRevision(id, revision));
  desk.open(article, revision, record.document.text, record.claims, record.claims.map((claim) => urgency(claim, urgent.get(claim.id))));
}

async function fetchRevision(id, revision) {
  const [record, queue] = await Promise.all([api.claims(id, revision), api.queue({ article: id, limit: 500 })]);
  return { record, urgent: new Map(queue.items.map((item) => [item.claim.id, item])) };
}

/** What the queue says of a claim; a claim that waits for nobody has no urgency. */
function urgency(claim, item) {
  return {
    severity: item?.severity ?? "none",
    reasons: item?.reasons ?? claim.checkworthiness.reasons,
    edits: item?.edits ?? claim.review?.edits ?? [],
  };
}
