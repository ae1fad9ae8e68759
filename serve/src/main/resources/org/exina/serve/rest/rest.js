// Draws openapi.json: each address with what it takes and gives.
const doc = await (await fetch("/api/openapi.json")).json();

function tag(name, text, ...inside) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...inside);
  return made;
}

function named(schema) {
  if (schema?.$ref) return schema.$ref.split("/").pop();
  if (schema?.items) return `list of ${named(schema.items)}`;
  return schema?.enum?.join(" | ") ?? schema?.type ?? "";
}

function contents(content) {
  return Object.entries(content ?? {}).map(([type, { schema }]) => `${type} ${named(schema)}`.trim()).join(", ");
}

function operation(path, method, { summary, parameters = [], requestBody, responses }) {
  const rows = parameters.map(each =>
    tag("tr", "", tag("td", "", tag("code", each.name)), tag("td", each.in), tag("td", named(each.schema)), tag("td", each.description)));
  if (requestBody) rows.push(tag("tr", "", tag("td", "body"), tag("td", ""), tag("td", ""), tag("td", contents(requestBody.content))));
  for (const [status, { description, content }] of Object.entries(responses)) {
    rows.push(tag("tr", "", tag("td", status), tag("td", "answer"), tag("td", contents(content)), tag("td", description)));
  }
  const head = tag("summary", "", tag("b", method.toUpperCase()), tag("code", path), ` ${summary}`);
  return tag("details", "", head, tag("table", "", tag("tbody", "", ...rows)));
}

const content = document.getElementById("content");
content.replaceChildren();
for (const { name } of doc.tags) {
  content.append(tag("h2", name));
  for (const [path, methods] of Object.entries(doc.paths)) {
    for (const [method, each] of Object.entries(methods)) {
      if (each.tags.includes(name)) content.append(operation(path, method, each));
    }
  }
}
content.append(tag("h2", "schemas"));
for (const [name, schema] of Object.entries(doc.components.schemas)) {
  content.append(tag("details", "", tag("summary", "", tag("code", name)), tag("pre", JSON.stringify(schema, null, 2))));
}
