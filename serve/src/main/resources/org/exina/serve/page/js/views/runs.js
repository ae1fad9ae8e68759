// Cross-validations and experiments: a table, and of each the images behind every cell of its confusion matrix.
import { h, svg } from "../dom.js";
import { get, part, thumbnail } from "../api.js";
import { moment, number, percent, t } from "../texts.js";
import { table } from "../parts.js";

const SHOWN = 60; // images of a cell

export async function runs(place, { rest }) {
  return rest.length > 0 ? oneRun(place, rest.join("/")) : allRuns(place);
}

async function allRuns(place) {
  const all = (await get("/api/runs")).toReversed();
  if (all.length === 0) {
    place.append(h("p", {}, t("runs.none")), h("p", {}, h("a", { class: "button", href: "#/train" }, t("nav.train"))));
    return;
  }
  const column = (key, value, more = {}) => ({ title: t("runs." + key), value, ...more });
  place.append(table([
    column("name", run => run.name, { link: run => "#/runs/" + part(run.name) }),
    column("accuracy", run => run.accuracy, { number: true, text: run => (run.problem ? run.problem : percent(run.accuracy)) }),
    column("interval", run => run.accuracyLow, { text: run => (run.accuracyLow === null ? "" : `${percent(run.accuracyLow)} – ${percent(run.accuracyHigh)}`) }),
    column("macroF1", run => run.macroF1, { number: true, text: run => (run.macroF1 === null ? "" : number(run.macroF1, 3)) }),
    column("logLoss", run => run.logLoss, { number: true, text: run => (run.logLoss === null ? "" : number(run.logLoss, 3)) }),
    column("head", run => run.head),
    column("backbones", run => run.backbones),
    column("data", run => run.data),
    column("images", run => run.images, { number: true, text: run => number(run.images ?? 0) }),
    column("finished", run => run.finished, { text: run => moment(run.finished) }),
  ], all, t("runs.caption", { count: all.length })));
}

async function oneRun(place, name) {
  const run = await get(`/api/runs/${part(name)}`);
  const behind = h("div", { "aria-live": "polite" });
  const figures = run.record.figures ?? run.record.metrics;
  place.append(h("p", {}, h("a", { href: "#/runs" }, t("runs.back"))), h("h2", { class: "name" }, name));
  if (typeof figures?.accuracy === "number") {
    place.append(h("p", { class: "lead" }, h("strong", {}, percent(figures.accuracy)),
      h("span", {}, t("train.interval", { low: percent(figures.accuracyLow), high: percent(figures.accuracyHigh) }))));
  }
  place.append(h("div", { class: "row" },
    h("a", { class: "button main", href: `/api/runs/${part(name)}/report`, target: "_blank", rel: "noopener" }, t("train.report"))));
  run.curves.forEach(curve => place.append(curves(curve)));
  place.append(h("h3", {}, t("runs.confusion")), h("p", { class: "note" }, t("runs.confusionHelp")),
    matrix(run, (row, column) => cellImages(run, row, column, behind)), behind);
}

function matrix(run, open) {
  const { classes, confusion } = run;
  const sums = confusion.map(row => row.reduce((a, b) => a + b, 0));
  return h("div", { tabindex: 0, class: "scroll matrix" + (classes.length < 9 ? " few" : "") }, h("table", {},
    h("caption", {}, t("runs.rows")),
    h("thead", {}, h("tr", {}, h("td", { class: "corner" }), classes.map(label =>
      h("th", { scope: "col", title: label }, h("span", { class: "name" }, label))))),
    h("tbody", {}, classes.map((label, i) => h("tr", {}, h("th", { scope: "row", title: label }, label),
      classes.map((other, j) => {
        const n = confusion[i][j];
        const cell = h("td", { class: n === 0 ? null : i === j ? "hit" : "miss" }, n === 0 ? "" :
          h("button", { type: "button", onclick: () => open(i, j), "aria-label": t("runs.cell", { n, label, other }) }, String(n)));
        cell.style.setProperty("--share", n / Math.max(1, sums[i]));
        return cell;
      }))))));
}

function cellImages(run, row, column, behind) {
  const [label, other] = [run.classes[row], run.classes[column]];
  const images = run.tested.filter(each => each.label === label && each.predicted === other);
  behind.replaceChildren(
    h("h3", {}, row === column ? t("runs.rightOnes", { label }) : t("runs.wrongOnes", { label, other })),
    h("ul", { class: "sheet" }, images.slice(0, SHOWN).map(each => h("li", {}, h("figure", {},
      each.path ? h("img", { src: thumbnail(each.path), alt: each.image, loading: "lazy" }) : h("div", { class: "gone" }, t("runs.gone")),
      h("figcaption", {}, `${each.image} · ${percent(each.probability)}`))))),
    images.length > SHOWN ? h("p", {}, t("runs.more", { count: images.length - SHOWN })) : "");
  behind.scrollIntoView({ block: "nearest" });
}

/** Loss over the epochs of training, of both parts. */
function curves(history) {
  const series = [["train", history.loss], ["valid", history.validationLoss]].filter(([, values]) => values?.length > 1);
  if (series.length === 0) return "";
  const most = Math.max(...series.flatMap(([, values]) => values.filter(Number.isFinite)));
  const picture = svg("svg", { class: "curve", viewBox: "0 0 400 160", role: "img", "aria-label": t("runs.curves") });
  picture.append(svg("path", { class: "axis", d: "M30 10V140H390" }));
  for (const [kind, values] of series) {
    const points = values.map((value, i) =>
      `${(30 + 360 * i / Math.max(1, values.length - 1)).toFixed(1)} ${(140 - 130 * value / (most || 1)).toFixed(1)}`);
    picture.append(svg("path", { class: kind, d: "M" + points.join("L") }));
  }
  return h("figure", {}, picture, h("figcaption", {}, t("runs.curves")));
}
