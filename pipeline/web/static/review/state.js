// Where the decisions are: stored, on their way, kept here until the server answers, or waiting for a login.

import { announce } from "./panel.js";
import * as outbox from "./outbox.js";
import { h, page, say } from "./words.js";

const place = document.getElementById("saving");
let last = "saved";

export function showState(state, number) {
  place.className = `saving is-${state}`;
  const words = say(`saving.${state}`, { number });
  if (state === "failing" || state === "locked") {
    const retry = h("button", { type: "button", class: "quiet", onclick: outbox.retry }, say("saving.retry"));
    const login = h("a", { href: `/-/login?next=${encodeURIComponent(page.here)}`, target: "_blank" }, say("nav.login"));
    place.replaceChildren(words, " ", state === "locked" ? login : retry);
  } else {
    place.replaceChildren(words);
  }
  if (state !== last && (state === "failing" || state === "locked" || last === "failing")) announce(words);
  last = state;
}
