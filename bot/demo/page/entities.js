// Text with entities to elements. Offsets count UTF-16 units, as JavaScript's own strings do.

import { button, icon, make } from "./dom.js";
import { say } from "./texts.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};
const QUOTES = new Set(["blockquote", "expandable_blockquote"]);
const BLOCKS = new Set([...QUOTES, "pre"]);

// act: { command(text), mention(text), link(url) -> boolean } is told what is tapped.
export function renderText(text, entities, act) {
  const root = document.createDocumentFragment();
  renderRange(root, text, 0, text.length, [...(entities ?? [])].sort(outermostFirst), act);
  return root;
}

function outermostFirst(one, other) {
  const depth = (entity) => (QUOTES.has(entity.type) ? 0 : 1);
  return one.offset - other.offset || other.length - one.length || depth(one) - depth(other);
}

function renderRange(parent, text, start, end, entities, act) {
  let at = start;
  for (let place = 0; place < entities.length; ) {
    const entity = entities[place];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    place += 1;
    if (from >= to) continue;
    let inner = place;
    while (inner < entities.length && entities[inner].offset < to) inner += 1;
    parent.append(text.slice(at, from));
    const { outer, within } = element(entity, text.slice(from, to), act);
    renderRange(within, text, from, to, entities.slice(place, inner), act);
    parent.append(outer);
    // a block ends its line by itself
    at = BLOCKS.has(entity.type) && text[to] === "\n" ? to + 1 : to;
    place = inner;
  }
  if (at < end) parent.append(text.slice(at, end));
}

function element(entity, words, act) {
  if (entity.type === "expandable_blockquote") return expandable();
  const outer = inline(entity, words, act);
  return { outer, within: outer };
}

function inline(entity, words, act) {
  switch (entity.type) {
    case "bot_command":
      return button("", () => act.command(words), { class: "link" });
    case "mention":
      return button("", () => act.mention(words), { class: "link" });
    case "url":
      return link(/^\w+:/.test(words) ? words : `https://${words}`, act);
    case "text_link":
      return link(entity.url, act);
    case "spoiler":
      return make("span", { class: "spoiler", tabindex: 0, click: unveil, keydown: unveil });
    default:
      return make(TAGS[entity.type] ?? "span");
  }
}

function unveil(event) {
  if (event.type === "click" || event.key === "Enter") event.currentTarget.classList.remove("spoiler");
}

export function link(url, act) {
  if (!/^(https?|tg):/i.test(url)) return make("span");
  const follow = (event) => {
    if (act.link(url)) event.preventDefault();
  };
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer", click: follow });
}

function expandable() {
  const within = make("div", { class: "words" });
  const toggle = button(icon("down"), null, { class: "unfold", "aria-expanded": "false", "aria-label": say("expand") });
  const outer = make("blockquote", { class: "expandable folded" }, within, toggle);
  outer.addEventListener("click", (event) => {
    const selecting = String(getSelection()) !== "" && !toggle.contains(event.target);
    if (selecting || event.target.closest("a, .link") || outer.classList.contains("fits")) return;
    const folded = outer.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.setAttribute("aria-label", say(folded ? "expand" : "fold"));
  });
  return { outer, within };
}

// Take the fold away from quotes that are short enough to stand open; call it when they are on the page.
export function fitQuotes(root) {
  for (const quote of root.querySelectorAll(".expandable.folded")) {
    const words = quote.firstElementChild;
    if (!words.clientHeight) continue;
    const fits = words.scrollHeight <= words.clientHeight + 2;
    quote.classList.toggle("fits", fits);
    quote.lastElementChild.hidden = fits;
  }
}
