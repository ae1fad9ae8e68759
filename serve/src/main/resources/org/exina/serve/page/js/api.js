// What the server is asked. Every fault is an Error whose message is for the person.
import { t } from "./texts.js";

async function answered(promise) {
  let response;
  try {
    response = await promise;
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Error(t("fault.away"));
  }
  if (response.ok) return response;
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // no problem document: the status says what there is to say
  }
  const where = problem.where && !String(problem.detail).includes(problem.where) ? problem.where + ": " : "";
  throw new Error(problem.detail ? where + problem.detail : t("fault.status", { status: response.status }));
}

export const get = async path => (await answered(fetch(path))).json();

export async function post(path, value) {
  const response = await answered(fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
  }));
  return response.json();
}

export const send = async (path, body, signal) =>
  (await answered(fetch(path, { method: "POST", body, signal }))).json();

export const put = async (path, file) => (await answered(fetch(path, {
  method: "PUT",
  headers: { "Content-Type": "application/octet-stream" },
  body: file,
}))).json();

export const remove = path => answered(fetch(path, { method: "DELETE" }));

export const part = encodeURIComponent;

export const thumbnail = (path, size = 224) => `/api/image?path=${part(path)}&size=${size}`;

/** Told of a job's changes until it has ended; a function that ends the watching comes back. */
export function watch(job, changed) {
  const events = new EventSource(`/api/jobs/${part(job)}/events`);
  const state = { notes: [] };
  events.addEventListener("state", event => {
    Object.assign(state, JSON.parse(event.data));
    changed(state);
    if (["done", "failed", "cancelled"].includes(state.state)) events.close();
  });
  events.addEventListener("progress", event => {
    state.progress = JSON.parse(event.data);
    changed(state);
  });
  events.addEventListener("note", event => {
    const text = JSON.parse(event.data).text;
    if (!state.notes.includes(text)) state.notes = [...state.notes, text];
    changed(state);
  });
  events.addEventListener("problem", event => {
    state.problem = JSON.parse(event.data).detail;
    changed(state);
    events.close();
  });
  return () => events.close();
}
