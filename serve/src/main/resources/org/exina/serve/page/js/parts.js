// What several views show.
import { h, say } from "./dom.js";
import { duration, percent, t } from "./texts.js";
import { get, part, post, remove, watch } from "./api.js";

/** Shares as bars, the largest first. */
export function bars(ranked) {
  return h("ul", { class: "bars" }, ranked.map(({ label, probability }) => {
    const length = h("i");
    length.style.width = 100 * probability + "%";
    return h("li", {}, h("span", { class: "name" }, label), h("span", { class: "n" }, percent(probability)),
      h("span", { class: "bar", "aria-hidden": "true" }, length));
  }));
}

/** A job with its progress; what came of it when it is done. Ended by the function that comes back. */
export function jobPanel(job, place, done = () => []) {
  const title = h("h3", {}, job.title ?? "");
  const state = h("p", { role: "status" });
  const progress = h("progress", { max: 1, "aria-label": t("job.progress") });
  const notes = h("ul");
  const result = h("div");
  const stop = h("button", { type: "button", onclick: async () => {
    stop.disabled = true;
    try {
      await remove(`/api/jobs/${part(job.id)}`);
    } catch (fault) {
      state.textContent = fault.message;
    }
  } }, t("job.cancel"));
  const panel = h("section", { class: "job" }, title, state, progress, notes, result, stop);
  place.append(panel);
  let ended = "";
  return watch(job.id, now => {
    title.textContent = now.title ?? title.textContent;
    const at = now.state === "running" ? now.progress : null;
    state.textContent = at
      ? t(at.of ? "job.at" : "job.what", { what: at.what, done: at.done, of: at.of })
        + (at.secondsLeft ? " · " + t("job.left", { time: duration(at.secondsLeft) }) : "")
      : t("job." + now.state);
    if (at && at.of) progress.value = at.done / at.of;
    else progress.removeAttribute("value");
    const over = ["done", "failed", "cancelled"].includes(now.state);
    progress.hidden = over;
    stop.hidden = over;
    notes.replaceChildren(...(now.notes ?? []).map(note => h("li", {}, note)));
    if (now.problem) state.replaceChildren(h("span", { class: "fault" }, now.problem));
    if (over && !ended) {
      ended = now.state;
      say(`${title.textContent}: ${t("job." + now.state)}`);
      if (now.state === "done") result.replaceChildren(...[done(now.result)].flat());
    }
  });
}

/** A place for one job at a time: asks for it and shows it; faults are told there. */
export function jobPlace(done, to = "/api/jobs") {
  const place = h("div");
  let end = () => {};
  const run = async request => {
    end();
    end = () => {};
    place.replaceChildren();
    try {
      const added = await post(to, Object.fromEntries(Object.entries(request).filter(([, value]) =>
        value !== null && value !== undefined && value !== "")));
      end = jobPanel(added, place, done);
    } catch (fault) {
      place.append(h("p", { class: "fault", role: "alert" }, fault.message));
    }
  };
  return { place, run, leave: () => end() };
}

export const models = async () => (await get("/api/models")).filter(model => !model.problem);

/** A table whose columns sort it: {title, value, text, link, number}. */
export function table(columns, rows, caption) {
  let by = null;
  let descending = false;
  const body = h("tbody");
  const heads = columns.map(column => h("th", { scope: "col", class: column.number ? "n" : null },
    h("button", { type: "button", onclick: () => {
      descending = by === column ? !descending : Boolean(column.number);
      by = column;
      heads.forEach((head, i) => {
        if (columns[i] === by) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      fill();
    } }, column.title)));
  function fill() {
    const sorted = by === null ? rows : [...rows].sort((a, b) => {
      const [x, y] = [by.value(a), by.value(b)];
      const none = value => value === null || value === undefined || value === "";
      if (none(x) || none(y)) return Number(none(x)) - Number(none(y));
      const order = by.number ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
      return descending ? -order : order;
    });
    body.replaceChildren(...sorted.map(row => h("tr", {}, columns.map(column => {
      const text = column.text ? column.text(row) : column.value(row) ?? "";
      return h("td", { class: column.number ? "n" : "name", "data-label": column.title },
        column.link ? h("a", { href: column.link(row) }, text) : text);
    }))));
  }
  fill();
  return h("div", { class: "scroll results", tabindex: 0 }, h("table", { class: "wide" },
    h("caption", {}, caption), h("thead", {}, h("tr", {}, heads)), body));
}

/** A cell of CSV: quoted where it must be, and never a formula. */
export function cell(value) {
  const text = String(value ?? "");
  const harmless = typeof value !== "number" && /^'*[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
