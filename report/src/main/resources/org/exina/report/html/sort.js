// A click on a column's name sorts by it, a second one the other way round; empty cells stay last.
for (const table of document.querySelectorAll("table")) {
  if (!table.tHead || !table.tBodies.length) continue;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const body = table.tBodies[0];
      const numeric = [...body.rows].some(row => row.cells[column].dataset.number !== undefined);
      const now = head.getAttribute("aria-sort");
      const descending = now ? now === "ascending" : numeric;
      const key = row => {
        const cell = row.cells[column];
        return numeric ? cell.dataset.number : cell.textContent.trim();
      };
      const rows = [...body.rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (!x || !y) return Number(!x) - Number(!y);
        const order = numeric ? x - y : x.localeCompare(y, undefined, { numeric: true });
        return descending ? -order : order;
      });
      body.append(...rows);
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    });
  });
}
