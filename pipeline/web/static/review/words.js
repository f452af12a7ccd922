// What the server put into the page: words in the reader's language, and data. Elements are built, never parsed.

const element = document.getElementById("page-data");

export const page = JSON.parse(element.textContent);

/** Return the words of a key with each {name} filled in. */
export function say(key, values = {}) {
  const words = page.words[key];
  if (words === undefined) throw new Error(`no words for ${key}`);
  return words.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Return the words of a choice where the catalogue has them, else the choice itself. */
export function nameOf(table, value) {
  return page.words[`${table}.${value}`] ?? value;
}

/** Build an element; text children become text nodes, so that nothing an article says is ever markup. */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A text of the article in a sentence of ours: its direction marks end with it. */
export function quote(text) {
  return h("bdi", {}, text);
}
