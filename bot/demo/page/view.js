// The messages on the page, and how far one has scrolled.

import { fitQuotes } from "./entities.js";

const NEAR = 120; // pixels from the end that still count as being there
const GAP = 12;
const log = document.getElementById("log");
const scroller = document.getElementById("view");
const down = document.getElementById("down");

export class View {
  // render: makes the element of a message.
  constructor(render) {
    this.render = render;
    this.empty = null;
    down.addEventListener("click", () => this.end(true));
    scroller.addEventListener("scroll", () => this.look(), { passive: true });
    this.near = true;
    new ResizeObserver(() => this.settle()).observe(scroller);
  }

  fill(messages, empty) {
    log.setAttribute("aria-live", "off"); // nothing of this is news
    log.replaceChildren(...(messages.length ? messages.map(this.render) : [empty]));
    this.empty = messages.length ? null : empty;
    fitQuotes(log);
    this.end();
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
  }

  add(message, own) {
    this.empty?.remove();
    this.empty = null;
    const element = this.render(message);
    const { near } = this;
    log.append(element);
    fitQuotes(element);
    if (own) this.end();
    else if (near) this.reveal(element);
    else down.hidden = false;
  }

  replace(message) {
    const old = this.find(message.message_id);
    if (!old) return;
    const element = this.render(message);
    const follow = this.near && old === log.lastElementChild;
    const focused = old.contains(document.activeElement) ? position(old, document.activeElement) : -1;
    old.replaceWith(element);
    fitQuotes(element);
    if (focused >= 0) restore(element, focused);
    if (follow) this.reveal(element);
  }

  remove(id) {
    this.find(id)?.remove();
  }

  // Let the buttons with this callback data be pressed again.
  release(id, data) {
    for (const each of this.find(id)?.querySelectorAll("[aria-busy]") ?? []) {
      if (each.dataset.press === data) each.removeAttribute("aria-busy");
    }
  }

  releaseAll() {
    for (const each of log.querySelectorAll("[aria-busy]")) each.removeAttribute("aria-busy");
  }

  jump(id) {
    const element = this.find(id);
    element?.scrollIntoView({ block: "center" });
    element?.classList.add("found");
    setTimeout(() => element?.classList.remove("found"), 1500);
  }

  // Stay at the end when the window or the keyboard changes.
  settle() {
    if (this.near) this.end();
  }

  find(id) {
    return log.querySelector(`[data-id="${Number(id)}"]`);
  }

  look() {
    this.near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    down.hidden = this.near;
  }

  end(smooth = false) {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth ? "smooth" : "auto" });
    this.look(); // the event of scrolling comes later than the next message may
  }

  // Show a new message: to its end, but its beginning is never scrolled away.
  reveal(element) {
    const top = element.offsetTop - GAP;
    scroller.scrollTop = Math.min(scroller.scrollHeight - scroller.clientHeight, top);
    this.look();
  }
}

function position(root, element) {
  return [...root.querySelectorAll("button, a")].indexOf(element);
}

function restore(root, place) {
  const all = root.querySelectorAll("button, a");
  all[Math.min(place, all.length - 1)]?.focus({ preventScroll: true });
}
