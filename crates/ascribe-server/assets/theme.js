// Runs before the first paint, so that a page that was set to dark never flashes white. Not a module for that reason.
// "auto" is the absence of the attribute: the style sheet then follows the system.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("ascribe.theme");
  } catch {
    // Storage is switched off: follow the system.
  }
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
})();
