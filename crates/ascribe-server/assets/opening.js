// Fetches a revision with everything that the desk shows of it.

import * as api from "./api.js";

/** Puts revision `wanted` (a number, or "latest") of an article on the desk. */
export async function openRevision(desk, id, wanted) {
  const number = Number(wanted);
  // With a number in the address, neither request waits for the other.
  const [article, known] = await Promise.all([api.article(id), number ? api.claims(id, number) : null]);
  const revision = number || article.revision;
  const record = known ?? (await api.claims(id, revision));
  desk.open(article, revision, record.document.text, record.claims);
}
