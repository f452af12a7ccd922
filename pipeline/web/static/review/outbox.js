// Decisions on their way to the server. Each is kept in localStorage until the server has answered for it, is sent
// again when the connection or the server fails, and is reported when the server refuses it. One at which the server
// breaks again and again is set aside, so that those behind it go on, and is sent once more with the next page.

import { page } from "./words.js";

const PLACE = `pressfacts.outbox.${page.database}.${page.reviewer}`;
const ASIDE = `${PLACE}.aside`;
const MOST_BREAKS = 4;
const LONGEST_WAIT = 30_000;
const TIMEOUT = 20_000;

let token = page.token;
let wait = 0;
let timer = null;
let busy = false;
let state = "saved";
const listeners = { state: [], stored: [], conflict: [], refused: [], aside: [] };

export function on(event, listener) {
  listeners[event].push(listener);
}

function tell(event, ...details) {
  for (const listener of listeners[event]) listener(...details);
}

function read(place = PLACE) {
  return JSON.parse(localStorage.getItem(place) ?? "[]");
}

function write(entries, place = PLACE) {
  if (entries.length) localStorage.setItem(place, JSON.stringify(entries));
  else localStorage.removeItem(place);
}

export function pending() {
  return read();
}

function become(next) {
  state = next;
  tell("state", state, read(state === "aside" ? ASIDE : PLACE).length);
}

// Nothing is on its way.
function rest() {
  become(read(ASIDE).length ? "aside" : "saved");
}

/** Keep decisions and send each when its turn comes. */
export function put(...entries) {
  write([...read(), ...entries]);
  if (state === "saved" || state === "aside") become("saving");
  else tell("state", state, read().length);
  send();
}

/** Give up a decision that was set aside. */
export function drop(entry) {
  write(read(ASIDE).filter((other) => other.id !== entry.id), ASIDE);
  if (state === "aside") rest();
}

/** Try again at once. */
export function retry() {
  wait = 0;
  send();
}

/** Resolve when everything is stored; reject after so many milliseconds. */
export function settled(milliseconds) {
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + milliseconds;
    const look = () => {
      if (!read().length && !busy) resolve();
      else if (Date.now() > deadline) reject(new Error("not stored yet"));
      else setTimeout(look, 20);
    };
    look();
  });
}

async function send() {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  try {
    // Two tabs share the outbox: one of them sends. Browsers have locks in secure contexts only.
    if (navigator.locks) await navigator.locks.request(PLACE, sendAll);
    else await sendAll();
  } finally {
    busy = false;
  }
}

async function sendAll() {
  for (;;) {
    const [entry] = read();
    if (entry === undefined) {
      wait = 0;
      rest();
      return;
    }
    if (!(await sendOne(entry))) return;
  }
}

async function post(entry) {
  return fetch(entry.url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-csrftoken": token },
    body: JSON.stringify(entry.body),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT),
  });
}

// Return whether the next entry may be sent.
async function sendOne(entry) {
  let answer;
  let body;
  try {
    answer = await post(entry);
    if (answer.status === 403 && (await renewToken())) answer = await post(entry);
    body = await answer.json().catch(() => ({}));
  } catch {
    return later("failing");
  }
  // A server that is busy or on its way up says 502 to 504: only a 500 may be this entry's own.
  const breaks = (entry.breaks ?? 0) + (answer.status === 500 ? 1 : 0);
  if (answer.status === 500 && breaks < MOST_BREAKS) {
    write(read().map((other) => (other.id === entry.id ? { ...other, breaks } : other)));
    return later("failing");
  }
  if (answer.status > 500 || answer.status === 429 || answer.status === 408) return later("failing");
  if (answer.status === 401 || answer.status === 403) return later("locked");
  const behind = read().filter((other) => other.id !== entry.id);
  if (answer.ok) {
    write(behind.map((other) => follow(other, entry, body)));
    tell("stored", entry, body);
  } else {
    // An undo of what was not stored would take back the word before it.
    const others = behind.filter((other) => other.undoes !== entry.id);
    write(others);
    if (answer.status !== 500) tell(answer.status === 409 ? "conflict" : "refused", entry, body);
    else if (others.length === behind.length) setAside({ ...entry, breaks });
  }
  wait = 0;
  if (read().length) become("saving");
  return true;
}

function setAside(entry) {
  write([...read(ASIDE), entry], ASIDE);
  tell("aside", entry);
}

/** What a decision says that it is of: the fact as it is shown, which an edit may have changed by then. */
export function seenOf({ start, end, reading }) {
  return { start, end, reading };
}

// A later decision on the same fact was made knowing this one.
function follow(other, entry, body) {
  const followed = structuredClone(other);
  if (followed.body.fact !== undefined && followed.body.fact === body.fact?.id) {
    followed.body.last = body.fact.last;
    // A correction is what the reviewer typed, read by the server.
    if (entry.body.verdict === "correct") followed.body.seen = seenOf(body.fact);
  }
  if (followed.undoes === entry.id) followed.body.review = body.review;
  return followed;
}

function later(next) {
  wait = Math.min(Math.max(1_000, wait * 2), LONGEST_WAIT);
  timer = setTimeout(send, wait);
  become(next);
  return false;
}

async function renewToken() {
  const answer = await fetch("/-/review/token.json", { signal: AbortSignal.timeout(TIMEOUT) });
  if (!answer.ok) return false;
  const fresh = (await answer.json()).token;
  const changed = fresh !== token;
  token = fresh;
  return changed;
}

window.addEventListener("online", retry);
window.addEventListener("focus", () => { if (state !== "saved") retry(); });
window.addEventListener("beforeunload", (event) => {
  // What is kept here is sent when the next page opens; closing the browser for the day would leave it unsaid.
  if (state === "failing" || state === "locked") event.preventDefault();
});

export function start() {
  // Each has had its tries: one more sets it aside again.
  write([...read(), ...read(ASIDE)]);
  write([], ASIDE);
  if (read().length) {
    become("saving");
    send();
  } else {
    rest();
  }
}
