// What colleagues do, as it happens. The browser resumes the stream by itself after the last event that it saw.

import { eventsAddress } from "./api.js";
import { byId } from "./element.js";

const AGAIN_MS = 5000;

/**
 * `handlers` maps an action of the log to a function. It gets what the action was done to, by name (the subject
 * `article/7/revision/2/claim/c-1` is { article: "7", revision: "2", claim: "c-1" }), with `actor` and `detail`.
 */
export function follow(handlers) {
  const stream = new EventSource(eventsAddress);
  const light = byId("connection");
  const show = (on) => {
    light.textContent = on ? "live" : "reconnecting …";
    light.classList.toggle("off", !on);
  };
  stream.addEventListener("open", () => show(true));
  stream.addEventListener("error", () => {
    show(false);
    // Refused outright, by a server that has too many streams or is starting: the browser does not try again by itself.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => follow(handlers), AGAIN_MS);
  });
  for (const [action, handle] of Object.entries(handlers)) {
    stream.addEventListener(action, ({ data }) => {
      const { subject, actor, detail } = JSON.parse(data);
      handle({ ...named(subject), actor, detail });
    });
  }
}

function named(subject) {
  const words = subject.split("/");
  return Object.fromEntries(words.flatMap((word, place) => (place % 2 ? [] : [[word, words[place + 1]]])));
}
