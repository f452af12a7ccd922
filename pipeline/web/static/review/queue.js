// The order in which facts are visited: what the queue page listed, kept for this tab, and more of it when it ends.

const PLACE = "pressfacts.queue";
const AHEAD = 15;
const PAGE = 50;
const KEPT = 250;

let asking = null;

function read() {
  return JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
}

function write(queue) {
  sessionStorage.setItem(PLACE, JSON.stringify(queue));
}

/** Begin to work through a queue: its filters as a query string, and its items ({fact, article}). */
export function begin(filters, items, at = 0) {
  write({ filters, items, at, more: true });
}

export function leave() {
  sessionStorage.removeItem(PLACE);
}

/** The address of the queue page with its filters. */
export function home() {
  return `/-/review${read()?.filters ?? ""}`;
}

/** Go to where a fact stands in the queue; return whether it stands there. */
export function place(fact) {
  const queue = read();
  const at = queue === null ? -1 : queue.items.findIndex((item) => item.fact === fact);
  if (at < 0) return false;
  write({ ...queue, at });
  return true;
}

export function active() {
  return read() !== null;
}

/** Return the next (+1) or previous (-1) item, asking the server for more where the list ends; null at its end. */
export async function step(direction) {
  let queue = read();
  if (queue === null) return null;
  if (queue.at + direction >= queue.items.length) {
    await lookAhead();
    queue = read();
  }
  const item = queue.items[queue.at + direction];
  if (item === undefined) return null;
  write({ ...queue, at: queue.at + direction });
  if (queue.items.length - queue.at < AHEAD) lookAhead();
  return item;
}

/** Ask for more before the list ends, so that nobody waits there. */
function lookAhead() {
  asking ??= more().finally(() => { asking = null; });
  return asking;
}

async function more() {
  const { filters, items, more: expected } = read();
  if (!expected) return;
  // What was passed over is still in the server's queue, and what was decided may be until it is stored.
  const known = new Set(items.map((item) => item.fact));
  const parameters = new URLSearchParams(filters);
  parameters.set("size", String(items.length + PAGE));
  const answer = await fetch(`/-/review/queue.json?${parameters}`).catch(() => null);
  if (!answer?.ok) return;
  const fresh = (await answer.json()).items.filter((item) => !known.has(item.fact));
  const queue = read();
  const all = [...queue.items, ...fresh];
  const cut = Math.max(0, Math.min(queue.at, all.length - KEPT));
  write({ ...queue, items: all.slice(cut), at: queue.at - cut, more: fresh.length > 0 });
}
