// A selection in the article's text, in code points as the server counts them.

const text = document.getElementById("text");
const find = document.getElementById("find");

function paragraphOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const paragraph = element?.closest("[data-start]");
  return paragraph && text.contains(paragraph) ? paragraph : null;
}

function countBefore(paragraph, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(paragraph);
  range.setEnd(node, offset);
  return [...range.toString()].length;
}

/** Return {start, end, quote} of what is selected, trimmed; null where it is nothing or crosses a paragraph. */
export function selected() {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = paragraphOf(range.startContainer);
  if (first === null) return null;
  // A double click may end at the start of the next paragraph.
  const inside = document.createRange();
  inside.setStart(range.startContainer, range.startOffset);
  if (paragraphOf(range.endContainer) === first) inside.setEnd(range.endContainer, range.endOffset);
  else if (range.endOffset === 0) inside.setEnd(first, first.childNodes.length);
  else return null;
  const whole = inside.toString();
  const quote = whole.trim();
  if (!quote) return null;
  const lead = [...whole.slice(0, whole.length - whole.trimStart().length)].length;
  const start = Number(first.dataset.start) + countBefore(first, inside.startContainer, inside.startOffset) + lead;
  return { start, end: start + [...quote].length, quote, rectangle: inside.getBoundingClientRect() };
}

/** Select the next place of a phrase after the present selection, so that the keyboard alone can mark a fact. */
export function selectNext(phrase) {
  const paragraphs = [...text.querySelectorAll("[data-start]")];
  const selection = document.getSelection();
  const now = selection.rangeCount ? paragraphOf(selection.getRangeAt(0).startContainer) : null;
  const from = now === null ? 0 : paragraphs.indexOf(now);
  const past = now === null ? 0 : utf16Before(now, selection.getRangeAt(0)) + 1;
  for (let step = 0; step <= paragraphs.length; step += 1) {
    const paragraph = paragraphs[(from + step) % paragraphs.length];
    const found = paragraph.textContent.indexOf(phrase, step === 0 ? past : 0);
    if (found >= 0) {
      select(paragraph, found, found + phrase.length);
      return true;
    }
  }
  return false;
}

/** Leave finding, and with it what was selected. */
export function closeFind() {
  find.hidden = true;
  document.getSelection().removeAllRanges();
}

function utf16Before(paragraph, range) {
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().length;
}

function select(paragraph, start, end) {
  const range = document.createRange();
  range.setStart(...placeAt(paragraph, start));
  range.setEnd(...placeAt(paragraph, end));
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  paragraph.scrollIntoView({ block: "center" });
}

function placeAt(paragraph, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let rest = offset;
  let node = walker.nextNode();
  while (node !== null && rest > node.length) {
    rest -= node.length;
    node = walker.nextNode();
  }
  return [node, rest];
}
