// The page: one person, two chats, and the line to the bot.

import { nameOf, renderMessage } from "./bubbles.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { button, icon, make } from "./dom.js";
import { fitQuotes } from "./entities.js";
import { readDeepLink } from "./links.js";
import { alertBox, choose, closeSheet, copy, notify, showPicture } from "./sheets.js";
import { guessLanguage, say, speak } from "./texts.js";
import { View } from "./view.js";

const TYPING_MS = 5000;
const find = (id) => document.getElementById(id);

const world = {
  session: "",
  language: guessLanguage(navigator.language),
  people: null,
  chat: "private",
  friend: false,
  chats: { private: new Map(), group: new Map() },
  keyboards: {},
  commands: {},
  description: "",
  unread: new Set(),
  files: (id) => `files/${world.session}/${id}`,
};
const pressed = new Map(); // query id → what was pressed, until the bot answers
let typing = 0;

// --- what somebody does here

const ask = (type, rest = {}) => line.send({ type, chat: world.chat, friend: isFriend(), ...rest });
const isFriend = () => world.chat === "group" && world.friend;

const act = {
  command: (text) => act.send(text, 0),
  mention: (text) => composer.fill(`${text} `),
  link: (url) => {
    const payload = readDeepLink(url, world.people.bot.username);
    if (payload === null) return false;
    act.start(payload);
    return true;
  },
  send: (text, replyTo) => ask("send", { text, reply_to: replyTo }),
  edit: (message, text) => ask("edit", { message: message.message_id, text }),
  key: (key) => ask("tap", { key }),
  start: (payload) => {
    enter("private");
    line.send({ type: "start", payload });
  },
  inline: (query, offset) => ask("inline", { query, offset }),
  choose: (queryId, place) => ask("choose", { query_id: queryId, place }),
  press: (message, data, element) => {
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    ask("press", { message: message.message_id, data });
  },
  react: (message, emoji) => ask("react", { message: message.message_id, emoji }),
  copy,
  share: (query) => {
    const choices = ["private", "group"].map((chat) => [chatName(chat), () => act.shareTo(chat, query)]);
    choose(say("choose"), choices, make("p", {}, say("choose")));
  },
  shareTo: (chat, query) => {
    enter(chat);
    act.search(query);
  },
  search: (query) => composer.fill(`@${world.people.bot.username} ${query}`),
  jump: (id) => view.jump(id),
  picture: (source, text) => showPicture(source, text),
  menu: (message) => choose(say("more"), menuOf(message), reactionsOf(message)),
  lastOwn: () => messages().findLast(({ from, text, via_bot: via }) => from.id === speaker().id && text && !via),
  speaking: (friend) => {
    world.friend = friend;
    showSpeakers();
  },
  resized: () => view.settle(),
};

function menuOf(message) {
  const text = message.text ?? message.caption ?? "";
  const other = world.chat === "private" ? "group" : "private";
  const id = message.message_id;
  const entries = [
    [say("reply"), () => composer.answer(message, nameOf(message.from, world.people)), {}],
    text && [say("copy"), () => copy(text), {}],
    message.from.id === speaker().id && text && !message.via_bot && [say("edit"), () => composer.change(message), {}],
    [say("forward", { chat: chatName(other) }), () => ask("forward", { message: id, to: other }), {}],
  ];
  return entries.filter(Boolean);
}

function reactionsOf(message) {
  const mine = message.reactions.filter(({ by }) => by === speaker().id).map(({ emoji }) => emoji);
  const emojis = ["👍", "👎", "❤", "🤔", "🎉"].map((emoji) => {
    const own = mine.includes(emoji);
    const pick = () => {
      closeSheet();
      act.react(message, own ? "" : emoji);
    };
    return button(emoji, pick, { "aria-label": say("react", { emoji }), "aria-pressed": String(own) });
  });
  return make("div", { class: "emojis" }, ...emojis);
}

// --- what is there

const messages = (chat = world.chat) => [...world.chats[chat].values()];
const speaker = () => (isFriend() ? world.people.friend : world.people.me);
const chatName = (chat) => (chat === "group" ? world.title : world.people.bot.first_name);

// --- what is told

