// Builds elements. Text always goes in as text: nothing that comes from an article can become markup.

/**
 * `element("p", { class: "note" }, "two ", element("b", {}, "words"))`
 *
 * Attributes that are null, undefined or false are left out; true is written empty. `on` holds listeners.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) made.addEventListener(type, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Removes what an element holds and puts the children in. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return parent;
}

/** The element of the page with this id; it is a mistake of ours if there is none. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/** Words for screen readers only. */
export function spoken(text) {
  return element("span", { class: "visually-hidden" }, text);
}

/** A sign that adds form to colour; the words beside it say the same. */
export function sign(character, kind = "") {
  return element("span", { class: `sign ${kind}`, "aria-hidden": "true" }, character);
}
