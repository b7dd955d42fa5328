// Every call that the page makes. The shapes are those of docs/api.md.

const BASE = "/api/v1";

/** An answer that is not a success: the fields of problem+json, and the version that the server holds. */
export class Problem extends Error {
  constructor(status, body, etag) {
    const fields = (body?.errors ?? []).map((error) => error.detail ?? error.message ?? "").filter(Boolean);
    super([body?.detail ?? body?.title ?? `the server answered ${status}`, ...fields].join(" "));
    this.status = status;
    this.body = body;
    this.etag = etag;
  }
}

/** Asked when the server wants somebody to sign in; its promise is kept once they did. Set by the page. */
let signIn = null;

export function onSignInNeeded(ask) {
  signIn = ask;
}

async function call(method, path, { body, headers = {}, signal, ask = true } = {}) {
  const options = { method, signal, headers: { Accept: "application/json", ...headers }, credentials: "same-origin" };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await (takenEarly(method, path) ?? fetch(BASE + path, options));
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: "the server cannot be reached; nothing was saved" }, null);
  }
  if (response.status === 401 && ask && signIn) {
    await signIn();
    return call(method, path, { body, headers, signal, ask });
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's error page: the status says enough.
  }
  const etag = response.headers.get("ETag");
  if (!response.ok) throw new Problem(response.status, answer, etag);
  return { answer, etag };
}

/** The answer that early.js asked for, the first time that it is wanted. */
function takenEarly(method, path) {
  const asked = globalThis.askedEarly;
  const answer = method === "GET" ? asked?.get(BASE + path) : undefined;
  asked?.delete(BASE + path);
  return answer;
}

/** Tells a repeated request from a second one, so that a retry never makes two articles. */
function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return { "Idempotency-Key": [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("") };
}

function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

const get = async (path, options) => (await call("GET", path, options)).answer;
const post = async (path, body, options = {}) =>
  (await call("POST", path, { body, ...options, headers: { ...idempotencyKey(), ...options.headers } })).answer;
const segment = encodeURIComponent;

// Who is here.
export const session = () => get("/session");
export const openSession = (name, password) => post("/session", { name, password }, { ask: false });
export const closeSession = () => call("DELETE", "/session");

// Articles and their revisions.
export const articles = (search, after, signal) => get(`/articles${query({ q: search, after, limit: 50 })}`, { signal });
export const article = (id) => get(`/articles/${segment(id)}`);
export const addArticle = (fields) => post("/articles", fields);
export const addRevision = (id, fields) => post(`/articles/${segment(id)}/revisions`, fields);
export const claims = (id, revision, all) =>
  get(`/articles/${segment(id)}/revisions/${revision}/claims${query({ with_text: true, all: all || null })}`);
export const changes = (id, from, to) => get(`/articles/${segment(id)}/changes/${from}..${to}`);

// Decisions.
export const queue = (filters) => get(`/review${query(filters)}`);

const place = (id, claim) => `/articles/${segment(id)}/claims/${segment(claim)}`;

/** A call that answers with a review, and with its version. */
async function versioned(method, path, etag = null, body = undefined) {
  const { answer, etag: now } = await call(method, path, { body, headers: etag ? { "If-Match": etag } : {} });
  return { ...answer, etag: now };
}

export const review = (id, claim) => versioned("GET", `${place(id, claim)}/review`);
export const decide = (id, claim, etag, fields) => versioned("PUT", `${place(id, claim)}/review`, etag, fields);
export const assign = (id, claim, etag, assignee) => versioned("PUT", `${place(id, claim)}/assignee`, etag, { assignee });
export const undo = (id) => post(`/articles/${segment(id)}/undo`);

// Talk.
export const comments = (id, claim) => get(`/articles/${segment(id)}/comments${query({ claim, limit: 200 })}`);
export const addComment = (id, claim, text) => post(`/articles/${segment(id)}/comments`, { text, claim });
export const people = () => get("/people");

/** Addresses for links and for the stream of events. */
export const exportAddress = (article, format) => `${BASE}/export${query({ format, article })}`;
export const eventsAddress = `${BASE}/events`;
