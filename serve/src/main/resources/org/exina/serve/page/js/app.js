// Which view is shown. Each view gives its elements and may give a function that ends what it watches.
import { h } from "./dom.js";
import { current, load, t } from "./texts.js";
import { predict } from "./views/predict.js";
import { label } from "./views/label.js";
import { data } from "./views/data.js";
import { train } from "./views/train.js";
import { count } from "./views/count.js";
import { runs } from "./views/runs.js";
import { jobs } from "./views/jobs.js";

const VIEWS = { predict, label, data, train, count, runs, jobs };
const main = document.getElementById("main");
let leave = () => {};
let shown = 0;

function address() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/").map(decodeURIComponent);
  return { name: VIEWS[name] ? name : "predict", rest, query: new URLSearchParams(query) };
}

function frame(name) {
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("language-label").textContent = t("language");
  document.getElementById("language").value = current();
  const nav = document.getElementById("nav");
  nav.setAttribute("aria-label", t("nav"));
  nav.replaceChildren(h("ul", {}, Object.keys(VIEWS).map(each =>
    h("li", {}, h("a", { href: "#/" + each, "aria-current": each === name ? "page" : null }, t("nav." + each))))));
  nav.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  document.title = t("nav." + name) + " – Exina";
}

async function show(focus) {
  const own = ++shown;
  leave();
  leave = () => {};
  const { name, rest, query } = address();
  frame(name);
  const place = h("div");
  place.append(h("h1", {}, t(name + ".title")));
  main.replaceChildren(place);
  if (focus) main.focus();
  try {
    const left = await VIEWS[name](place, { rest, query, current: () => own === shown });
    if (own === shown) leave = left ?? leave;
    else if (left) left();
  } catch (fault) {
    place.append(h("p", { class: "fault", role: "alert" }, fault.message));
  }
}

document.getElementById("skip").addEventListener("click", event => {
  event.preventDefault();
  main.focus();
});
document.getElementById("language").addEventListener("change", async event => {
  await load(event.target.value);
  show(false);
});
window.addEventListener("hashchange", () => show(true));
await load();
show(false);
