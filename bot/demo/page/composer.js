// The line one types in, with its menu of commands, inline mode, and the bot's keyboard below.

import { button, icon, make } from "./dom.js";
import { hideSuggestions, move, scrolled, showSuggestions, suggesting, take } from "./suggestions.js";
import { say } from "./texts.js";

const TYPING_MS = 200;
const find = (id) => document.getElementById(id);

export class Composer {
  // act: { send(text), edit(message, text), key(text), inline(query, offset), choose(queryId, place), start(payload),
  //        lastOwn() -> message, speaking(friend), picture(id) -> address }
  constructor(act) {
    this.act = act;
    this.words = find("words");
    this.commands = [];
    this.bot = "";
    this.reply = null;
    this.changed = null;
    this.found = null;
    find("send").append(icon("send"));
    find("keyboard").append(icon("keys"));
    find("about").lastElementChild.append(icon("close"));
    this.listen();
  }

  listen() {
    find("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    find("send").addEventListener("pointerdown", (event) => event.preventDefault()); // a phone's keyboard stays
    this.words.addEventListener("input", () => this.look());
    this.words.addEventListener("keydown", (event) => this.key(event));
    find("menu").addEventListener("click", () => this.toggleMenu());
    find("keyboard").addEventListener("click", () => this.showKeys(find("keys").hidden));
    find("about").lastElementChild.addEventListener("click", () => this.forget());
  }

  // Say everything in the language of the page.
  speak(chat) {
    this.words.placeholder = chat === "group" ? say("writeGroup", { bot: this.bot }) : say("write");
    this.words.setAttribute("aria-label", say("write"));
    find("send").setAttribute("aria-label", say("send"));
    find("menu").setAttribute("aria-label", say("commands"));
    find("keyboard").setAttribute("aria-label", say("keyboard"));
    find("keys").setAttribute("aria-label", say("keyboard"));
    find("about").lastElementChild.setAttribute("aria-label", say("cancel"));
    find("speaking").setAttribute("aria-label", say("speaking"));
  }

  // --- typing

  fill(text) {
    this.words.value = text;
    this.words.focus();
    this.look();
  }

  submit() {
    const text = this.words.value;
    if (!text.trim()) return;
    if (this.changed) this.act.edit(this.changed, text);
    else this.say(text);
    this.clear();
  }

  // Send a text; a keyboard for one use makes room then.
  say(text) {
    this.act.send(text, this.reply?.message_id ?? 0);
    if (this.once) this.showKeys(false);
  }

  clear() {
    this.words.value = "";
    this.forget();
    this.look();
  }

  key(event) {
    if (event.isComposing) return; // Enter ends a pinyin word
    const acts = {
      Enter: () => !event.shiftKey && (take() || (this.submit(), true)),
      ArrowDown: () => suggesting() && move(1),
      ArrowUp: () => (suggesting() ? move(-1) : this.recall()),
      Tab: () => !event.shiftKey && suggesting() && take(),
      Escape: () => this.escape(),
    };
    if (acts[event.key]?.()) event.preventDefault();
  }

  escape() {
    if (suggesting()) hideSuggestions();
    else if (this.reply || this.changed) this.clear();
    else return false;
    find("menu").setAttribute("aria-expanded", "false");
    return true;
  }

  recall() {
    const message = this.words.value ? null : this.act.lastOwn();
    if (message) this.change(message);
    return Boolean(message);
  }

  // --- replying and changing

  answer(message, who) {
    this.changed = null;
    this.reply = message;
    this.tellAbout(say("replying", { who }), message);
  }

  change(message) {
    this.reply = null;
    this.changed = message;
    this.tellAbout(say("editing"), message);
    this.fill(message.text);
  }

  tellAbout(title, message) {
    find("about").hidden = false;
    find("about").firstElementChild.textContent = `${title}：${message.text ?? message.caption ?? ""}`;
    this.words.focus();
  }

  forget() {
    const changing = this.changed;
    this.reply = this.changed = null;
    find("about").hidden = true;
    if (changing) this.words.value = "";
  }

  // --- suggestions

  look() {
    clearTimeout(this.waiting);
    const text = this.words.value;
    this.grow();
    const query = this.changed ? null : this.queryIn(text);
    if (query !== null) {
      this.waiting = setTimeout(() => this.act.inline(query, ""), TYPING_MS);
      if (this.found?.query !== query) this.found = null;
      if (!suggesting()) showSuggestions(`@${this.bot}`, [], { note: say("searching") });
      return;
    }
    this.found = null;
    if (this.changed) hideSuggestions();
    else if (/^\/\w*$/.test(text)) this.suggestCommands(text.slice(1).toLowerCase());
    else if (/^@\w*$/.test(text) && `@${this.bot}`.startsWith(text.toLowerCase())) this.suggestBot();
    else hideSuggestions();
    find("menu").setAttribute("aria-expanded", String(suggesting() && text === "/"));
  }

  grow() {
    this.words.style.height = "auto"; // where field-sizing is unknown
    this.words.style.height = `${Math.min(this.words.scrollHeight, 160)}px`;
  }

  queryIn(text) {
    const name = `@${this.bot} `;
    return text.toLowerCase().startsWith(name.toLowerCase()) ? text.slice(name.length) : null;
  }

  toggleMenu() {
    if (this.words.value === "/") this.fill("");
    else this.fill("/");
  }

  suggestCommands(begun) {
    const choices = this.commands
      .filter(({ command }) => command.startsWith(begun))
      .map(({ command, description }) => ({
        label: `/${command}`,
        detail: description,
        act: () => {
          this.clear();
          this.say(`/${command}`);
        },
      }));
    if (choices.length) showSuggestions(say("commands"), choices, { first: begun !== "" });
    else hideSuggestions();
  }

  suggestBot() {
    showSuggestions("@", [{ label: `@${this.bot}`, act: () => this.fill(`@${this.bot} `) }], { first: true });
  }

  // Show what the bot has found for what is typed; further results join those before them.
  showResults(told) {
    if (told.query !== this.queryIn(this.words.value)) return;
    const earlier = told.offset && this.found?.next === told.offset ? this.found.choices : [];
    if (told.offset && !earlier.length) return;
    const stay = scrolled();
    const choices = [...earlier, ...told.results.map((result, place) => this.choice(told, result, place))];
    this.found = { query: told.query, choices, next: told.next_offset };
    showSuggestions(`@${this.bot}`, choices, {
      above: told.button ? { label: told.button.text, act: () => this.leave(told.button) } : null,
      note: choices.length ? "" : say("nothing"),
      more: told.next_offset ? () => this.act.inline(told.query, told.next_offset) : null,
    });
    if (earlier.length) stay();
  }

  choice(told, result, place) {
    return {
      label: result.title ?? result.caption ?? say("picture"),
      detail: result.description ?? "",
      picture: result.photo_file_id ? this.act.picture(result.photo_file_id) : null,
      act: () => {
        this.clear();
        this.act.choose(told.inline_query_id, place);
      },
    };
  }

  leave(way) {
    this.clear();
    this.act.start(way.start_parameter ?? "");
  }

  // --- the bot's keyboard, and who speaks

  // Show the bot's keyboard when it is a new one; somebody may have put the old one away.
  setKeyboard(markup) {
    const known = JSON.stringify(markup?.keyboard ?? []);
    if (known === this.known) return;
    this.known = known;
    this.once = markup?.one_time_keyboard ?? false;
    const rows = markup?.keyboard ?? [];
    find("keyboard").hidden = !rows.length;
    find("keys").replaceChildren(...rows.map((row) => make("div", { class: "keyrow" }, ...row.map((each) => this.keyFor(each)))));
    this.showKeys(rows.length > 0);
  }

  keyFor(each) {
    const text = each.text ?? each;
    return button(text, () => this.act.key(text));
  }

  showKeys(shown) {
    find("keys").hidden = !shown;
    find("keyboard").setAttribute("aria-expanded", String(shown));
    if (shown) this.act.resized();
  }

  setSpeakers(names, friend) {
    find("speaking").hidden = !names;
    if (!names) return;
    const choice = (name, place) =>
      button(name, () => this.act.speaking(place === 1), {
        role: "radio",
        "aria-checked": String((place === 1) === friend),
      });
    find("speaking").replaceChildren(...names.map(choice));
  }
}
