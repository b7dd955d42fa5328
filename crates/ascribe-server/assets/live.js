// What colleagues do, as it happens. The browser resumes the stream by itself with the last event that it saw.

import { eventsAddress } from "./api.js";
import { byId } from "./element.js";

/** `handlers` maps the kind of an event to a function of its data. */
export function follow(handlers) {
  const stream = new EventSource(eventsAddress);
  const light = byId("connection");
  const show = (on) => {
    light.textContent = on ? "live" : "reconnecting …";
    light.classList.toggle("off", !on);
  };
  stream.addEventListener("open", () => show(true));
  stream.addEventListener("error", () => show(false));
  for (const [kind, handle] of Object.entries(handlers)) {
    stream.addEventListener(kind, ({ data }) => handle(JSON.parse(data)));
  }
  return () => stream.close();
}
