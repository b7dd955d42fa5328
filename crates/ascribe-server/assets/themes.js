// Dark, light, or as the system. theme.js sets what was chosen before the page is painted.

const ORDER = ["auto", "light", "dark"];
const KEPT = "ascribe.theme";

/** Goes on to the next choice and answers its name. */
export function nextTheme() {
  const root = document.documentElement;
  const next = ORDER[(ORDER.indexOf(root.dataset.theme ?? "auto") + 1) % ORDER.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
  return next;
}
