// The list above the line one types in: commands, or what inline mode has found.

import { button, make } from "./dom.js";

const panel = document.getElementById("suggestions");
let items = [];
let active = -1;

// Show choices of { label, detail, picture, act }; first: whether Enter takes the first one without a choice.
export function showSuggestions(label, choices, { first = false, above = null, note = "", more = null } = {}) {
  const list = make("div", { role: "listbox", id: "choices", "aria-label": label });
  items = choices.map((choice, place) => {
    const words = make("span", {}, make("b", {}, choice.label));
    if (choice.detail) words.append(make("small", {}, choice.detail));
    const picture = choice.picture ? make("img", { src: choice.picture, alt: "" }) : null;
    const option = make("div", { role: "option", id: `choice${place}`, click: choice.act }, picture, words);
    option.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays
    list.append(option);
    return { option, act: choice.act };
  });
  const way = above ? button(above.label, above.act, { class: "above" }) : null;
  const hint = note ? make("p", { class: "note" }, note) : null;
  panel.replaceChildren(...[way, list, hint].filter(Boolean));
  panel.onscroll = () => {
    if (more && panel.scrollTop + panel.clientHeight > panel.scrollHeight - 80) {
      const fetch = more;
      more = null;
      fetch();
    }
  };
  panel.hidden = false;
  activate(first && items.length ? 0 : -1);
}

export function hideSuggestions() {
  panel.hidden = true;
  items = [];
  activate(-1);
}

export function suggesting() {
  return !panel.hidden;
}

// The place in the list, kept while more of it comes.
export function scrolled() {
  const top = panel.scrollTop;
  return () => {
    panel.scrollTop = top;
  };
}

// Move by keyboard; return whether there was anything to move among.
export function move(step) {
  if (!items.length) return false;
  activate((active + step + items.length) % items.length);
  items[active].option.scrollIntoView({ block: "nearest" });
  return true;
}

// Take what is active; return whether anything is.
export function take() {
  if (active < 0) return false;
  items[active].act();
  return true;
}

function activate(place) {
  active = place;
  items.forEach(({ option }, each) => option.setAttribute("aria-selected", String(each === place)));
  const words = document.getElementById("words");
  if (place >= 0) words.setAttribute("aria-activedescendant", `choice${place}`);
  else words.removeAttribute("aria-activedescendant");
}
