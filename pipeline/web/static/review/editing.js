// The form of a fact: fields by kind, read by the server as they are typed, an institution found in the registry.

import { announce, chip } from "./panel.js";
import { h, nameOf, page, quote, say } from "./words.js";

const current = document.getElementById("current");
const TYPING_PAUSE = 180;

let asked = 0;

async function ask(path, parameters) {
  const answer = await fetch(`${path}?${new URLSearchParams(parameters)}`);
  return answer.ok ? answer.json() : {};
}

/** What the readers make of a selected text, to open the form for a missed fact with. */
export function suggest(kind, place) {
  return ask("/-/review/suggest.json", { kind, quote: place.quote });
}

function control(kind, name, value) {
  const id = `field-${name}`;
  const why = h("span", { class: "why", id: `why-${name}` });
  if (name === "approx") {
    return h("div", { class: "field check" },
      h("input", { type: "checkbox", id, name, value: "1", checked: value === "1" }),
      h("label", { for: id }, say("field.approx")), why);
  }
  const choices = page.choices[name];
  const input = choices
    ? h("select", { id, name }, choices.map((choice) =>
      h("option", { value: choice, selected: choice === value }, choice === "" ? "–" : nameOf(name, choice))))
    : h("input", { id, name, value, autocomplete: "off", spellcheck: "false", lang: "ko" });
  return h("div", { class: `field f-${name}` }, h("label", { for: id }, say(`field.${name}`)), input, why);
}

/** Open the form; resolve with the fields and the note, or null when it is given up. */
export function edit({ kind, place, fields, title }) {
  return new Promise((resolve) => {
    const reading = h("output", { class: "reading-line", "aria-live": "polite" });
    const note = h("input", { name: "note", id: "field-note", autocomplete: "off", maxlength: "500" });
    const form = h("form", { class: "edit", novalidate: true, "aria-label": title },
      h("div", { class: "fact-head" }, chip(kind), h("strong", {}, title)),
      h("p", { class: "fact-quote", lang: "ko" }, quote(place.quote)),
      h("div", { class: "fields-grid" }, page.fields[kind].map((name) => control(kind, name, fields[name] ?? ""))),
      h("div", { class: "field" }, h("label", { for: "field-note" }, say("field.note")), note),
      reading,
      h("div", { class: "decide" },
        h("button", { class: "primary" }, say("act.save"), " ", h("kbd", {}, "Enter")),
        h("button", { type: "button", onclick: () => close(null) }, say("act.cancel"), " ", h("kbd", {}, "Esc"))));
    const values = () => {
      const data = Object.fromEntries(new FormData(form));
      delete data.note;
      return data;
    };
    let timer = null;
    const check = async () => {
      const turn = (asked += 1);
      const answer = await ask("/-/review/reading.json", { kind, quote: place.quote, ...values() });
      if (turn !== asked || !form.isConnected) return null;
      showProblem(form, reading, answer);
      return answer;
    };
    const arrange = () => {
      const { bound, form: shape } = values();
      form.classList.toggle("is-range", bound === "range");
      form.classList.toggle("is-interval", shape === "interval");
    };
    const close = (result) => {
      clearTimeout(timer);
      asked += 1;
      document.removeEventListener("keydown", hear);
      current.replaceChildren();
      resolve(result);
    };
    form.addEventListener("input", () => {
      arrange();
      clearTimeout(timer);
      timer = setTimeout(check, TYPING_PAUSE);
    });
    // An open form takes every other key away from the page: it must end wherever the focus has gone.
    const hear = (event) => {
      if (event.defaultPrevented || event.isComposing || event.repeat || event.target.closest("dialog")) return;
      if (event.key === "Escape") close(null);
      else if (event.key === "Enter" && !event.target.closest("form, a, button, summary")) form.requestSubmit();
    };
    document.addEventListener("keydown", hear);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await check().catch(() => null);
      if (answer?.field) {
        form.elements[answer.field]?.focus();
        announce(answer.problem);
        return;
      }
      close({ fields: values(), note: note.value, reading: answer?.reading ?? "" });
    });
    current.replaceChildren(form);
    arrange();
    if (kind === "institution") findInstitutions(form.elements.canonical, form.elements.type);
    // A bound or a form hides fields that the other has.
    const first = [...form.elements].find((field) => field.matches("input, select") && field.offsetParent !== null);
    first.focus();
    first.select?.();
    check();
  });
}

function showProblem(form, reading, answer) {
  for (const why of form.querySelectorAll(".why")) why.textContent = "";
  for (const wrong of form.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid");
  reading.textContent = answer.reading ? `= ${answer.reading}` : "";
  if (!answer.field) return;
  const input = form.elements[answer.field];
  input?.setAttribute("aria-invalid", "true");
  input?.setAttribute("aria-describedby", `why-${answer.field}`);
  const why = form.querySelector(`#why-${answer.field}`);
  if (why) why.textContent = answer.problem;
}

// An ARIA combobox: type, choose with the arrows or the mouse; what is typed stands where nothing is chosen.
function findInstitutions(input, type) {
  const box = h("ul", { class: "options", role: "listbox", id: "institutions", hidden: true });
  input.after(box);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-controls": "institutions", "aria-expanded": "false",
  })) input.setAttribute(name, value);
  let found = [];
  let at = -1;
  let timer = null;
  const show = () => {
    box.replaceChildren(...found.map(([name, kind], number) =>
      h("li", {
        role: "option", id: `institution-${number}`, "aria-selected": String(number === at),
        onmousedown: (event) => { event.preventDefault(); choose(number); },
      }, quote(name), h("span", { class: "hint" }, ` ${nameOf("type", kind)}`))));
    box.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!box.hidden));
    if (at >= 0) input.setAttribute("aria-activedescendant", `institution-${at}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    [input.value, type.value] = found[number];
    found = [];
    at = -1;
    show();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.form.dispatchEvent(new Event("input"));
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await ask("/-/review/institutions.json", { q: input.value });
      if (!input.isConnected) return;
      found = answer.institutions ?? [];
      at = -1;
      show();
    }, TYPING_PAUSE);
  });
  input.addEventListener("blur", () => { found = []; at = -1; show(); });
  input.addEventListener("keydown", (event) => {
    if (box.hidden) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) at = (at + moves[event.key] + found.length) % found.length;
    else if (event.key === "Enter" && at >= 0) choose(at);
    else if (event.key === "Escape") found = [];
    else return;
    event.preventDefault();
    if (event.key !== "Enter") show();
  });
}
