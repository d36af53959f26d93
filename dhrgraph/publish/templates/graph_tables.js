// The tables under the picture: sorted by their headings, following what is shown, saved as CSV.
"use strict";

/** The rows that stand for a node or an edge: not the one that says that there is nothing. */
const rowsOf = (table) => [...table.tBodies[0].rows].filter((row) => row.cells.length > 1);

/** Tie each row of `table` to its item and make the headings sort. */
function makeTable(table, items) {
  rowsOf(table).forEach((row, n) => { row.item = items[n]; });
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const numeric = head.classList.contains("n");
    const usual = numeric ? "descending" : "ascending", other = numeric ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === usual ? other : usual;
    const text = (row) => row.cells[column].textContent;
    const compare = numeric ? (a, b) => Number(text(a)) - Number(text(b)) : (a, b) => text(a).localeCompare(text(b), "en");
    const sign = order === "ascending" ? 1 : -1;
    table.tBodies[0].append(...rowsOf(table).sort((a, b) => sign * compare(a, b)));
    heads.forEach((one) => one.setAttribute("aria-sort", one === head ? order : "none"));
  }));
}

/** Hide the rows whose item `shows` is not true of. */
function followView(table, shows) {
  rowsOf(table).forEach((row) => { row.hidden = !shows(row.item); });
}

/**
 * The rows that are shown, as RFC 4180. `names` gives the full names that a row's first cells stand for. A cell that
 * a spreadsheet would run as a formula gets an apostrophe before it.
 */
function csvOf(table, names) {
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
  const line = (texts) => texts.map(cell).join(",");
  const head = [...table.tHead.rows[0].cells].map((th) => th.textContent);
  const body = rowsOf(table).filter((row) => !row.hidden).map((row) => {
    const full = names(row.item);
    return [...row.cells].map((td, n) => full[n] ?? td.textContent);
  });
  return [head, ...body].map((texts) => `${line(texts)}\r\n`).join("");
}
