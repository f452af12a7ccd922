// Deciding: each decision shows at once, goes into the outbox, and is settled by the server's word.

import { edit, suggest } from "./editing.js";
import { ask, byId, choose, dismiss, facts, marksOf, now, refresh } from "./facts.js";
import { goToOpen } from "./moving.js";
import * as outbox from "./outbox.js";
import { announce, chip, showList, showProgress } from "./panel.js";
import { closeFind, selected } from "./selecting.js";
import { h, page, quote, say } from "./words.js";

const DONE = "pressfacts.done";
const VERDICTS = { accept: "accepted", reject: "rejected", correct: "corrected", add: "added" };

// How each fact stood before a decision, to go back to.
const before = new Map();

// Browsers make UUIDs in secure contexts only.
const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

function put(fact, verdict, changes = {}) {
  outbox.put(enter(fact, verdict, changes));
}

function enter(fact, verdict, changes = {}) {
  const id = newId();
  before.set(id, { ...fact });
  const entry = {
    id,
    url: "/-/review/decide.json",
    body: {
      article: page.article, revision: page.revision, fact: fact.isNew ? undefined : fact.id, verdict,
      last: fact.last, seen: fact.isNew ? undefined : outbox.seenOf(fact), kind: fact.kind, start: fact.start, end: fact.end, quote: fact.quote, ...changes,
    },
    shown: fact.id,
  };
  fact.status = VERDICTS[verdict];
  fact.unsaved = true;
  remember({ entry: id, article: page.article, fact: fact.id });
  refresh(fact);
  return entry;
}

// A new fact has no name before it is stored; a key while the next fact is on its way was meant for that one.
function ready() {
  return page.can && now.present !== null && !now.present.isNew && !now.editing && !now.moving;
}

export function decide(verdict) {
  if (!ready()) return;
  put(now.present, verdict);
  goToOpen();
}

export async function correct() {
  if (!ready()) return;
  const fact = now.present;
  const result = await form({ kind: fact.kind, place: fact, fields: fact.fields, title: say("act.edit") });
  if (result === null) {
    choose(fact, { scroll: false });
    return;
  }
  put(fact, "correct", { fields: result.fields, note: result.note });
  Object.assign(fact, { fields: result.fields, reading: result.reading || fact.reading });
  refresh(fact);
  goToOpen();
}

/** Add what is selected as a fact of a kind. */
export async function add(kind) {
  const place = selected();
  if (!page.can || now.editing || place === null) return;
  const fields = await suggest(kind, place).catch(() => ({}));
  const result = await form({ kind, place, fields, title: say("act.add") });
  document.getSelection().removeAllRanges();
  if (result === null) {
    choose(now.present, { scroll: false });
    return;
  }
  const fact = {
    id: `new-${Date.now()}`, isNew: true, kind, start: place.start, end: place.end, quote: place.quote,
    reading: result.reading, fields: result.fields, status: "open", rule: "reviewer", last: null, history: [],
  };
  const at = facts.findIndex((other) => other.start > fact.start);
  facts.splice(at < 0 ? facts.length : at, 0, fact);
  showList(facts, fact, choose);
  put(fact, "add", { fields: result.fields, note: result.note });
  choose(fact, { scroll: false });
  announce(say("review.added", { quote: fact.quote }));
}

async function form(what) {
  now.editing = true;
  document.getElementById("selection-tools").hidden = true;
  document.getElementById("find").hidden = true;
  try {
    return await edit(what);
  } finally {
    now.editing = false;
    document.getElementById("current").focus({ preventScroll: true });
  }
}

export function askAcceptAll() {
  const open = facts.filter((fact) => fact.status === "open");
  if (!page.can || now.editing) return;
  if (!open.length) {
    announce(say("review.none_open"));
    return;
  }
  closeFind();
  const words = say("review.accept_all", { number: open.length });
  const yes = h("button", { type: "button", class: "primary", onclick: acceptAll }, say("act.accept_all"), " ",
    h("kbd", {}, "Enter"));
  ask(h("p", {}, words), h("ul", { class: "sample" }, open.slice(0, 30).map((fact) =>
    h("li", {}, chip(fact.kind), h("div", {}, quote(fact.quote), " ", h("span", { class: "hint" }, quote(fact.reading)))))),
  yes, h("button", { type: "button", onclick: dismiss }, say("act.cancel"), " ", h("kbd", {}, "Esc")));
  now.asking = acceptAll;
  yes.focus();
  announce(words);
}

function acceptAll() {
  dismiss();
  outbox.put(...facts.filter((fact) => fact.status === "open").map((fact) => enter(fact, "accept")));
  goToOpen();
}

// Undoing, across pages

function done() {
  return JSON.parse(sessionStorage.getItem(DONE) ?? "[]");
}

function remember(decision) {
  sessionStorage.setItem(DONE, JSON.stringify([...done(), decision].slice(-500)));
}

function forgetDone(entry) {
  sessionStorage.setItem(DONE, JSON.stringify(done().filter((decision) => decision.entry !== entry.id)));
}

