// Two editors decided the same claim: both decisions side by side, and a choice.

import { byId, element, fill, sign } from "./element.js";
import { verdict, words } from "./words.js";

/** Answers "theirs" or "mine". Closing the dialog changes nothing, so it means theirs. */
export function askConflict(claim, theirs, mine) {
  const dialog = byId("conflict");
  const who = theirs.history?.at(-1)?.actor ?? "A colleague";
  fill(byId("conflict-title"), `${who} decided this claim while you looked at it`);
  fill(byId("conflict-words"), claim.text);
  fill(byId("conflict-sides"), decision(who, theirs), decision("You", mine));
  fill(byId("conflict-theirs"), `Keep what ${who} decided`);
  return new Promise((resolve) => {
    const close = (answer) => () => {
      resolve(answer);
      dialog.close();
    };
    byId("conflict-theirs").onclick = close("theirs");
    byId("conflict-mine").onclick = close("mine");
    dialog.onclose = () => resolve("theirs");
    dialog.showModal();
    byId("conflict-theirs").focus();
  });
}

function decision(who, { state, said, world, note, assignee }) {
  const line = (label, code) => {
    const known = verdict(code);
    return known ? [element("dt", {}, label), element("dd", {}, sign(known.sign), known.label)] : null;
  };
  return element("section", {},
    element("h3", {}, who),
    element("dl", {},
      element("dt", {}, "State"), element("dd", {}, words(state)),
      line("Was it said?", said),
      line("Is it so?", world),
      note ? [element("dt", {}, "Note"), element("dd", {}, note)] : null,
      assignee ? [element("dt", {}, "Assigned to"), element("dd", {}, assignee)] : null));
}
