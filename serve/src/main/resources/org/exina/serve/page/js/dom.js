// Elements out of what they are made of. Text is only ever text: nothing here takes HTML.

/** An element; attributes that are null or false are left out, "on..." are listeners. Children are nodes or text. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** What a person typed by: a label with what is labelled in it. */
export function field(label, input) {
  return h("label", { class: "field" }, h("span", {}, label), input);
}

export function choice(label, input) {
  return h("label", { class: "choice" }, input, h("span", {}, label));
}

export function options(values, chosen, title = value => value) {
  return values.map(value => h("option", { value, selected: value === chosen }, title(value)));
}

/** A place to drop files or to choose them. */
export function dropPlace(title, hint, settings, take) {
  const input = h("input", { type: "file", multiple: settings.multiple, accept: settings.accept, "aria-label": title });
  const place = h("label", { class: "drop" }, h("b", {}, title), h("span", { class: "soft" }, hint), input);
  input.addEventListener("change", () => {
    take([...input.files]);
    input.value = "";
  });
  const over = on => event => {
    event.preventDefault();
    place.classList.toggle("over", on);
  };
  place.addEventListener("dragover", over(true));
  place.addEventListener("dragleave", over(false));
  place.addEventListener("drop", event => {
    over(false)(event);
    take([...event.dataTransfer.files]);
  });
  return place;
}

/** Tells it to who listens to the page. */
export function say(text) {
  document.getElementById("live").textContent = text;
}

/** A file of the page's own making. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  URL.revokeObjectURL(address);
}
