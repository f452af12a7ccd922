// The side panel: the present fact with its fields and history, the list of all facts, the progress.

import { h, nameOf, page, quote, say } from "./words.js";

const current = document.getElementById("current");
const list = document.getElementById("facts");
const live = document.getElementById("live");
const done = document.getElementById("progress");
const SHOWN_IN_LIST = 400;

const HIDDEN_WHEN = { approx: "", bound: "exact", form: "length", role: "for" };

/** Say something to screen readers. */
export function announce(words) {
  live.textContent = words;
}

export function showProgress(facts) {
  const open = facts.filter((fact) => fact.status === "open").length;
  done.max = Math.max(facts.length, 1);
  done.value = facts.length - open;
  document.getElementById("progress-words").textContent = say("review.done_of", {
    done: facts.length - open, all: facts.length,
  });
}

function fieldRows(fact) {
  return page.fields[fact.kind].map((name) => [name, fact.fields[name] ?? ""])
    .filter(([name, value]) => value !== "" && HIDDEN_WHEN[name] !== value)
    .filter(([name]) => fact.fields.bound === "range" || (name !== "low" && name !== "high"))
    .map(([name, value]) => [
      h("dt", {}, say(`field.${name}`)),
      h("dd", {}, name === "approx" ? say("review.yes") : quote(nameOf(name, value))),
    ]);
}

function historyRows(fact) {
  return fact.history.map((review) =>
    h("li", {},
      h("span", { class: `verdict v-${review.verdict}` }, say(`verdict.${review.verdict}`)),
      " ", h("strong", {}, quote(review.who)), " ",
      h("time", { datetime: review.at }, new Date(review.at).toLocaleString(page.language)),
      review.reading ? h("div", { class: "reading-line" }, quote(review.reading)) : null,
      review.note ? h("div", { class: "note" }, quote(review.note)) : null));
}

export function chip(kind) {
  return h("span", { class: `chip k-${kind}` }, say(`kind.${kind}`));
}

/** Show the present fact; `acts` are what its buttons do. */
export function showFact(fact, facts, acts) {
  const held = current.contains(document.activeElement) ? document.activeElement.className : null;
  layFact(fact, facts, acts);
  if (held === null) return;
  // Who works with Tab and Enter goes on from where they were.
  const again = [...current.querySelectorAll("button")].find((one) => one.className === held);
  (again ?? current).focus({ preventScroll: true });
}

function layFact(fact, facts, acts) {
  if (fact === null) {
    current.replaceChildren(h("p", { class: "hint" }, say(facts.length ? "review.choose" : "review.no_facts")));
    return;
  }
  const at = facts.indexOf(fact) + 1;
  const buttons = page.can
    ? h("div", { class: "decide" },
      button("accept", "a", acts.accept), button("reject", "r", acts.reject), button("edit", "e", acts.edit))
    : h("p", { class: "hint" }, say("review.readonly"), " ",
      h("a", { href: `/-/login?next=${encodeURIComponent(page.here)}` }, say("nav.login")));
  const parts = [
    h("div", { class: "fact-head" }, chip(fact.kind), statusChip(fact),
      h("span", { class: "place number" }, `${at} / ${facts.length}`)),
    h("p", { class: "fact-quote", lang: "ko" }, quote(fact.quote)),
    h("p", { class: "reading-line" }, quote(fact.reading)),
    buttons,
    h("dl", { class: "fields" }, fieldRows(fact), h("dt", {}, say("field.rule")),
      h("dd", {}, h("code", {}, fact.rule))),
    fact.history.length
      ? h("section", { class: "history" }, h("h3", {}, say("review.history")), h("ol", {}, historyRows(fact)))
      : null,
  ];
  current.replaceChildren(...parts.filter((part) => part !== null));
}

function statusChip(fact) {
  const words = fact.unsaved ? say("review.unsaved") : say(`status.${fact.status}`);
  return h("span", { class: `status s-${fact.status}${fact.unsaved ? " unsaved" : ""}` }, words);
}

function button(verb, key, act) {
  return h("button", { type: "button", class: `act ${verb}`, onclick: act, "aria-keyshortcuts": key },
    say(`act.${verb}`), " ", h("kbd", {}, key));
}

/** Say which fact is present, as a screen reader should hear it. */
export function announceFact(fact, facts) {
  announce(say("review.heard", {
    at: facts.indexOf(fact) + 1, all: facts.length, kind: say(`kind.${fact.kind}`), quote: fact.quote,
    reading: fact.reading, status: say(`status.${fact.status}`),
  }));
}

/** Lay out the list of facts; a very long one shows the part around the present fact. */
export function showList(facts, present, choose) {
  const at = Math.max(facts.indexOf(present), 0);
  const from = Math.max(0, Math.min(at - SHOWN_IN_LIST / 2, facts.length - SHOWN_IN_LIST));
  const shown = facts.slice(from, from + SHOWN_IN_LIST);
  list.replaceChildren(...shown.map((fact) => listItem(fact, fact === present, choose)));
}

function listItem(fact, present, choose) {
  return h("li", {},
    h("button", {
      type: "button", class: `item k-${fact.kind} s-${fact.status}`, "data-fact": fact.id,
      "aria-current": present ? "true" : null, onclick: () => choose(fact),
    },
    h("span", { class: "sign", "aria-hidden": "true" }),
    h("span", { class: "item-quote", lang: "ko" }, quote(fact.quote)),
    h("span", { class: "visually-hidden" }, `, ${say(`kind.${fact.kind}`)}, `),
    h("span", { class: "item-status" }, say(`status.${fact.status}`))));
}

/** Bring one row of the list up to date, and mark the present one. */
export function refreshList(fact, facts, present, choose) {
  const row = list.querySelector(`[data-fact="${CSS.escape(fact.id)}"]`);
  if (row === null) return;
  row.parentElement.replaceWith(listItem(fact, fact === present, choose));
}

export function markPresent(fact) {
  for (const row of list.querySelectorAll('[aria-current="true"]')) row.removeAttribute("aria-current");
  const row = list.querySelector(`[data-fact="${CSS.escape(fact?.id ?? "")}"]`);
  if (row === null) return false;
  row.setAttribute("aria-current", "true");
  // Only the list scrolls: on a phone the panel's own buttons must stay where they are.
  const top = row.offsetTop - list.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + row.offsetHeight - list.clientHeight;
  return true;
}
