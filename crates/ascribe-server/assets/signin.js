// The form that comes up when the server wants to know who is there. Whoever waited for an answer gets it afterwards.

import * as api from "./api.js";
import { byId, fill } from "./element.js";

let waiting = null;

/** Kept once somebody signed in; a second request waits for the same form. */
export function signIn() {
  waiting ??= ask().finally(() => { waiting = null; });
  return waiting;
}

function ask() {
  const dialog = byId("sign-in");
  const form = byId("sign-in-form");
  fill(byId("sign-in-problem"));
  return new Promise((resolve) => {
    // Without a name there is nothing to go back to.
    dialog.oncancel = (event) => event.preventDefault();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const { name, password, submit } = form.elements;
      submit.disabled = true;
      try {
        await api.openSession(name.value, password.value);
        password.value = "";
        dialog.close();
        resolve();
      } catch (problem) {
        fill(byId("sign-in-problem"), problem.status === 401 ? "Name or password is wrong." : problem.message);
        password.select();
      } finally {
        submit.disabled = false;
      }
    };
    dialog.showModal();
  });
}
