// Messages to bubbles.

import { button, icon, make } from "./dom.js";
import { link, renderText } from "./entities.js";
import { say } from "./texts.js";

const UNITS = ["B", "kB", "MB"];

// world: { people, chat, files(id) -> address }; act: what is done when something is tapped, see main.js.
export function renderMessage(message, world, act) {
  const by = side(message, world.people);
  const bubble = make("div", { class: "bubble" });
  if (by === "friend" || (by === "bot" && world.chat === "group")) {
    bubble.append(make("p", { class: "author" }, nameOf(message.from, world.people)));
  }
  if (message.forward_origin) {
    const who = nameOf(message.forward_origin.sender_user, world.people);
    bubble.append(make("p", { class: "origin" }, say("forwarded", { who })));
  }
  if (message.via_bot) bubble.append(make("p", { class: "origin" }, say("via", { bot: message.via_bot.username })));
  if (message.reply_to_message) bubble.append(renderReplied(message, world.people, act));
  if (message.photo) bubble.append(renderPhoto(message, world, act));
  if (message.document) bubble.append(renderDocument(message.document, world));
  const text = message.text ?? message.caption ?? "";
  if (text) {
    const entities = message.entities ?? message.caption_entities;
    bubble.append(make("div", { class: "text" }, renderText(text, entities, act)));
  }
  bubble.append(renderFoot(message, world, act));
  const parts = [bubble];
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) parts.push(renderKeyboard(rows, message, act));
  const label = `${nameOf(message.from, world.people)}, ${clock(message.date)}`;
  const whole = make("article", { class: `message ${by}`, "data-id": message.message_id, "aria-label": label }, ...parts);
  if (message.photo) whole.style.width = photoWidth(message.photo.at(-1));
  return whole;
}

// A message is as wide as its picture, and that not higher than most of the window.
function photoWidth({ width, height }) {
  return `max(260px, min(${width}px, ${(60 * width) / height}dvh))`;
}

// Words that stand for a message in one line.
export function summary(message) {
  return (message.text ?? message.caption ?? message.document?.file_name ?? say("picture")).replace(/\s+/g, " ");
}

export function nameOf(user, people) {
  return user.id === people.me.id ? say("you") : user.first_name;
}

function side(message, people) {
  return Object.keys(people).find((name) => people[name].id === message.from.id) ?? "bot";
}

function renderReplied(message, people, act) {
  const replied = message.reply_to_message;
  const words = message.quote?.text ?? summary(replied);
  const jump = () => act.jump(replied.message_id);
  const shown = button(make("b", {}, nameOf(replied.from, people)), jump, { class: "replied" });
  shown.append(make("span", {}, words));
  return shown;
}

function renderPhoto(message, world, act) {
  const { file_id: id, width, height } = message.photo.at(-1);
  const text = message.caption ?? "";
  const image = make("img", { src: world.files(id), width, height, alt: text || say("picture"), loading: "lazy" });
  return button(image, () => act.picture(world.files(id), text), { class: "photo" });
}

function renderDocument(file, world) {
  const label = say("download", { name: file.file_name });
  const words = make("span", {}, make("b", {}, file.file_name), make("small", {}, size(file.file_size)));
  const shown = { class: "file", href: world.files(file.file_id), download: file.file_name, "aria-label": label };
  return make("a", shown, icon("file"), words);
}

function renderFoot(message, world, act) {
  const foot = make("footer", {});
  const mine = message.reactions.filter(({ by }) => by === world.people.me.id).map(({ emoji }) => emoji);
  for (const emoji of new Set(message.reactions.map((each) => each.emoji))) {
    const count = message.reactions.filter((each) => each.emoji === emoji).length;
    const own = mine.includes(emoji);
    foot.append(
      button(count > 1 ? `${emoji} ${count}` : emoji, () => act.react(message, own ? "" : emoji), {
        class: "reaction",
        "aria-pressed": String(own),
        "aria-label": say("react", { emoji }),
      }),
    );
  }
  if (message.edit_date) foot.append(make("span", { class: "edited" }, say("edited")));
  foot.append(make("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)));
  foot.append(button(icon("more"), () => act.menu(message), { class: "more", "aria-label": say("more") }));
  return foot;
}

function renderKeyboard(rows, message, act) {
  const keyboard = make("div", { class: "keyboard", role: "group" });
  for (const row of rows) {
    keyboard.append(make("div", { class: "row" }, ...row.map((each) => renderButton(each, message, act))));
  }
  return keyboard;
}

function renderButton(each, message, act) {
  if (each.url) {
    const anchor = link(each.url, act);
    anchor.append(each.text, icon("url"));
    return anchor;
  }
  if (each.copy_text) return marked(each.text, "copy", () => act.copy(each.copy_text.text));
  const query = each.switch_inline_query ?? each.switch_inline_query_chosen_chat?.query;
  if (query !== undefined) return marked(each.text, "share", () => act.share(query));
  const here = each.switch_inline_query_current_chat;
  if (here !== undefined) return button(each.text, () => act.search(here));
  if (each.callback_data === undefined) return button(each.text, null, { disabled: true });
  const press = (event) => act.press(message, each.callback_data, event.currentTarget);
  return button(each.text, press, { "data-press": each.callback_data });
}

function marked(text, name, act) {
  const made = button(text, act);
  made.append(icon(name));
  return made;
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
}

function size(bytes) {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  return `${power ? value.toFixed(1) : value} ${UNITS[power]}`;
}
