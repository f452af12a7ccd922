// The article page: which fact is present, the keys, and what each decision does at once and after the server's word.

import { edit, suggest } from "./editing.js";
import * as outbox from "./outbox.js";
import {
  announce, announceFact, chip, markPresent, refreshList, showFact, showList, showProgress,
} from "./panel.js";
import * as queue from "./queue.js";
import { selectNext, selected } from "./selecting.js";
import { showState } from "./state.js";
import { h, page, quote, say } from "./words.js";

const DONE = "pressfacts.done";
const VERDICTS = { accept: "accepted", reject: "rejected", correct: "corrected", add: "added" };
const KINDS = { i: "institution", m: "amount", d: "duration", c: "count" };

const facts = page.facts;
const text = document.getElementById("text");
const bar = document.getElementById("bar");
const tools = document.getElementById("selection-tools");
const before = new Map();
let present = null;
let editing = false;
let moving = false;
let asking = null;

const byId = (id) => facts.find((fact) => fact.id === id) ?? null;

// Showing

function marksOf(fact) {
  return text.querySelectorAll(`mark[data-fact="${CSS.escape(fact.id)}"]`);
}

function refresh(fact) {
  for (const mark of marksOf(fact)) {
    mark.className = mark.className.replace(/\bs-\w+/, `s-${fact.status}`);
    mark.classList.toggle("unsaved", Boolean(fact.unsaved));
  }
  refreshList(fact, facts, present, choose);
  showProgress(facts);
  if (fact === present && !editing) showFact(fact, facts, acts);
}