/** Take the last decision back, in whichever article it was made. */
export function undo() {
  if (!page.can || now.editing) return;
  const decisions = done();
  const last = decisions.pop() ?? { article: null, fact: null };
  sessionStorage.setItem(DONE, JSON.stringify(decisions));
  const fact = last.article === page.article ? byId(last.fact) : null;
  const id = newId();
  if (fact !== null && before.has(last.entry)) {
    const { status, fields, reading } = before.get(last.entry);
    before.set(id, { ...fact });
    Object.assign(fact, { status, fields, reading, unsaved: true });
    refresh(fact);
    choose(fact);
  }
  announce(say("review.undone"));
  outbox.put({
    id, url: "/-/review/undo.json", undoes: last.entry, elsewhere: fact === null, shown: last.fact,
    body: { review: last.review ?? null, fact: last.fact ?? undefined },
  });
}

// The server's word

outbox.on("stored", (entry, answer) => {
  sessionStorage.setItem(DONE, JSON.stringify(done().map((decision) =>
    (decision.entry === entry.id ? { ...decision, review: answer.review, fact: answer.fact.id } : decision))));
  if (entry.undoes !== undefined || entry.elsewhere) {
    if (answer.article !== page.article) {
      location.assign(`/-/review/article?key=${encodeURIComponent(answer.article)}#${answer.fact.id}`);
      return;
    }
  }
  const fact = byId(entry.shown) ?? byId(answer.fact.id);
  if (fact === null) return;
  const waiting = outbox.pending().some((other) => other.shown === entry.shown);
  if (answer.fact.status === "gone") forget(fact);
  else settle(fact, answer.fact, waiting);
});

function settle(fact, stored, waiting) {
  if (fact.id !== stored.id) {
    history.replaceState(null, "", `#${stored.id}`);
    for (const row of document.querySelectorAll(`[data-fact="${CSS.escape(fact.id)}"]`)) row.dataset.fact = stored.id;
  }
  const ahead = waiting ? { status: fact.status, unsaved: true } : { unsaved: false };
  Object.assign(fact, stored, { isNew: false }, ahead);
  refresh(fact);
}

function forget(fact) {
  facts.splice(facts.indexOf(fact), 1);
  for (const mark of marksOf(fact)) mark.replaceWith(...mark.childNodes);
  showList(facts, now.present, choose);
  showProgress(facts);
  if (now.present === fact) choose(facts[0] ?? null, { scroll: false });
}

outbox.on("conflict", (entry, answer) => {
  forgetDone(entry);
  const fact = byId(answer.fact.id);
  if (fact !== null) {
    Object.assign(fact, answer.fact, { unsaved: false });
    choose(fact);
    refresh(fact);
  }
  if (answer.theirs === null) {
    askToReload(say("review.revised"));
    return;
  }
  const words = say("review.conflict", { who: answer.theirs.who, verdict: say(`verdict.${answer.theirs.verdict}`) });
  const again = { ...entry, id: `${entry.id}+`, body: { ...entry.body, last: answer.fact.last, seen: outbox.seenOf(answer.fact) } };
  const mine = say(`verdict.${entry.body.verdict ?? "undo"}`);
  ask(h("div", { class: "conflict", role: "alert" },
    h("p", {}, h("strong", {}, quote(words))),
    h("dl", { class: "fields" },
      h("dt", {}, quote(answer.theirs.who)), h("dd", {}, say(`verdict.${answer.theirs.verdict}`), " ",
        quote(answer.theirs.reading ?? "")),
      h("dt", {}, say("review.yours")), h("dd", {}, mine, " ", quote(answer.yours ?? "")))),
  h("button", { type: "button", class: "primary", onclick: dismiss }, say("act.keep_theirs")),
  ...(entry.body.verdict
    ? [h("button", { type: "button", onclick: () => { dismiss(); outbox.put(again); } }, say("act.say_mine"))] : []));
  announce(words);
});

outbox.on("refused", (entry, answer) => {
  takeBack(entry);
  askToReload(say("review.refused", { why: answer.problem ?? "" }));
});

outbox.on("aside", (entry) => {
  takeBack(entry);
  const words = say("review.aside", { quote: entry.body.quote ?? "" });
  const drop = () => { dismiss(); outbox.drop(entry); };
  ask(h("p", { role: "alert" }, quote(words)),
    h("button", { type: "button", class: "primary", onclick: dismiss }, say("act.close")),
    h("button", { type: "button", onclick: drop }, say("act.drop")));
  announce(words);
});

// Show a fact as it was before a decision that is not stored.
function takeBack(entry) {
  forgetDone(entry);
  const fact = byId(entry.shown);
  const old = before.get(entry.id);
  if (fact !== null && fact.isNew) forget(fact);
  else if (fact !== null && old !== undefined) {
    Object.assign(fact, old, { unsaved: false });
    choose(fact);
    refresh(fact);
  }
}

function askToReload(words) {
  ask(h("p", { role: "alert" }, quote(words)),
    h("button", { type: "button", class: "primary", onclick: () => location.reload() }, say("act.reload")),
    h("button", { type: "button", onclick: dismiss }, say("act.close")));
  announce(words);
}

/** Show the decisions that an earlier page left in the outbox. */
export function showPending() {
  for (const entry of outbox.pending()) {
    const fact = byId(entry.shown);
    if (fact === null || !VERDICTS[entry.body.verdict]) continue;
    before.set(entry.id, { ...fact });
    Object.assign(fact, { status: VERDICTS[entry.body.verdict], unsaved: true });
  }
}