const told = {
  welcome: (news) => {
    Object.assign(world, { session: news.session, people: news.people, title: news.chats.group.title });
    for (const [name, chat] of Object.entries(news.chats)) {
      world.chats[name] = new Map(chat.messages.map((message) => [message.message_id, message]));
      world.keyboards[name] = chat.keyboard;
    }
    composer.bot = news.people.bot.username;
    told.profile(news);
  },
  profile: (news) => {
    Object.assign(world, { language: news.language, description: news.description, commands: news.commands });
    speak(news.language);
    showAll();
  },
  message: ({ chat, message, keyboard }) => {
    world.chats[chat].set(message.message_id, message);
    world.keyboards[chat] = keyboard;
    if (chat !== world.chat) {
      world.unread.add(chat);
      showChats();
      return;
    }
    if (message.from.id === world.people.bot.id) showTyping(false);
    view.add(message, message.from.id !== world.people.bot.id);
    composer.setKeyboard(keyboard);
  },
  edit: ({ chat, message }) => {
    world.chats[chat].set(message.message_id, message);
    if (chat === world.chat) view.replace(message);
  },
  deletion: ({ chat, message }) => {
    world.chats[chat].delete(message);
    if (chat === world.chat) view.remove(message);
  },
  action: ({ chat }) => {
    if (chat === world.chat) showTyping(true);
  },
  pressed: ({ query, message, data }) => pressed.set(query, { message, data }),
  answer: ({ callback_query_id: query, text, show_alert: alert, url }) => {
    const { message, data } = pressed.get(query) ?? {};
    pressed.delete(query);
    view.release(message, data);
    if (text) (alert ? alertBox : notify)(text);
    if (url) act.link(url);
  },
  results: (news) => {
    if (news.chat === world.chat) composer.showResults(news);
  },
  refused: ({ why }) => {
    view.releaseAll();
    notify(say(why));
  },
};

// --- what is shown

function enter(chat) {
  if (chat === world.chat) return;
  world.chat = chat;
  world.unread.delete(chat);
  showTyping(false);
  composer.clear();
  showAll();
}

function showAll() {
  document.documentElement.lang = say("tag");
  document.title = world.people.bot.first_name;
  find("language").value = world.language;
  find("language").setAttribute("aria-label", say("language"));
  find("log").setAttribute("aria-label", say("messages"));
  find("down").setAttribute("aria-label", say("latest"));
  showChats();
  showStatus();
  showSpeakers();
  composer.speak(world.chat);
  composer.commands = world.commands[world.chat];
  composer.setKeyboard(world.keyboards[world.chat]);
  view.fill(messages(), emptyChat());
}

function emptyChat() {
  if (world.chat === "group") return make("div", { class: "empty" }, make("p", {}, say("emptyGroup", { bot: composer.bot })));
  const start = button(say("start"), () => act.start(""), { class: "start" });
  return make("div", { class: "empty" }, make("p", {}, world.description || say("empty")), start);
}

function showChats() {
  find("chats").setAttribute("aria-label", say("chats"));
  find("chats").replaceChildren(
    ...["private", "group"].map((chat) => {
      const current = chat === world.chat ? "page" : null;
      const unread = world.unread.has(chat) ? "unread" : null;
      return button(say(chat), () => enter(chat), { "aria-current": current, class: unread });
    }),
  );
  find("title").textContent = chatName(world.chat);
}

function showStatus() {
  const { me, friend } = world.people ?? {};
  let status = say("connecting");
  if (line.ready) {
    const members = () => say("members", { me: nameOf(me, world.people), friend: friend.first_name });
    status = typing ? say("typing") : world.chat === "group" ? members() : say("bot");
  }
  if (find("status").textContent !== status) find("status").textContent = status;
}

function showTyping(on) {
  clearTimeout(typing);
  typing = on ? setTimeout(() => showTyping(false), TYPING_MS) : 0;
  showStatus();
}

function showSpeakers() {
  const { me, friend } = world.people;
  const names = [me, friend].map((user) => nameOf(user, world.people));
  composer.setSpeakers(world.chat === "group" ? names : null, world.friend);
}

// --- to work

const view = new View((message) => renderMessage(message, world, act));
const composer = new Composer({ ...act, picture: world.files });
find("down").append(icon("down"));
find("language").addEventListener("change", (event) => line.send({ type: "language", code: event.target.value }));
const line = new Connection(
  world.language,
  (news) => told[news.type]?.(news),
  () => showStatus(),
);
new ResizeObserver(() => fitQuotes(find("log"))).observe(find("log"));