function choose(fact, { scroll = true, heard = true } = {}) {
  if (editing) return;
  dismiss();
  for (const mark of text.querySelectorAll("mark.present")) mark.classList.remove("present");
  present = fact;
  showFact(fact, facts, acts);
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

function ask(...children) {
  bar.replaceChildren(...children);
  bar.hidden = false;
}

function dismiss() {
  bar.hidden = true;
  asking = null;
}

// Going on

async function go(direction) {
  if (editing) return;
  const item = await queue.step(direction);
  if (item !== null) {
    visit(item);
    return;
  }
  const at = facts.indexOf(present) + direction;
  if (at >= 0 && at < facts.length) choose(facts[at]);
  else if (direction > 0) finished();
}

async function goToOpen() {
  moving = true;
  try {
    await moveToOpen();
  } finally {
    moving = false;
  }
}

async function moveToOpen() {
  if (queue.active()) {
    for (let item = await queue.step(1); item !== null; item = await queue.step(1)) {
      if (item.article !== page.article || byId(item.fact)?.status === "open") {
        await visit(item);
        return;
      }
    }
  } else {
    const at = facts.indexOf(present);
    const next = [...facts.slice(at + 1), ...facts.slice(0, at + 1)].find((fact) => fact.status === "open");
    if (next !== undefined) {
      choose(next);
      return;
    }
  }
  finished();
}

async function visit(item) {
  if (item.article === page.article && byId(item.fact) !== null) {
    choose(byId(item.fact));
    return;
  }
  if (!(await stored())) return;
  location.assign(`/-/review/article?key=${encodeURIComponent(item.article)}#${item.fact}`);
}

async function stored() {
  try {
    await outbox.settled(4_000);
    return true;
  } catch {
    // The next page would not know of them yet.
    announce(say("review.wait"));
    ask(h("p", {}, say("review.wait")));
    return false;
  }
}

function finished() {
  const left = facts.filter((fact) => fact.status === "open").length;
  const words = left ? say("review.queue_end", { left }) : say("review.article_end");
  const link = h("a", { class: "button primary", href: queue.home() }, say("review.to_queue"));
  ask(h("p", {}, words), link);
  announce(words);
  link.focus();
}

// Deciding

function put(fact, verdict, changes = {}) {
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  before.set(id, { ...fact });
  const entry = {
    id,
    url: "/-/review/decide.json",
    body: {
      article: page.article, revision: page.revision, fact: fact.isNew ? undefined : fact.id, verdict,
      last: fact.last, kind: fact.kind, start: fact.start, end: fact.end, quote: fact.quote, ...changes,
    },
    shown: fact.id,
  };
  fact.status = VERDICTS[verdict];
  fact.unsaved = true;
  remember({ entry: id, article: page.article, fact: fact.id });
  refresh(fact);
  outbox.put(entry);
}

function decide(verdict) {
  // A second press while the next fact is on its way was meant for that one.
  if (!page.can || present === null || editing || moving) return;
  put(present, verdict);
  goToOpen();
}

async function correct() {
  if (!page.can || present === null || editing) return;
  const fact = present;
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

async function add(kind) {
  const place = selected();
  if (!page.can || editing || place === null) return;
  tools.hidden = true;
  const fields = await suggest(kind, place).catch(() => ({}));
  const result = await form({ kind, place, fields, title: say("act.add") });
  document.getSelection().removeAllRanges();
  if (result === null) {
    choose(present, { scroll: false });
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
  editing = true;
  try {
    return await edit(what);
  } finally {
    editing = false;
    find.hidden = true;
    document.getElementById("current").focus({ preventScroll: true });
  }
}

function askAcceptAll() {
  const open = facts.filter((fact) => fact.status === "open");
  if (!page.can || editing) return;
  if (!open.length) {
    announce(say("review.none_open"));
    return;
  }
  const words = say("review.accept_all", { number: open.length });
  const yes = h("button", { type: "button", class: "primary", onclick: acceptAll }, say("act.accept_all"), " ",
    h("kbd", {}, "Enter"));
  ask(h("p", {}, words), h("ul", { class: "sample" }, open.slice(0, 30).map((fact) =>
    h("li", {}, chip(fact.kind), h("div", {}, quote(fact.quote), " ", h("span", { class: "hint" }, quote(fact.reading)))))),
  yes, h("button", { type: "button", onclick: dismiss }, say("act.cancel"), " ", h("kbd", {}, "Esc")));
  asking = acceptAll;
  yes.focus();
  announce(words);
}

function acceptAll() {
  dismiss();
  for (const fact of facts.filter((one) => one.status === "open")) put(fact, "accept");
  goToOpen();
}

// Undoing, across pages

function done() {
  return JSON.parse(sessionStorage.getItem(DONE) ?? "[]");
}

function remember(decision) {
  sessionStorage.setItem(DONE, JSON.stringify([...done(), decision].slice(-500)));
}

function undo() {
  if (!page.can || editing) return;
  const decisions = done();
  const last = decisions.pop() ?? { article: null, fact: null };
  sessionStorage.setItem(DONE, JSON.stringify(decisions));
  const fact = last.article === page.article ? byId(last.fact) : null;
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
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
  showList(facts, present, choose);
  showProgress(facts);
  if (present === fact) choose(facts[0] ?? null, { scroll: false });
}

outbox.on("conflict", (entry, answer) => {
  const fact = byId(answer.fact.id);
  const words = say("review.conflict", { who: answer.theirs.who, verdict: say(`verdict.${answer.theirs.verdict}`) });
  if (fact !== null) {
    Object.assign(fact, answer.fact, { unsaved: false });
    choose(fact);
    refresh(fact);
  }
  const again = { ...entry, id: `${entry.id}+`, body: { ...entry.body, last: answer.fact.last } };
  const mine = VERDICTS[entry.body.verdict] ? say(`verdict.${entry.body.verdict}`) : say("verdict.undo");
  ask(h("div", { class: "conflict", role: "alert" },
    h("p", {}, h("strong", {}, quote(words))),
    h("dl", { class: "fields" },
      h("dt", {}, quote(answer.theirs.who)), h("dd", {}, say(`verdict.${answer.theirs.verdict}`), " ",
        quote(answer.theirs.reading ?? "")),
      h("dt", {}, say("review.yours")), h("dd", {}, mine, " ", quote(answer.yours ?? "")))),
  h("button", { type: "button", class: "primary", onclick: dismiss }, say("act.keep_theirs")),
  h("button", { type: "button", onclick: () => { dismiss(); outbox.put(again); } }, say("act.say_mine")));
  announce(words);
});

outbox.on("refused", (entry, answer) => {
  const fact = byId(entry.shown);
  const old = before.get(entry.id);
  if (fact !== null && fact.isNew) forget(fact);
  else if (fact !== null && old !== undefined) {
    Object.assign(fact, old, { unsaved: false });
    choose(fact);
    refresh(fact);
  }
  const words = say("review.refused", { why: answer.problem ?? "" });
  ask(h("p", { role: "alert" }, quote(words)),
    h("button", { type: "button", class: "primary", onclick: () => location.reload() }, say("act.reload")),
    h("button", { type: "button", onclick: dismiss }, say("act.close")));
  announce(words);
});

outbox.on("state", showState);

// Keys and mouse

const acts = { accept: () => decide("accept"), reject: () => decide("reject"), edit: correct };
const BY_KEY = {
  a: acts.accept, r: acts.reject, e: correct, n: () => go(1), p: () => go(-1), u: undo, A: askAcceptAll,
  j: () => nearby(1), k: () => nearby(-1), f: () => openFind(),
  "?": () => document.getElementById("keys").showModal(),
};

function nearby(direction) {
  const fact = facts[facts.indexOf(present) + direction];
  if (fact !== undefined) choose(fact);
}

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
    document.getSelection().removeAllRanges();
  } else if (key === "Enter" && asking !== null && !event.target.closest("button, a")) {
    asking();
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
  const place = page.can && !editing ? selected() : null;
  tools.hidden = place === null;
  if (place === null) return;
  const { left, bottom } = place.rectangle;
  tools.style.left = `${Math.max(8, Math.min(left, innerWidth - tools.offsetWidth - 8)) + scrollX}px`;
  tools.style.top = `${bottom + scrollY + 6}px`;
});
tools.addEventListener("mousedown", (event) => event.preventDefault());
for (const button of tools.querySelectorAll("button")) button.addEventListener("click", () => add(button.value));

const find = document.getElementById("find");
function openFind() {
  find.hidden = false;
  find.querySelector("input").focus();
}
find.addEventListener("submit", (event) => {
  event.preventDefault();
  const phrase = find.querySelector("input").value;
  if (phrase && selectNext(phrase)) announce(say("review.selected", { quote: phrase }));
  else announce(say("review.not_found"));
});
find.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  find.hidden = true;
  document.getElementById("current").focus();
});
for (const button of find.querySelectorAll("button[value]")) button.addEventListener("click", () => add(button.value));

for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => BY_KEY[button.dataset.act]());
}

// Beginning

if (matchMedia("(max-width: 900px)").matches) document.querySelector(".all-facts").open = false;
for (const entry of outbox.pending()) {
  const fact = byId(entry.shown);
  if (fact === null || !VERDICTS[entry.body.verdict]) continue;
  before.set(entry.id, { ...fact });
  Object.assign(fact, { status: VERDICTS[entry.body.verdict], unsaved: true });
}
showList(facts, null, choose);
showProgress(facts);
const wanted = byId(decodeURIComponent(location.hash.slice(1)));
choose(wanted ?? facts.find((fact) => fact.status === "open") ?? facts[0] ?? null);
outbox.start();
