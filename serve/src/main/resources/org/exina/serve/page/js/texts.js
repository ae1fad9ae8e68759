// All words of the page, one file a language, and numbers as the language writes them.
const LANGUAGES = ["en", "es"];
const KEPT = "exina-language";
let language = "en";
let words = {};

export const current = () => language;

function wanted() {
  const kept = localStorage.getItem(KEPT);
  if (LANGUAGES.includes(kept)) return kept;
  const first = navigator.languages.map(each => each.slice(0, 2)).find(each => LANGUAGES.includes(each));
  return first ?? "en";
}

export async function load(choice = wanted()) {
  words = await (await fetch(`texts/${choice}.json`)).json();
  language = choice;
  localStorage.setItem(KEPT, choice);
  document.documentElement.lang = choice;
}

/** A text, its {names} filled in; where there is one for 1 ("key.one"), it is taken for a count of 1. */
export function t(key, values = {}) {
  const text = (values.count === 1 && words[key + ".one"]) || words[key];
  if (text === undefined) throw new Error("no text for " + key);
  return text.replace(/\{(\w+)\}/g, (all, name) =>
    typeof values[name] === "number" ? number(values[name]) : values[name] ?? all);
}

export const number = (value, digits = 0) =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A share as Exina's pages write it in every language. */
export const percent = share => (share === null || share === undefined ? "–" : number(100 * share, 1) + "\u00a0%");

export const moment = text => (text ? new Date(text).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" }) : "");

/** So many seconds, as a person says it. */
export function duration(seconds) {
  if (seconds < 60) return t("time.seconds", { count: Math.max(1, Math.round(seconds)) });
  if (seconds < 3600) return t("time.minutes", { count: Math.round(seconds / 60) });
  return t("time.hours", { hours: number(seconds / 3600, 1) });
}
