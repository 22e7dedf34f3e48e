// Making elements. Text always becomes a text node: nothing the bot or a person writes is ever read as markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function button(label, act, attributes = {}) {
  return make("button", { type: "button", click: act, ...attributes }, label);
}

// An icon drawn with lines, of the size of the text around it.
export function icon(name) {
  const paths = {
    send: "M4 12 20 4l-5 16-3.500-6.500z",
    keys: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
    more: "M12 6v.01M12 12v.01M12 18v.01",
    down: "M6 9l6 6 6-6",
    close: "M6 6l12 12M18 6 6 18",
    url: "M8 16 16 8M9 8h7v7",
    copy: "M9 9h10v10H9zM5 15V5h10",
    share: "M4 17c1-5 5-7 10-7V6l6 6-6 6v-4c-4 0-7 1-10 3z",
    file: "M7 3h7l4 4v14H7zM14 3v4h4",
  };
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}
