// What must not wait for the modules. Not a module for that reason.
(() => {
  // A page that was set to dark never flashes white. "auto" is the absence of the attribute: the system decides.
  let chosen = null;
  try {
    chosen = localStorage.getItem("ascribe.theme");
  } catch {
    // Storage is switched off: follow the system.
  }
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;

  // What the address names is asked for at once, and is there when the modules are. api.js takes the answers.
  const asked = new Map();
  const ask = (path) => {
    const answer = fetch(path, { headers: { Accept: "application/json" }, credentials: "same-origin", priority: "high" });
    // Whoever takes the answer hears of a failure.
    answer.catch(() => {});
    asked.set(path, answer);
  };
  ask("/api/v1/session");
  const [, place, id, revision] = location.hash.split("/");
  if (place === "articles" && Number(revision)) {
    ask(`/api/v1/articles/${id}`);
    ask(`/api/v1/articles/${id}/revisions/${Number(revision)}/claims?with_text=true`);
  }
  globalThis.askedEarly = asked;
})();
