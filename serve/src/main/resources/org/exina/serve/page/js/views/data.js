// Data sets: what lies in the data folder, looked at, added to, checked.
import { field, h, say } from "../dom.js";
import { get, part, put, thumbnail } from "../api.js";
import { t } from "../texts.js";
import { jobPlace } from "../parts.js";

const IMAGE = /\.(jpe?g|png|tiff?|bmp|gif|webp)$/i;

export async function data(place, { rest }) {
  return rest.length > 0 ? oneSet(place, rest.join("/")) : allSets(place);
}

async function allSets(place) {
  const sets = await get("/api/sets");
  place.append(sets.length === 0
    ? h("p", {}, t("data.none"))
    : h("ul", { class: "paths" }, sets.map(set => h("li", {},
      h("a", { href: "#/data/" + part(set.name), class: "name" }, set.name), " – ",
      t("data.images", { count: set.images }),
      set.classes.length > 0 ? ", " + t("data.classes", { count: set.classes.length }) : ""))));
  const name = h("input", { type: "text", placeholder: "pollen" });
  const state = h("p", { role: "status" });
  const input = h("input", { type: "file", webkitdirectory: true, multiple: true, onchange: async () => {
    const files = [...input.files].filter(file => IMAGE.test(file.name) && !file.name.startsWith("."));
    input.value = "";
    await copy(files, name.value.trim(), state);
  } });
  place.append(h("h2", {}, t("data.add")), h("p", {}, t("data.how")),
    h("div", { class: "row" }, field(t("data.name"), name), field(t("data.folder"), input)), state);
}

/** A folder of class folders, file by file; what is there already is told and left as it is. */
async function copy(files, named, state) {
  const faults = [];
  let set = named;
  let done = 0;
  for (const file of files) {
    const parts = file.webkitRelativePath.split("/");
    set = named || parts[0];
    const label = parts.length > 2 ? parts[1] : "images";
    try {
      await put(`/api/sets/${part(set)}/${part(label)}/${part(file.name)}`, file);
      done++;
    } catch (fault) {
      faults.push(`${file.webkitRelativePath}: ${fault.message}`);
    }
    state.textContent = t("data.copied", { done, of: files.length });
  }
  if (files.length === 0) state.textContent = t("data.empty");
  if (faults.length > 0) {
    state.append(h("ul", {}, faults.slice(0, 20).map(fault => h("li", { class: "fault" }, fault))));
  } else if (done > 0) {
    say(t("data.copied", { done, of: files.length }));
    location.hash = "#/data/" + part(set);
  }
}

async function oneSet(place, name) {
  const set = (await get("/api/sets")).find(each => each.name === name);
  if (!set) throw new Error(t("data.gone", { name }));
  const sheet = h("ul", { class: "sheet" });
  const pages = h("p", { class: "row" });
  const job = jobPlace(checked);
  let chosen = "";

  async function show(page) {
    const shown = await get(`/api/sets/${part(name)}/images?page=${page}` + (chosen ? `&class=${part(chosen)}` : ""));
    sheet.replaceChildren(...shown.rows.map(row => h("li", {}, h("figure", {},
      h("img", { src: thumbnail(row.path), alt: row.label ? t("data.alt", { label: row.label }) : row.name, loading: "lazy" }),
      h("figcaption", {}, chosen || !row.label ? row.name : h("b", { class: "name" }, row.label))))));
    pages.replaceChildren(
      h("button", { type: "button", disabled: shown.page <= 1, onclick: () => show(shown.page - 1) }, t("before")),
      h("span", {}, t("page", { page: shown.page, pages: Math.max(1, shown.pages) })),
      h("button", { type: "button", disabled: shown.page >= shown.pages, onclick: () => show(shown.page + 1) }, t("next")));
  }

  const buttons = ["", ...set.classes.map(each => each.name)].map(label =>
    h("button", { type: "button", "aria-pressed": String(label === ""), onclick: event => {
      chosen = label;
      buttons.forEach(each => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
      show(1);
    } }, label || t("data.all"), " ",
    h("small", {}, String(label ? set.classes.find(each => each.name === label).images : set.images))));

  place.append(
    h("p", {}, h("a", { href: "#/data" }, t("data.back"))),
    h("h2", { class: "name" }, name),
    h("div", { class: "row" },
      set.classes.length > 1 ? h("a", { class: "button", href: "#/train?data=" + part(name) }, t("data.train")) : null,
      set.classes.length > 1 ? h("button", { type: "button", onclick: () => job.run({ kind: "check", data: name }) }, t("data.check")) : null,
      set.classes.length > 1 ? h("button", { type: "button", onclick: () => job.run({ kind: "check", data: name, deep: true }) }, t("data.deep")) : null),
    job.place,
    set.classes.length > 0 ? h("ul", { class: "classes" }, buttons.map(each => h("li", {}, each))) : "",
    pages, sheet);
  await show(1);
  return job.leave;
}

function checked(result) {
  return h("p", {}, t("data.findings", { count: result.findings }), " ",
    h("a", { href: result.page, target: "_blank", rel: "noopener" }, t("open")));
}
