// Fetches a revision with everything that the desk shows of it.

import * as api from "./api.js";

/** Revision `wanted` (a number, or "latest") of an article, on request with `all` its claims: what `Desk.open` takes. */
export async function fetchRevision(id, wanted, all = false) {
  const number = Number(wanted);
  // With a number in the address, neither request waits for the other.
  const [article, known] = await Promise.all([api.article(id), number ? api.claims(id, number, all) : null]);
  const revision = number || article.revision;
  const record = known ?? (await api.claims(id, revision, all));
  return [article, revision, record.document.text, record.claims];
}
