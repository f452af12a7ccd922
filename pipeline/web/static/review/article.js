// The article page: its keys, the mouse, and how it begins.

import { add, askAcceptAll, correct, decide, showPending, undo } from "./deciding.js";
import { byId, choose, dismiss, facts, now } from "./facts.js";
import { go, nearby } from "./moving.js";
import * as outbox from "./outbox.js";
import { announce, showList, showProgress } from "./panel.js";
import { closeFind, selectNext, selected } from "./selecting.js";
import { showState } from "./state.js";
import { page, say } from "./words.js";

const KINDS = { i: "institution", m: "amount", d: "duration", c: "count" };

const text = document.getElementById("text");
const tools = document.getElementById("selection-tools");
const find = document.getElementById("find");
const words = find.querySelector("input");

now.acts = { accept: () => decide("accept"), reject: () => decide("reject"), edit: correct };

const BY_KEY = {
  a: now.acts.accept, r: now.acts.reject, e: correct, n: () => go(1), p: () => go(-1), u: undo, A: askAcceptAll,
  j: () => nearby(1), k: () => nearby(-1), f: openFind,
  "?": () => document.getElementById("keys").showModal(),
};

// A Korean keyboard says ㅁ for the key of a: the key's place counts, unless it says a Latin letter.
function keyOf(event) {
  if (/^[a-zA-Z?]$/.test(event.key)) return event.key;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (letter !== undefined) return event.shiftKey ? letter : letter.toLowerCase();
  return event.code === "Slash" && event.shiftKey ? "?" : event.key;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  const key = keyOf(event);
  if (key === "Escape") {
    dismiss();
    closeFind();
  } else if (key === "Enter" && now.asking !== null && !event.target.closest("button, a")) {
    now.asking();
  } else if (key === "Enter" && !find.hidden && !now.editing && !event.target.closest("button, a, summary")) {
    findNext();
  } else if (KINDS[key] && selected() !== null) {
    event.preventDefault();
    add(KINDS[key]);
  } else if (BY_KEY[key]) {
    event.preventDefault();
    BY_KEY[key]();
  }
});

text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-fact]");
  if (mark !== null && selected() === null) choose(byId(mark.dataset.fact), { scroll: false });
});

document.addEventListener("selectionchange", () => {
  const place = page.can && !now.editing ? selected() : null;
  tools.hidden = place === null;
  if (place === null) return;
  const { left, bottom } = place.rectangle;
  tools.style.left = `${Math.max(8, Math.min(left, innerWidth - tools.offsetWidth - 8)) + scrollX}px`;
  tools.style.top = `${bottom + scrollY + 6}px`;
});
tools.addEventListener("mousedown", (event) => event.preventDefault());
for (const button of tools.querySelectorAll("button")) button.addEventListener("click", () => add(button.value));

function openFind() {
  if (now.editing) return;
  find.hidden = false;
  words.focus();
  words.select();
}

// What is found is for the keys of the kinds, which a field would take as letters: the focus leaves it.
function findNext() {
  const phrase = words.value;
  if (phrase && selectNext(phrase)) {
    words.blur();
    announce(say("review.selected", { quote: phrase }));
  } else announce(say("review.not_found"));
}

find.addEventListener("submit", (event) => {
  event.preventDefault();
  findNext();
});
find.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  closeFind();
  document.getElementById("current").focus();
});
find.addEventListener("mousedown", (event) => {
  if (event.target.closest("button")) event.preventDefault();
});
for (const button of find.querySelectorAll("button[value]")) button.addEventListener("click", () => add(button.value));

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => BY_KEY[button.dataset.act]());
}

// Beginning

outbox.on("state", showState);
// The present fact says where the page stands, not the place at which it was left.
history.scrollRestoration = "manual";
if (matchMedia("(max-width: 900px)").matches) document.querySelector(".all-facts").open = false;
showPending();
showList(facts, null, choose);
showProgress(facts);
const wanted = byId(decodeURIComponent(location.hash.slice(1)));
choose(wanted ?? facts.find((fact) => fact.status === "open") ?? facts[0] ?? null);
outbox.start();
