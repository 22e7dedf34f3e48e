// What lies over the chat for a moment: notices, questions, menus, pictures.

import { button, icon, make } from "./dom.js";
import { say } from "./texts.js";

const NOTICE_MS = 3500;
const sheet = document.getElementById("sheet");
const toast = document.getElementById("toast");
let fading = 0;

sheet.addEventListener("click", (event) => {
  if (event.target === sheet) sheet.close(); // beside the sheet
});

// Show a short notice that goes away by itself.
export function notify(text) {
  clearTimeout(fading);
  toast.textContent = text;
  toast.classList.add("shown");
  fading = setTimeout(() => toast.classList.remove("shown"), NOTICE_MS);
}

function open(kind, label, ...children) {
  sheet.className = kind;
  sheet.setAttribute("aria-label", label);
  sheet.replaceChildren(...children);
  if (!sheet.open) sheet.showModal();
}

// Show a notice that stays until it is closed.
export function alertBox(text) {
  open("alert", text, make("p", {}, text), button(say("close"), () => sheet.close()));
}

// Let somebody choose; choices are [label, act, attributes].
export function choose(label, choices, above = null) {
  const buttons = choices.map(([text, act, attributes]) => {
    const pick = () => {
      sheet.close();
      act();
    };
    return button(text, pick, attributes);
  });
  open("choices", label, ...[above].filter(Boolean), ...buttons);
}

export function closeSheet() {
  if (sheet.open) sheet.close();
}

// Show a picture as large as the window.
export function showPicture(source, text) {
  const close = button(icon("close"), () => sheet.close(), { "aria-label": say("close"), class: "close" });
  open("picture", text || say("picture"), make("img", { src: source, alt: text || say("picture") }), close);
}

// Copy a text and say so.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { class: "offstage" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  notify(say("copied"));
}
