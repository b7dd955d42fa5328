// One key for each thing that an editor does. The help lists what stands here, so that it cannot be wrong.

import { byId, element, fill } from "./element.js";

/** `action` is a name that the page gives a function to; the first key is the one that buttons show. */
export const KEYS = [
  { group: "Move", keys: ["j", "n", "ArrowDown"], action: "next", label: "Next claim", repeats: true },
  { group: "Move", keys: ["k", "p", "ArrowUp"], action: "previous", label: "Previous claim", repeats: true },
  { group: "Move", keys: ["Enter"], action: "undecided", label: "Next claim without a decision" },
  { group: "Move", keys: ["o"], action: "order", label: "Urgent first, or as the text runs" },
  { group: "Move", keys: ["f"], action: "all", label: "With what cannot be checked, or without" },
  { group: "Decide", keys: ["c"], action: "confirm", label: "Confirm" },
  { group: "Decide", keys: ["w"], action: "wrong", label: "Wrong" },
  { group: "Decide", keys: ["x"], action: "cannotCheck", label: "Cannot check" },
  { group: "Decide", keys: ["s"], action: "level", label: "Keys decide: was it said, or is it so" },
  { group: "Decide", keys: ["d"], action: "dismiss", label: "Dismiss, with a reason" },
  { group: "Decide", keys: ["u", "z"], action: "undo", label: "Undo the last decision" },
  { group: "Work together", keys: ["m"], action: "comment", label: "Comment" },
  { group: "Work together", keys: ["a"], action: "assign", label: "Assign to me, or to nobody" },
  { group: "Article", keys: ["r"], action: "revise", label: "Add a revision" },
  { group: "Article", keys: ["v"], action: "compare", label: "Text, or what changed" },
  { group: "Article", keys: ["l"], action: "legend", label: "What the marks mean" },
  { group: "Page", keys: ["/"], action: "search", label: "All articles, and search" },
  { group: "Page", keys: ["t"], action: "theme", label: "Dark, light, or as the system" },
  { group: "Page", keys: ["?", "h"], action: "help", label: "This help" },
];

const NAMES = { ArrowDown: "↓", ArrowUp: "↑" };
const SWITCH = "ascribe.keys";

/** Listens for keys. `actions` maps names to functions; an action that is missing or answers false leaves the key alone. */
export function listen(actions) {
  const byKey = new Map(KEYS.flatMap((entry) => entry.keys.map((key) => [key, entry])));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !switchedOn()) return;
    if (takesText(event.target) || document.querySelector("dialog[open]")) return;
    // A button under the focus is pressed with Enter; one of a dialog that was just closed keeps the focus until the next frame.
    const pressed = event.target.closest("button, a, summary, [role=tab]");
    if (event.key === "Enter" && pressed && !pressed.closest("dialog:not([open])")) return;
    const entry = byKey.get(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    if (!entry || (event.repeat && !entry.repeats) || !actions[entry.action]) return;
    if (actions[entry.action]() !== false) event.preventDefault();
  });
}

function takesText(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function switchedOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** Fills the help. Whoever speaks to the computer, or uses a screen reader's own keys, can switch single keys off. */
export function drawHelp() {
  const groups = [...new Set(KEYS.map((entry) => entry.group))];
  fill(byId("help-keys"), groups.map((group) => element("section", {},
    element("h3", {}, group),
    element("dl", { class: "keys" }, KEYS.filter((entry) => entry.group === group).map(({ keys, label }) => [
      element("dt", {}, keys.map((key, number) => [number ? " " : null, element("kbd", {}, NAMES[key] ?? key)])),
      element("dd", {}, label),
    ])))));
  const box = byId("keys-on");
  box.checked = switchedOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(SWITCH, box.checked ? "on" : "off");
    } catch {
      // Storage is switched off: the choice cannot be kept.
    }
  });
}
