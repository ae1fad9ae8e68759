// Images that nobody labelled are named sheet by sheet.
import { field, h, options, say } from "../dom.js";
import { get, part, post, thumbnail } from "../api.js";
import { percent, t } from "../texts.js";
import { jobPlace } from "../parts.js";

const BY = "exina-by";

export async function label(place, { rest }) {
  return rest.length > 0 ? work(place, rest.join("/")) : begin(place);
}

async function begin(place) {
  const sets = (await get("/api/sets")).filter(set => set.kind !== "manifest");
  place.append(h("p", {}, t("label.how")));
  if (sets.length === 0) {
    place.append(h("p", {}, t("label.none")), h("p", {}, h("a", { class: "button", href: "#/data" }, t("nav.data"))));
    return;
  }
  const set = h("select", {}, options(sets.map(each => each.name)));
  const by = h("input", { type: "text", value: localStorage.getItem(BY) ?? "", autocomplete: "name" });
  const job = jobPlace(result => {
    location.hash = "#/label/" + part(result.labelling);
    return [];
  }, "/api/labellings");
  place.append(h("form", { onsubmit: event => {
    event.preventDefault();
    localStorage.setItem(BY, by.value.trim());
    const name = set.value.replaceAll("/", "-") + (by.value.trim() ? " " + by.value.trim() : "");
    job.run({ data: set.value, name });
  } }, h("div", { class: "row" }, field(t("label.folder"), set), field(t("label.by"), by)),
  h("div", { class: "row" }, h("button", { class: "main" }, t("label.begin")))), job.place);
  return job.leave;
}

async function work(place, name) {
  const address = `/api/labellings/${part(name)}`;
  const far = h("p", { role: "status" });
  const bar = h("progress", { max: 1, "aria-label": t("label.far") });
  const known = h("datalist", { id: "labels" });
  const input = h("input", { type: "text", list: "labels", required: true, autocomplete: "off" });
  const question = h("h2", { class: "name", id: "question" });
  const sheet = h("ul", { class: "sheet", "aria-labelledby": "question" });
  const fault = h("p", { class: "fault", role: "alert" });
  const button = h("button", { class: "main" }, t("label.name"));
  const undo = h("button", { type: "button", onclick: () => ask(() => post(address + "/undo", {})) }, t("label.undo"));
  const saved = h("p", { role: "status" });
  const save = guesses => async () => {
    try {
      const written = await post(`${address}/manifest${guesses ? "?guesses=true" : ""}`, {});
      saved.replaceChildren(t("label.saved", { name: written.data }), " ",
        h("a", { href: "#/train?data=" + part(written.data) }, t("data.train")));
    } catch (failed) {
      saved.replaceChildren(h("span", { class: "fault" }, failed.message));
    }
  };
  const form = h("form", { onsubmit: event => {
    event.preventDefault();
    const thrownOut = state.sheet.images.map(each => each.image).filter(image => out.has(image));
    ask(() => post(address + "/names", {
      images: state.sheet.images.map(each => each.image), label: input.value.trim(), thrownOut,
      by: localStorage.getItem(BY) ?? "",
    }));
  } }, h("div", { class: "row" }, field(t("label.what"), input), known, button));
  const out = new Set();
  let state;

  async function ask(request) {
    fault.textContent = "";
    button.disabled = undo.disabled = true;
    try {
      show(await request());
    } catch (failed) {
      fault.textContent = failed.message;
    }
    button.disabled = false;
    undo.disabled = !state?.steps;
  }

  function show(now) {
    state = now;
    out.clear();
    far.textContent = t("label.state", { labelled: now.labelled, count: now.images });
    bar.value = now.labelled / Math.max(1, now.images);
    known.replaceChildren(...now.classes.map(each => h("option", { value: each })));
    form.hidden = !now.sheet;
    if (!now.sheet) {
      question.textContent = t("label.done", { right: percent(now.expectedRight) });
      sheet.replaceChildren();
      say(question.textContent);
      return;
    }
    const proposed = now.sheet.proposed;
    question.textContent = proposed ? t("label.proposed", { label: proposed }) : t("label.group", { count: now.sheet.images.length });
    input.value = proposed ?? "";
    sheet.replaceChildren(...now.sheet.images.map(each => {
      const toggle = h("button", { type: "button", "aria-pressed": "false", title: each.name, onclick: () => {
        if (!out.delete(each.image)) out.add(each.image);
        toggle.setAttribute("aria-pressed", String(out.has(each.image)));
      } }, h("img", { src: thumbnail(each.path), alt: t("label.image", { name: each.name }) }));
      return h("li", {}, toggle);
    }));
    input.focus({ preventScroll: true });
    input.select();
    say(question.textContent);
  }

  place.append(h("p", {}, h("a", { href: "#/label" }, t("label.others"))), far, bar, question,
    h("p", { class: "note" }, t("label.help")), form, fault, sheet,
    h("div", { class: "row" }, undo,
      h("button", { type: "button", onclick: save(false) }, t("label.save")),
      h("button", { type: "button", onclick: save(true) }, t("label.saveAll"))), saved);
  await ask(() => get(address));
}
