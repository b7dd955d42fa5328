// Says what happened: to the eye in a corner of the page, to a screen reader through a live region.

import { byId, element } from "./element.js";

const SHOWN_MS = 6000;

/** To a screen reader only; the last call wins. */
export function say(text) {
  const region = byId("announcements");
  // The same words twice are two events: without a change of the text nothing would be read.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** A short note in the corner that goes away by itself. `kind` is "good", "bad" or "" */
export function note(text, kind = "", action = null) {
  const shown = element("div", { class: `note ${kind}` }, element("span", {}, text));
  const remove = () => shown.remove();
  if (action) {
    shown.append(element("button", { type: "button", on: { click: () => { remove(); action.run(); } } }, action.label));
  }
  byId("notes").append(shown);
  while (byId("notes").children.length > 3) byId("notes").firstChild.remove();
  setTimeout(remove, action ? SHOWN_MS * 2 : SHOWN_MS);
  say(text);
}

/** Something went wrong: says what, and what the server made of it. */
export function trouble(what, error) {
  note(error?.message ? `${what}: ${error.message}` : what, "bad");
}
