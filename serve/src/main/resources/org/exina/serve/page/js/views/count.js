// Fields are counted with a model; what was counted before.
import { dropPlace, field, h, options, say } from "../dom.js";
import { get, part, put } from "../api.js";
import { moment, number, percent, t } from "../texts.js";
import { jobPlace, models } from "../parts.js";

const FIELDS = "fields"; // the folder that dropped fields are copied to, one below it for each sample

export async function count(place, { rest }) {
  return rest.length > 0 ? oneCount(place, rest.join("/")) : allCounts(place);
}

async function allCounts(place) {
  const [known, sets, counts] = await Promise.all([models(), get("/api/sets"), get("/api/counts")]);
  const before = h("div");
  const list = done => before.replaceChildren(done.length === 0
    ? h("p", {}, t("count.noneBefore"))
    : h("ul", { class: "paths" }, done.toReversed().map(each => h("li", {},
      h("a", { href: "#/count/" + part(each.name), class: "name" }, each.name), " – ", moment(each.finished)))));
  list(counts);
  const job = jobPlace(result => {
    get("/api/counts").then(list, () => {}); // the list as it was will do
    return counted(result);
  });
  if (known.length === 0) {
    place.append(h("p", {}, t("count.none")));
  } else {
    ask(place, known, sets, job);
  }
  place.append(h("h2", {}, t("count.before")), before);
  return job.leave;
}

function ask(place, known, sets, job) {
  const model = h("select", {}, options(known.map(each => each.name)));
  const folders = sets.filter(set => set.classes.length < 2).map(set => set.name);
  const folder = h("select", {}, options(["", ...folders], "", each => each || t("count.choose")));
  const sample = h("input", { type: "text", placeholder: t("count.sampleHint") });
  const state = h("p", { role: "status" });
  const run = fields => job.run({ kind: "count", model: model.value, fields, name: sample.value.trim() });
  folder.addEventListener("change", () => folder.value && run([folder.value]));
  const drop = dropPlace(t("count.drop"), t("count.kinds"), { multiple: true, accept: "image/*,.tif,.tiff,.bmp" }, async files => {
    const named = sample.value.trim() || new Date().toISOString().slice(0, 19).replaceAll(":", "-");
    try {
      for (const [i, file] of files.entries()) {
        state.textContent = t("count.copying", { done: i, of: files.length });
        await put(`/api/sets/${FIELDS}/${part(named)}/${part(file.name)}`, file);
      }
      state.textContent = "";
      await run([`${FIELDS}/${named}`]);
    } catch (fault) {
      state.replaceChildren(h("span", { class: "fault" }, fault.message));
      say(fault.message);
    }
  });
  place.append(h("p", {}, t("count.how")),
    h("div", { class: "row" }, field(t("model"), model), field(t("count.sample"), sample),
      folders.length > 0 ? field(t("count.folder"), folder) : null),
    drop, state, job.place);
}

function counted(result) {
  return [h("p", {}, t("count.grains", { count: result.grains })),
    h("div", { class: "row" }, h("a", { class: "button main", href: "#/count/" + part(result.count) }, t("count.see")))];
}

async function oneCount(place, name) {
  const done = await get(`/api/counts/${part(name)}`);
  const total = done.counts.total;
  const rows = [...total.types].sort((a, b) => b.count - a.count).filter(each => each.count > 0);
  const csv = (table, title) => h("a", { class: "button", href: `/api/counts/${part(name)}/csv?table=${table}`, download: `${name}-${table}.csv` }, title);
  place.append(
    h("p", {}, h("a", { href: "#/count" }, t("count.back"))),
    h("h2", { class: "name" }, name),
    h("p", {}, t("count.sum", { sum: total.sum, count: done.fields.length }), " ", moment(done.finished)),
    h("div", { class: "row" },
      h("a", { class: "button main", href: `/api/counts/${part(name)}/page`, target: "_blank", rel: "noopener" }, t("count.page")),
      csv("counts", t("count.counts")), csv("percentages", t("count.percentages")), csv("grains", t("count.list"))),
    h("div", { class: "scroll", tabindex: 0 }, h("table", {}, h("caption", {}, t("count.types")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("count.type")), h("th", { scope: "col", class: "n" }, t("count.number")),
        h("th", { scope: "col", class: "n" }, t("count.share")), h("th", { scope: "col", class: "n" }, t("count.interval")))),
      h("tbody", {}, rows.map(each => {
        const [share] = each.share; // none when it is outside the pollen sum
        return h("tr", {}, h("th", { scope: "row", class: "name" }, each.type), h("td", { class: "n" }, number(each.count)),
          h("td", { class: "n" }, share ? percent(share.share) : "–"),
          h("td", { class: "n" }, share ? `${percent(share.low)} – ${percent(share.high)}` : "–"));
      }),
      h("tr", {}, h("th", { scope: "row" }, t("unknown")), h("td", { class: "n" }, number(total.unknown)), h("td"), h("td")),
      h("tr", {}, h("th", { scope: "row" }, t("count.debris")), h("td", { class: "n" }, number(total.debris)), h("td"), h("td"))))),
    done.unreadable.length > 0 ? h("ul", {}, done.unreadable.map(each => h("li", { class: "fault" }, `${each.field}: ${each.problem}`))) : "",
    h("p", { class: "note" }, t("count.correct")));
}
