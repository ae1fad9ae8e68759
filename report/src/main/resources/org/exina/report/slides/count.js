// Lets a person correct a count: counts follow at once, the browser keeps what was done, a button gives corrections.csv.
"use strict";
(() => {
  const $ = id => document.getElementById(id);
  const root = $("count");
  const panel = $("panel");
  const KEY = "exina.count." + root.dataset.key;
  const MINIMUM = Number(root.dataset.minimum);
  const UNKNOWN = "unknown";
  const DEBRIS = "debris";
  const LEAST_SUM = 4; // from which on types outside the sum have a share of it
  const LEAST_SIDE = 4; // of a box drawn by hand, in pixels of the field
  const FREE_COLORS = ["#3f90da", "#ffa90e", "#bd1f01", "#92dadd"];

  const svg = (name, attributes = {}) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const grouped = n => n.toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const percent = share => (100 * share).toFixed(1) + "\u00a0%";
  const several = (n, one, many) => grouped(n) + "\u00a0" + (n === 1 ? one : many);

  // What the page shows: types, fields, grains. "now" is what a grain counts as; corrected is null where nobody looked, label
  // is empty where a person marked the grain.
  const types = new Map();
  for (const option of $("type").options) {
    if (option.value) {
      types.set(option.value, {
        color: option.dataset.color,
        dashes: option.dataset.dashes,
        light: option.dataset.light === "true",
        inSum: option.dataset.sum === "true",
      });
    }
  }
  const fields = [...document.querySelectorAll("figure.field")].map(figure => ({
    figure,
    name: figure.dataset.name,
    width: Number(figure.dataset.width),
    height: Number(figure.dataset.height),
    image: figure.querySelector("img"),
    boxes: figure.querySelector("svg"),
  }));
  const boxOf = new Map([...document.querySelectorAll(".slide g.box")].map(box => [Number(box.getAttribute("data-n")), box]));
  const grains = [...document.querySelectorAll("button.grain")].map(button => {
    const n = Number(button.dataset.n);
    const [x, y, width, height] = button.dataset.box.split(" ").map(Number);
    const field = fields[Number(button.dataset.field)];
    const words = button.dataset.words;
    const before = button.dataset.corrected ?? null; // what a person had said when the page was made
    return { n, x, y, width, height, field, words, button, label: button.dataset.label, box: boxOf.get(n), before, corrected: before, added: false };
  }).sort((a, b) => a.n - b.n);
  const grainOf = new Map(grains.map(grain => [grain.button, grain]));
  const found = grains.length; // those behind were marked by hand
  let nextNumber = found;
  let current = null;
  let saved = "";
  let keeps = true;

  // Only what differs is written: a browser lays out anew whatever is.
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const stretch = (bar, width) => {
    if (bar.getAttribute("width") !== width) bar.setAttribute("width", width);
  };
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  const now = grain => grain.corrected ?? grain.label;

  // Types that the model does not know.
  function knownType(name) {
    const small = name.toLowerCase();
    return [...types.keys()].find(type => type.toLowerCase() === small);
  }

  function addType(name) {
    const known = knownType(name);
    if (known) return known;
    types.set(name, { color: FREE_COLORS[types.size % FREE_COLORS.length], dashes: "12.0 3.0", light: false, inSum: true });
    const option = new Option(name, name);
    $("type").add(option, $("type").options.length - 1);
    const row = $("types").rows[0].cloneNode(true);
    row.dataset.type = name;
    row.cells[0].replaceChildren(swatch(name), name);
    $("types").querySelector(".apart").before(row);
    const table = $("by-field");
    if (table) {
      for (const line of table.parentNode.rows) {
        const cells = [...line.cells].filter(cell => cell.dataset.type || cell.classList.contains("n"));
        const cell = cells[0].cloneNode(true);
        cell.dataset.type = name;
        if (cell.tagName === "TH") cell.replaceChildren(swatch(name), name);
        line.cells[line.cells.length - 4].before(cell);
      }
    }
    const part = document.querySelector(".type[data-type='" + UNKNOWN + "']").cloneNode(true);
    part.dataset.type = name;
    part.querySelector("ul").replaceChildren();
    part.querySelector("ul").setAttribute("aria-label", name);
    part.querySelector("h3").replaceChildren(swatch(name), Object.assign(document.createElement("span"), { textContent: name }),
      document.createElement("small"));
    document.querySelector(".type[data-type='" + UNKNOWN + "']").before(part);
    return name;
  }

  function swatch(type) {
    const drawing = svg("svg", { class: "swatch", viewBox: "0 0 20 14", "aria-hidden": "true" });
    for (const part of ["halo", "line"]) drawing.append(svg("rect", { class: part, x: 2, y: 2, width: 16, height: 10 }));
    paint(drawing, type);
    return drawing;
  }

  function paint(box, type) {
    const style = types.get(type) ?? { color: "#ffffff", dashes: "", light: true };
    const [halo, line] = box.querySelectorAll("rect");
    halo.setAttribute("class", style.light ? "halo dark" : "halo");
    line.setAttribute("stroke", style.color);
    if (style.dashes) line.setAttribute("stroke-dasharray", style.dashes);
    else line.removeAttribute("stroke-dasharray");
  }

  // Counting. The intervals are Wilson's, as in the page that was written.
  function wilson(count, n) {
    const z = 1.959963984540054;
    const share = count / n;
    const centre = (share + z * z / (2 * n)) / (1 + z * z / n);
    const half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return [count === 0 ? 0 : Math.max(0, centre - half), count === n ? 1 : Math.min(1, centre + half)];
  }

  function interval(count, sum, inSum) {
    if (inSum) return wilson(count, sum);
    return wilson(count, count + sum).map(share => share / (1 - share));
  }

  function count(of) {
    const counts = new Map();
    for (const grain of of) counts.set(now(grain), (counts.get(now(grain)) ?? 0) + 1);
    let sum = 0;
    counts.forEach((n, type) => sum += types.get(type)?.inSum ? n : 0);
    counts.sum = sum;
    counts.missing = Math.max(0, MINIMUM - sum);
    return counts;
  }

  function share(counts, type) {
    return counts.sum ? (counts.get(type) ?? 0) / counts.sum : 0;
  }

  function mostOf(tallies) {
    let most = 0;
    for (const counts of tallies) {
      for (const [type, style] of types) {
        if (type !== UNKNOWN && type !== DEBRIS && style) most = Math.max(most, share(counts, type));
      }
    }
    return most;
  }

  function length(part, most) {
    return (most ? 100 * part / most : 0).toFixed(2) + "%";
  }

  function tally() {
    const all = count(grains);
    $("sum").textContent = grouped(all.sum);
    $("enough").textContent = (all.sum === 1 ? "grain in the pollen sum" : "grains in the pollen sum") + (MINIMUM === 0 ? ""
      : all.missing === 0 ? "; the minimum of " + grouped(MINIMUM) + " is reached"
      : "; " + grouped(all.missing) + " more are needed for the minimum of " + grouped(MINIMUM));
    const most = mostOf([all]);
    for (const row of $("types").rows) {
      const type = row.dataset.type;
      const n = type === "sum" && row.classList.contains("apart") ? all.sum : all.get(type) ?? 0;
      write(row.querySelector("[data-cell=count]"), grouped(n));
      if (row.classList.contains("apart")) continue;
      hide(row, n === 0);
      const [low, high] = all.sum ? interval(n, all.sum, types.get(type).inSum) : [];
      write(row.querySelector("[data-cell=share]"), all.sum ? percent(n / all.sum) : "");
      write(row.querySelector("[data-cell=interval]"), all.sum ? (100 * low).toFixed(1) + " to " + percent(high) : "");
      stretch(row.querySelector(".bar"), length(share(all, type), most));
    }
    tallyFields(all);
  }

  function tallyFields(all) {
    const tallies = fields.map(() => []);
    const index = new Map(fields.map((field, i) => [field, i]));
    for (const grain of grains) tallies[index.get(grain.field)].push(grain);
    const counts = tallies.map(count);
    fields.forEach((field, i) => {
      write(field.figure.querySelector("figcaption").lastChild,
        ", " + several(tallies[i].filter(grain => now(grain) !== DEBRIS).length, "grain", "grains"));
    });
    const body = $("by-field");
    if (!body) return;
    const most = mostOf(counts);
    for (const head of body.parentNode.tHead.rows[0].cells) {
      if (head.dataset.type) hide(head, !all.get(head.dataset.type));
    }
    [...body.rows].forEach((row, i) => {
      for (const cell of row.cells) {
        const type = cell.dataset.type;
        if (!type) continue;
        if (cell.classList.contains("share")) {
          const n = counts[i].get(type) ?? 0;
          hide(cell, !all.get(type));
          stretch(cell.querySelector(".bar"), length(share(counts[i], type), most));
          write(cell.querySelector("span"), n ? grouped(n) : "");
        } else {
          write(cell, grouped(type === "sum" || type === "missing" ? counts[i][type] : counts[i].get(type) ?? 0));
        }
      }
    });
  }

  // One grain.
  function show(grain) {
    const state = grain.added ? "changed" : grain.corrected === null ? "" : grain.corrected === grain.label ? "right" : "changed";
    grain.button.dataset.state = state;
    grain.button.querySelector(".now").textContent =
      state === "right" ? "\u2713 right" : state === "changed" ? "\u2192 " + grain.corrected : "";
    grain.box.classList.toggle("debris", now(grain) === DEBRIS);
    paint(grain.box, now(grain));
  }

  function set(grain, corrected) {
    grain.corrected = corrected;
    show(grain);
    changed();
  }

  function changed() {
    tally();
    keep();
    report();
    if (current) choose(current);
  }

  function undo(grain) {
    if (grain.added) {
      const next = neighbour(grain.button, 1) ?? neighbour(grain.button, -1);
      remove(grain);
      changed();
      if (next) next.focus({ preventScroll: true });
    } else {
      set(grain, grain.before);
    }
  }

  function remove(grain) {
    grains.splice(grains.indexOf(grain), 1);
    grain.box.remove();
    grain.button.closest("li").remove();
    if (current === grain) choose(null);
    headings();
  }

  function choose(grain) {
    if (current && current !== grain) {
      current.button.tabIndex = -1;
      current.button.removeAttribute("aria-current");
      current.box.classList.remove("current");
    }
    if (grain !== current) $("naming").hidden = true;
    current = grain;
    $("acts").hidden = $("looks").hidden = !grain;
    if (!grain) {
      $("words").textContent = "Choose a grain to look at it and to correct it.";
      first();
      return;
    }
    grain.button.tabIndex = 0;
    grain.button.setAttribute("aria-current", "true");
    grain.box.classList.add("current");
    grain.box.parentNode.append(grain.box); // above its neighbours
    const mine = grain.corrected === grain.before || grain.added ? ""
      : grain.corrected === grain.label ? " You: right." : " You: " + grain.corrected + ".";
    $("words").textContent = grain.words + mine;
    $("type").value = now(grain);
    $("right").hidden = grain.added;
    $("undo").textContent = grain.added ? "Remove" : "As it was";
    $("undo").disabled = grain.corrected === grain.before && !grain.added;
    const side = Math.max(grain.width, grain.height);
    look($("close"), grain, 1.25 * side);
    look($("wide"), grain, Math.max(4 * side, Math.min(grain.field.width, grain.field.height) / 4));
  }

  // The field about a grain; its own small image where that has more detail.
  function look(drawing, grain, side) {
    const x = grain.x + grain.width / 2 - side / 2;
    const y = grain.y + grain.height / 2 - side / 2;
    drawing.setAttribute("viewBox", [x, y, side, side].join(" "));
    const { field } = grain;
    const parts = [svg("image", {
      href: field.image.src, x: 0, y: 0, width: field.width, height: field.height, preserveAspectRatio: "none",
    })];
    const own = grain.button.querySelector("img");
    if (own && drawing.id === "close") {
      const whole = Math.ceil(1.3 * Math.max(grain.width, grain.height));
      const left = Math.max(0, grain.x + Math.trunc((grain.width - whole) / 2));
      const top = Math.max(0, grain.y + Math.trunc((grain.height - whole) / 2));
      const right = Math.min(field.width, grain.x + Math.trunc((grain.width - whole) / 2) + whole);
      const bottom = Math.min(field.height, grain.y + Math.trunc((grain.height - whole) / 2) + whole);
      parts.push(svg("image", {
        href: own.src, x: left, y: top, width: right - left, height: bottom - top, preserveAspectRatio: "none",
      }));
    }
    if (drawing.id === "wide") {
      const box = svg("g", { class: "box" });
      for (const part of ["halo", "line"]) {
        box.append(svg("rect", { class: part, x: grain.x, y: grain.y, width: grain.width, height: grain.height }));
      }
      paint(box, now(grain));
      parts.push(box);
    }
    drawing.replaceChildren();
    for (const part of parts) drawing.append(part);
  }

  // Getting about.
  const buttons = () => [...document.querySelectorAll(".type:not([hidden]) button.grain")];

  function neighbour(button, step) {
    const all = buttons();
    return all[all.indexOf(button) + step];
  }

  function inNextRow(button, step) {
    const all = buttons();
    const from = button.getBoundingClientRect();
    let best = null;
    for (let i = all.indexOf(button) + step; i >= 0 && i < all.length; i += step) {
      const at = all[i].getBoundingClientRect();
      if (Math.abs(at.top - from.top) < 4) continue;
      if (best && Math.abs(at.top - best.top) >= 4) break;
      const away = Math.abs(at.left - from.left);
      if (!best || away < best.away) best = { button: all[i], top: at.top, away };
    }
    return best?.button;
  }

  function go(button) {
    if (!button) return;
    button.focus({ preventScroll: true });
    const at = button.getBoundingClientRect();
    if (at.top < 0 || at.bottom > panel.getBoundingClientRect().top) button.scrollIntoView({ block: "center" });
  }

  function first() {
    const [button] = buttons();
    if (button) button.tabIndex = 0;
  }

  function decide(grain, corrected) {
    const next = neighbour(grain.button, 1);
    set(grain, corrected);
    go(next);
  }

  function onKey(event) {
    const button = event.target.closest("button.grain");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const grain = grainOf.get(button);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const numbered = /^[1-9]$/.test(key) && $("type").options[Number(key) - 1];
    if (key === "ArrowRight") go(neighbour(button, 1));
    else if (key === "ArrowLeft") go(neighbour(button, -1));
    else if (key === "ArrowDown") go(inNextRow(button, 1));
    else if (key === "ArrowUp") go(inNextRow(button, -1));
    else if (key === "Enter") decide(grain, grain.corrected ?? grain.label);
    else if (numbered && numbered.value && numbered.text.startsWith(key)) decide(grain, numbered.value);
    else if (key === "u") decide(grain, UNKNOWN);
    else if (key === "d") decide(grain, DEBRIS);
    else if (key === "t") $("type").focus();
    else if (key === "Backspace" || key === "Delete") undo(grain);
    else if (key === "f") onField(grain);
    else return;
    event.preventDefault();
  }

  function onField(grain) {
    const box = grain.box.getBoundingClientRect();
    const height = grain.field.figure.getBoundingClientRect().height;
    const room = panel.getBoundingClientRect().top;
    if (height < room) grain.field.figure.scrollIntoView({ block: "start" });
    else scrollBy(0, box.top - room / 2);
  }

  // Marking a missed grain.
  function marking(field) {
    const toggle = field.figure.querySelector("button.mark");
    let begin = null;
    let drawn = null;
    const at = event => {
      const bounds = field.boxes.getBoundingClientRect();
      const within = (value, most) => Math.round(Math.max(0, Math.min(most, value)));
      return {
        x: within((event.clientX - bounds.left) / bounds.width * field.width, field.width),
        y: within((event.clientY - bounds.top) / bounds.height * field.height, field.height),
      };
    };
    const stop = () => {
      drawn?.remove();
      begin = drawn = null;
    };
    const press = on => {
      toggle.setAttribute("aria-pressed", on);
      toggle.textContent = on ? "Draw a box around it, or press here to stop" : "Mark a missed grain";
      field.boxes.classList.toggle("drawing", on);
      if (!on) stop();
    };
    toggle.addEventListener("click", () => press(toggle.getAttribute("aria-pressed") !== "true"));
    field.figure.addEventListener("keydown", event => {
      if (event.key === "Escape") press(false);
    });
    field.boxes.addEventListener("pointerdown", event => {
      if (toggle.getAttribute("aria-pressed") !== "true" || event.button !== 0) return;
      event.preventDefault();
      field.boxes.setPointerCapture(event.pointerId);
      begin = at(event);
      drawn = svg("rect", { class: "drawn-box" });
      field.boxes.append(drawn);
    });
    field.boxes.addEventListener("pointermove", event => {
      if (begin) place(drawn, span(begin, at(event)));
    });
    field.boxes.addEventListener("pointerup", event => {
      if (!begin) return;
      const box = span(begin, at(event));
      press(false);
      if (box.width < LEAST_SIDE || box.height < LEAST_SIDE) {
        $("words").textContent = "That box is too small: a grain needs " + LEAST_SIDE + " pixels of the field each way.";
        return;
      }
      const grain = mark(field, box, UNKNOWN);
      changed();
      choose(grain);
      $("type").focus({ preventScroll: true });
    });
    field.boxes.addEventListener("pointercancel", stop);
    field.boxes.addEventListener("click", event => {
      const box = event.target.closest("g.box");
      const grain = box && grains.find(each => each.box === box);
      if (grain) {
        choose(grain);
        grain.button.focus({ preventScroll: true });
      }
    });
  }

  const span = (a, b) => ({
    x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y),
  });

  function place(rect, box) {
    for (const key of ["x", "y", "width", "height"]) rect.setAttribute(key, box[key]);
  }

  function mark(field, box, corrected) {
    const n = nextNumber++;
    const group = svg("g", { class: "box" });
    for (const part of ["halo", "line"]) {
      const rect = svg("rect", { class: part });
      place(rect, box);
      group.append(rect);
    }
    field.boxes.append(group);
    const side = 1.3 * Math.max(box.width, box.height);
    const picture = svg("svg", {
      class: "crop", viewBox: [box.x + box.width / 2 - side / 2, box.y + box.height / 2 - side / 2, side, side].join(" "),
    });
    picture.append(svg("image", {
      href: field.image.src, x: 0, y: 0, width: field.width, height: field.height, preserveAspectRatio: "none",
    }));
    const button = document.createElement("button");
    button.type = "button";
    button.className = "grain";
    button.tabIndex = -1;
    const text = document.createElement("span");
    text.className = "now";
    button.append(picture, text);
    const item = document.createElement("li");
    item.append(button);
    $("added").querySelector("ul").append(item);
    const words = "Marked by you on " + field.name + ".";
    const grain = { n, ...box, field, words, button, label: "", box: group, corrected, added: true };
    grains.push(grain);
    grainOf.set(button, grain);
    show(grain);
    headings();
    return grain;
  }

  // Sections.
  function headings() {
    for (const part of document.querySelectorAll(".type")) {
      const n = part.querySelectorAll("button.grain").length;
      part.hidden = n === 0;
      part.querySelector("h3 small").textContent = grouped(n);
    }
  }

  function sortAnew() {
    const lists = new Map([...document.querySelectorAll(".type")].map(part => [part.dataset.type, part.querySelector("ul")]));
    const order = [...document.querySelectorAll("button.grain")].map(button => grainOf.get(button));
    const rank = new Map(order.map((grain, i) => [grain, i]));
    const looked = grain => Number(grain.corrected !== null);
    order.sort((a, b) => looked(a) - looked(b) || rank.get(a) - rank.get(b));
    for (const grain of order) {
      if (!grain.added) lists.get(now(grain)).append(grain.button.closest("li"));
    }
    headings();
    if (current) go(current.button);
  }

  // Keeping and saving.
  function state() {
    const corrected = grains.filter(grain => !grain.added && grain.corrected !== grain.before).map(grain => [grain.n, grain.corrected]);
    const marked = grains.filter(grain => grain.added).map(grain => ({
      field: fields.indexOf(grain.field), x: grain.x, y: grain.y, width: grain.width, height: grain.height,
      corrected: grain.corrected,
    }));
    return { corrected, marked, saved };
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(state()));
      keeps = true;
    } catch {
      keeps = false; // report() says so, and closing the page asks
    }
  }

  function restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    } catch {
      keeps = false;
    }
    if (!kept) return;
    saved = kept.saved;
    for (const [n, corrected] of kept.corrected) {
      if (!grains[n]) continue;
      grains[n].corrected = corrected === grains[n].label ? corrected : addType(corrected);
      show(grains[n]);
    }
    for (const box of kept.marked) mark(fields[box.field], {
      x: box.x, y: box.y, width: box.width, height: box.height }, addType(box.corrected));
  }

  const fieldsTouched = () => new Set(grains.filter(grain => grain.corrected !== null).map(grain => grain.field));

  function lines(rows) {
    const harmless = value => /^'*[=+\-@\t\r]/.test(value) && !/^-?[0-9]+$/.test(value) ? "'" + value : value;
    const quoted = value => /[",\r\n]/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value;
    return rows.map(row => row.map(value => quoted(harmless(value))).join(",") + "\n").join(""); // no name is a formula
  }

  function csv() {
    const order = grain => fields.indexOf(grain.field);
    const touched = fieldsTouched(); // whole: what nobody looked at is named as such, not left to be taken for no grain
    const rows = grains.filter(grain => touched.has(grain.field))
      .sort((a, b) => order(a) - order(b) || a.y - b.y || a.x - b.x)
      .map(grain => [grain.field.name, String(grain.x), String(grain.y), String(grain.width), String(grain.height),
        grain.label, grain.corrected ?? ""]);
    return lines([["field", "x", "y", "width", "height", "label", "corrected"], ...rows]);
  }

  function download(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function save() {
    saved = csv();
    download(saved, "corrections.csv");
    keep();
    report();
  }

  // The tables of the count as they are now, in the form of counts.csv and counts-percentages.csv.
  function tables() {
    const order = [...$("types").rows].filter(row => !row.classList.contains("apart")).map(row => row.dataset.type);
    const rows = fields.map(field => [field.name, count(grains.filter(grain => grain.field === field))]);
    rows.push(["total", count(grains)]);
    const counts = [["field", ...order, UNKNOWN, DEBRIS, "pollenSum", "missing"]];
    const percentages = [["field", "type", "inPollenSum", "count", "percent", "low", "high"]];
    for (const [name, each] of rows) {
      counts.push([name, ...[...order, UNKNOWN, DEBRIS].map(type => each.get(type) ?? 0), each.sum, each.missing].map(String));
      for (const type of order) {
        const { inSum } = types.get(type);
        const n = each.get(type) ?? 0;
        const shares = each.sum >= (inSum ? 1 : LEAST_SUM) ? [n / each.sum, ...interval(n, each.sum, inSum)] : null;
        percentages.push([name, type, String(inSum), String(n),
          ...(shares ? shares.map(share => (100 * share).toFixed(4)) : ["", "", ""])]);
      }
    }
    return { counts: lines(counts), percentages: lines(percentages) };
  }

  const unsaved = () => grains.some(grain => grain.corrected !== null) && csv() !== saved;

  function report() {
    const looked = grains.filter(grain => grain.corrected !== null && !grain.added);
    const changes = looked.filter(grain => grain.corrected !== grain.label).length;
    const marked = grains.filter(grain => grain.added).length;
    const touched = fieldsTouched();
    const inPart = new Set(grains.filter(grain => grain.corrected === null && touched.has(grain.field)).map(grain => grain.field)).size;
    $("done").textContent = grouped(looked.length) + " of " + grouped(found) + " looked at, "
      + grouped(changes) + " changed, " + grouped(marked) + " marked"
      + (inPart ? "; " + several(inPart, "field", "fields") + " in part." : ".")
      + (looked.length + marked === 0 ? "" : unsaved() ? " Not saved yet." : " Saved.")
      + (keeps ? "" : " This browser keeps nothing: save before you close the page.");
    $("save").disabled = looked.length + marked === 0;
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("focus", event => {
    const button = event.target instanceof Element && event.target.closest("button.grain");
    if (button) choose(grainOf.get(button));
  }, true);
  document.addEventListener("click", event => {
    const button = event.target.closest("button.grain");
    if (button && document.activeElement !== button) button.focus({ preventScroll: true }); // Safari does not
    const rest = event.target.closest("button.rest");
    if (rest) {
      for (const grain of grains) {
        const here = grain.field.figure.contains(rest) || rest.parentNode.contains(grain.button);
        if (here && grain.corrected === null) {
          grain.corrected = grain.label;
          show(grain);
        }
      }
      changed();
    }
  });
  $("type").addEventListener("change", () => {
    const type = $("type").value;
    $("naming").hidden = type !== "";
    if (type === "") $("name").focus();
    else set(current, type);
  });
  $("type").addEventListener("keydown", event => {
    if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      go(current.button);
    }
  });
  function useName() {
    const name = $("name").value.trim();
    if (!name) return;
    $("name").value = "";
    $("naming").hidden = true;
    set(current, addType(name));
    go(current.button);
  }
  $("named").addEventListener("click", useName);
  $("name").addEventListener("keydown", event => {
    if (event.key === "Enter") useName();
    if (event.key === "Escape") {
      choose(current);
      $("naming").hidden = true;
      go(current.button);
    }
  });
  $("right").addEventListener("click", () => decide(current, current.corrected ?? current.label));
  $("undo").addEventListener("click", () => undo(current));
  $("there").addEventListener("click", () => onField(current));
  $("here").addEventListener("click", () => current.button.scrollIntoView({ block: "center" }));
  $("again").addEventListener("click", sortAnew);
  $("save").addEventListener("click", save);
  $("counts-now").addEventListener("click", () => download(tables().counts, "counts-corrected.csv"));
  $("percentages-now").addEventListener("click", () => download(tables().percentages, "counts-corrected-percentages.csv"));
  addEventListener("beforeunload", event => {
    if (!keeps && unsaved()) event.preventDefault();
  });
  fields.forEach(marking);
  grains.filter(grain => grain.before !== null).forEach(show);
  if (grains.some(grain => grain.before !== null)) saved = csv(); // they came from such a table
  restore();
  tally();
  report();
  first();
})();
