// All that was asked for since the server began.
import { h } from "../dom.js";
import { get } from "../api.js";
import { t } from "../texts.js";
import { jobPanel } from "../parts.js";

export async function jobs(place) {
  const all = (await get("/api/jobs")).toReversed();
  if (all.length === 0) {
    place.append(h("p", {}, t("jobs.none")));
    return;
  }
  const ends = all.slice(0, 30).map(job => jobPanel(job, place, result => result.page
    ? h("p", {}, h("a", { href: result.page, target: "_blank", rel: "noopener" }, t("open")))
    : []));
  return () => ends.forEach(end => end());
}
