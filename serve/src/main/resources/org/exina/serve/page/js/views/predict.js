// Images are dropped, and what they show is answered.
import { choice, download, dropPlace, field, h, options, say } from "../dom.js";
import { part, put, send } from "../api.js";
import { number, percent, t } from "../texts.js";
import { bars, cell, models } from "../parts.js";

const AT_ONCE = 8; // images of a request: the first answers come soon

export async function predict(place, { query }) {
  const known = await models();
  if (known.length === 0) {
    place.append(h("p", {}, t("predict.none")));
    place.append(h("p", {}, h("a", { class: "button", href: "#/train" }, t("predict.train"))));
    place.append(upload());
    return;
  }
  const model = h("select", {}, options(known.map(each => each.name), query.get("model")));
  const about = h("p", { class: "note" });
  const heat = h("input", { type: "checkbox" });
  const near = h("input", { type: "checkbox" });
  const list = h("ul", { class: "answers" });
  const state = h("p", { role: "status" });
  const rows = [];
  let stopped = new AbortController();

  function tell() {
    const one = known.find(each => each.name === model.value);
    about.textContent = t("predict.about", { count: one.classes.length, images: one.images ?? 0 })
      + (one.accuracy ? " " + t("predict.accuracy", {
        accuracy: percent(one.accuracy), low: percent(one.accuracyLow), high: percent(one.accuracyHigh),
      }) : "");
  }
  model.addEventListener("change", tell);
  tell();

  const csv = h("button", { type: "button", disabled: true, onclick: () => {
    const header = ["name", "label", "probability", "novelty", "why", "problem"];
    const lines = rows.map(row => [row.name, row.label, row.probability, row.novelty, row.why, row.problem]);
    download("answers.csv", "text/csv", [header, ...lines].map(line => line.map(cell).join(",") + "\r\n").join(""));
  } }, t("predict.csv"));
  const clear = h("button", { type: "button", disabled: true, onclick: () => {
    stopped.abort();
    stopped = new AbortController();
    rows.length = 0;
    list.querySelectorAll("img[data-own]").forEach(image => URL.revokeObjectURL(image.src));
    list.replaceChildren();
    state.textContent = "";
    csv.disabled = clear.disabled = true;
  } }, t("predict.clear"));

  async function take(files) {
    const mine = stopped;
    let done = 0;
    for (let from = 0; from < files.length && !mine.signal.aborted; from += AT_ONCE) {
      const some = files.slice(from, from + AT_ONCE);
      state.textContent = t("predict.working", { done, of: files.length });
      const form = new FormData();
      some.forEach(file => form.append("image", file, file.name));
      const asked = `/api/models/${part(model.value)}/predict?top=3`
        + (heat.checked ? "&heat=true" : "") + (near.checked ? "&nearest=5" : "");
      let answers;
      try {
        const answer = await send(asked, form, mine.signal);
        answers = answer.images;
      } catch (fault) {
        if (fault.name === "AbortError") return;
        answers = some.map(file => ({ name: file.name, problem: fault.message, top: [], nearest: [] }));
      }
      if (mine.signal.aborted) return;
      answers.forEach((answer, i) => {
        rows.push(answer);
        list.append(card(answer, some[i]));
      });
      done += some.length;
      csv.disabled = clear.disabled = false;
    }
    state.textContent = t("predict.done", { count: rows.length });
    say(state.textContent);
  }

  place.append(
    h("div", { class: "row" }, field(t("model"), model), choice(t("predict.heat"), heat), choice(t("predict.near"), near)),
    about,
    dropPlace(t("predict.drop"), t("predict.kinds"), { multiple: true, accept: "image/*,.tif,.tiff,.bmp,.webp" }, take),
    h("div", { class: "row" }, csv, clear),
    state,
    list,
    h("details", {}, h("summary", {}, t("predict.models")), upload(), modelList(known)));
  return () => stopped.abort();
}

function card(answer, file) {
  const own = h("img", { "data-own": true, alt: t("predict.image", { name: answer.name }), loading: "lazy" });
  own.src = URL.createObjectURL(file);
  own.addEventListener("error", () => own.remove()); // such as TIFF, which browsers do not show
  if (answer.problem) {
    return h("li", { class: "answer failed" }, h("div", { class: "pictures" }, own),
      h("h3", {}, t("predict.failed")), h("p", { class: "file" }, answer.name), h("p", {}, answer.problem));
  }
  return h("li", { class: "answer" + (answer.unknown ? " unknown" : "") },
    h("div", { class: "pictures" }, own, answer.heat
      ? h("img", { src: answer.heat, alt: t("predict.heatOf", { label: answer.top[0]?.label ?? "" }) }) : null),
    h("h3", { class: "name" }, answer.unknown ? t("unknown") : answer.label),
    h("p", { class: "file" }, answer.name),
    answer.why ? h("p", { class: "note" }, answer.why) : null,
    answer.diameterMicrons ? h("p", { class: "note" }, t("predict.diameter", { micrometres: number(answer.diameterMicrons, 1) })) : null,
    bars(answer.top),
    answer.nearest.length > 0 ? h("ul", { class: "nearest", "aria-label": t("predict.nearest") }, answer.nearest.map(each =>
      h("li", {}, h("img", { src: each.image, alt: "" }), h("span", { class: "name" }, each.label)))) : null);
}

function upload() {
  const state = h("p", { role: "status" });
  const input = h("input", { type: "file", accept: ".onnx", onchange: async () => {
    const file = input.files[0];
    if (!file) return;
    try {
      state.textContent = t("predict.uploading", { name: file.name });
      await put(`/api/models/${part(file.name.replace(/\.onnx$/i, ""))}/file`, file);
      location.hash = "#/predict?model=" + part(file.name.replace(/\.onnx$/i, ""));
    } catch (fault) {
      state.replaceChildren(h("span", { class: "fault" }, fault.message));
    }
  } });
  return h("div", {}, h("div", { class: "row" }, field(t("predict.upload"), input)), state);
}

function modelList(known) {
  return h("ul", { class: "paths" }, known.map(each => h("li", {},
    h("span", { class: "name" }, each.name), " · ",
    h("a", { href: `/api/models/${part(each.name)}/file`, download: each.name + ".onnx" }, t("predict.download")))));
}
