// Going on: along the queue, through the text, to the next article.

import { ask, byId, choose, facts, now } from "./facts.js";
import * as outbox from "./outbox.js";
import { announce } from "./panel.js";
import * as queue from "./queue.js";
import { h, page, say } from "./words.js";

/** Go to the next (+1) or previous (-1) fact of the queue, or of the article where there is no queue. */
export async function go(direction) {
  if (now.editing) return;
  const item = await queue.step(direction);
  if (item !== null) {
    visit(item);
    return;
  }
  const at = facts.indexOf(now.present) + direction;
  if (at >= 0 && at < facts.length) choose(facts[at]);
  else if (direction > 0) finished();
}

/** Go to the next fact that is open; keys that decide wait until it is there. */
export async function goToOpen() {
  now.moving = true;
  try {
    await moveToOpen();
  } finally {
    now.moving = false;
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
    const at = facts.indexOf(now.present);
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

/** Go to the next (+1) or previous (-1) fact in the text. */
export function nearby(direction) {
  const fact = facts[facts.indexOf(now.present) + direction];
  if (fact !== undefined) choose(fact);
}
