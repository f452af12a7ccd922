// The facts of the article as they now stand, the present one among them, and the bar that asks and tells.

import { announceFact, markPresent, refreshList, showFact, showList, showProgress } from "./panel.js";
import * as queue from "./queue.js";
import { page } from "./words.js";

const text = document.getElementById("text");
const bar = document.getElementById("bar");

export const facts = page.facts;

/** What the page is at: the present fact, a form that is open, a move to the next fact, a question for Enter. */
export const now = { present: null, editing: false, moving: false, asking: null, acts: {} };

export const byId = (id) => facts.find((fact) => fact.id === id) ?? null;

export function marksOf(fact) {
  return text.querySelectorAll(`mark[data-fact="${CSS.escape(fact.id)}"]`);
}

export function refresh(fact) {
  for (const mark of marksOf(fact)) {
    mark.className = mark.className.replace(/\bs-\w+/, `s-${fact.status}`);
    mark.classList.toggle("unsaved", Boolean(fact.unsaved));
  }
  refreshList(fact, facts, now.present, choose);
  showProgress(facts);
  if (fact === now.present && !now.editing) showFact(fact, facts, now.acts);
}

export function choose(fact, { scroll = true, heard = true } = {}) {
  if (now.editing) return;
  dismiss();
  for (const mark of text.querySelectorAll("mark.present")) mark.classList.remove("present");
  now.present = fact;
  showFact(fact, facts, now.acts);
  if (fact === null) return;
  queue.place(fact.id);
  const marks = marksOf(fact);
  for (const mark of marks) mark.classList.add("present");
  if (scroll && marks.length) marks[0].scrollIntoView({ block: "nearest", behavior: "instant" });
  if (!markPresent(fact)) {
    showList(facts, fact, choose);
    markPresent(fact);
  }
  history.replaceState(null, "", `#${fact.id}`);
  if (heard) announceFact(fact, facts);
}

export function ask(...children) {
  bar.replaceChildren(...children);
  bar.hidden = false;
}

export function dismiss() {
  bar.hidden = true;
  now.asking = null;
}
