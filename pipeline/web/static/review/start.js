// The queue page: a click or Enter begins to work through what is listed; decisions that were kept are sent.

import * as outbox from "./outbox.js";
import { begin } from "./queue.js";
import { showState } from "./state.js";
import { page } from "./words.js";

const links = [...document.querySelectorAll(".queue a[data-fact]")];
const items = links.map((link) => ({ fact: link.dataset.fact, article: link.dataset.article }));

links.forEach((link, at) => link.addEventListener("click", () => begin(page.filters, items, at)));
const start = document.getElementById("start");
start?.addEventListener("click", () => begin(page.filters, items, 0));
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.target.closest("a, button, input, select")) start?.click();
});

outbox.on("state", showState);
outbox.on("stored", () => {
  // What is listed here may have been decided by it.
  if (!outbox.pending().length) location.reload();
});
outbox.start();
