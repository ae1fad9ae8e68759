// A model is trained on a data set.
import { field, h, options } from "../dom.js";
import { get, part } from "../api.js";
import { percent, t } from "../texts.js";
import { jobPlace } from "../parts.js";

export async function train(place, { query }) {
  const sets = (await get("/api/sets")).filter(set => set.classes.length > 1 && set.name !== "fields"); // those are counted
  if (sets.length === 0) {
    place.append(h("p", {}, t("train.none")), h("p", {}, h("a", { class: "button", href: "#/data" }, t("nav.data"))));
    return;
  }
  const set = h("select", {}, options(sets.map(each => each.name), query.get("data")));
  const what = h("select", {}, options(["train", "crossval"], "train", each => t("train." + each)));
  const auto = h("select", {}, options(["", "5", "15", "60"], "", minutes =>
    minutes ? t("train.minutes", { count: Number(minutes) }) : t("train.usual")));
  const name = h("input", { type: "text", placeholder: t("train.nameless") });
  const folds = h("input", { type: "number", min: 2, max: 50, placeholder: "10" });
  const groupBy = h("input", { type: "text", placeholder: "^([^_]+)_" });
  const seed = h("input", { type: "number", min: 0, placeholder: "1" });
  const job = jobPlace(trained);
  const form = h("form", { onsubmit: event => {
    event.preventDefault();
    job.run({
      kind: what.value, data: set.value, name: name.value.trim(), groupBy: groupBy.value,
      autoMinutes: auto.value ? Number(auto.value) : null,
      folds: folds.value ? Number(folds.value) : null, seed: seed.value ? Number(seed.value) : null,
    });
  } },
  h("div", { class: "row" }, field(t("data"), set), field(t("train.what"), what), field(t("train.made"), auto), field(t("name"), name)),
  h("details", {}, h("summary", {}, t("train.more")), h("div", { class: "row" },
    field(t("train.folds"), folds), field(t("train.groups"), groupBy), field(t("train.seed"), seed)),
  h("p", { class: "note" }, t("train.groupsHelp"))),
  h("div", { class: "row" }, h("button", { class: "main" }, t("train.start"))));
  place.append(h("p", {}, t("train.how")), form, job.place);
  return job.leave;
}

function trained(result) {
  const estimate = result.estimate?.accuracy ?? result.accuracy;
  const low = result.estimate?.accuracyLow ?? result.accuracyLow;
  const high = result.estimate?.accuracyHigh ?? result.accuracyHigh;
  return [
    typeof estimate === "number" ? h("p", { class: "lead" }, h("strong", {}, percent(estimate)),
      h("span", {}, t("train.interval", { low: percent(low), high: percent(high) }))) : null,
    h("div", { class: "row" },
      result.model ? h("a", { class: "button", href: "#/predict?model=" + part(result.model) }, t("train.use")) : null,
      result.model ? h("a", { class: "button", href: `/api/models/${part(result.model)}/file`, download: result.model + ".onnx" }, t("train.download")) : null,
      result.run ? h("a", { class: "button", href: "#/runs/" + part(result.run) }, t("train.run")) : null,
      result.page ? h("a", { class: "button", href: result.page, target: "_blank", rel: "noopener" }, t("train.report")) : null),
  ].filter(Boolean);
}
