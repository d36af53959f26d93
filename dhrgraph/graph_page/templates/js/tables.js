// The same as tables: names, lines and recommendations, as the filters leave them. First in this page's order (lines:
// widest first), then as a heading is pressed. static_tables.py makes the same for the first view without a script.

const ROWS = 100; // rows that stand in a table at first

// --- columns: what a row says in one, and how a cell shows it -------------------------------------------------------

const textColumn = (title, value, show = (item) => named(value(item))) => ({ title, value, show, text: value });
const wordsColumn = (title, value) => textColumn(title, value, (item) => folded(value(item)));
const numberColumn = (title, value) => (
  { title, value, numeric: true, show: (item) => number(value(item)), text: (item) => number(value(item)) });
const countColumns = () => (look.view.counted ? COUNTS : []).map((key) => numberColumn(capital(key), (item) => look.counts(item)[key]));
const nodeColumn = (title, of) => textColumn(title, (item) => of(item).label, (item) => nodeLink(of(item)));

/** A link that chooses the node here, and elsewhere opens the page with it chosen. */
function nodeLink(node) {
  const act = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(node, true);
  };
  return el("a", { class: "name", href: `#view=${look.view.name}&node=${encodeURIComponent(node.iri)}`, click: act }, named(node.label));
}

function wordsButton(edge) {
  if (!look.counts(edge).recommendations) return "";
  const label = `Show words between ${cut(edge.from.label, NAME)[0]} and ${cut(edge.to.label, NAME)[0]}`;
  return el("button", { type: "button", "aria-label": label, click: () => choose(edge, true) }, "Show words");
}

function lineEnds({ columns, directed }) {
  if (columns.length === 2) return columns;
  return directed || columns.length ? ["From", "To"] : ["Between", "And"];
}

/** The place without the number, which has its own column. */
function placeOf({ place, number: label }) {
  const start = `recommendation ${label}, `;
  return place.startsWith(start) ? place.slice(start.length) : place;
}

const TABLES = {
  names: {
    one: "name",
    items: () => look.shownNodes(),
    all: (view) => view.nodes.length,
    columns: (view) => [
      nodeColumn("Name", (node) => node),
      textColumn("Kind", (node) => kindText(node.type === node.group ? { ...node, type: "" } : node)),
      ...(view.nodes.some(({ group }) => group) ? [textColumn("Group", ({ group }) => group)] : []),
      ...countColumns(),
      ...view.sizes.filter(({ key }) => !COUNTS.includes(key)).map(({ key, title }) => numberColumn(title, (node) => node[key])),
    ],
    iris: [["Identifier", (node) => node.iri]],
  },
  lines: {
    one: "line",
    items: () => (look.view.counted ? look.shownEdges().sort(byWidth) : look.shownEdges()),
    all: (view) => view.edges.length,
    columns: (view) => [
      nodeColumn(lineEnds(view)[0], ({ from }) => from),
      nodeColumn(lineEnds(view)[1], ({ to }) => to),
      ...(view.edges.some(({ label }) => label) ? [textColumn("What it is", ({ label }) => label)] : []),
      ...countColumns(),
      ...(behind(view).all.length ? [{ title: "Words", bare: true, show: wordsButton }] : []),
    ],
    iris: [["Identifier of the first", ({ from }) => from.iri], ["Identifier of the second", ({ to }) => to.iri]],
  },
  recommendations: {
    one: "recommendation",
    items: () => shownStatements(),
    all: (view) => behind(view).all.length,
    columns: () => [
      textColumn("Number", (said) => said.number, (said) => named(said.number.trim() || "–")), // a head of a row is never empty
      wordsColumn("Words", (said) => said.text),
      wordsColumn("Review", (said) => titleOfReview(said.review)),
      wordsColumn("Partnership", (said) => listed(said.review.partnerships)),
      wordsColumn("Put to", (said) => listed(said.addressees)),
      wordsColumn("Themes", (said) => listed(said.themes)),
      wordsColumn("Place", placeOf),
    ],
    iris: [["Identifier", (said) => said.id]],
  },
};

// --- what is shown ------------------------------------------------------------------------------------------------

const behindViews = new Map();

/** The statements of a view in their order, and those among them that a line of it stands for. */
function behind(view) {
  if (!behindViews.has(view)) {
    const onLines = new Set(view.edges.flatMap((edge) => edge.statements));
    const found = new Set([...onLines, ...view.nodes.flatMap((node) => node.statements)]);
    behindViews.set(view, { onLines, all: statements.filter((statement) => found.has(statement)) });
  }
  return behindViews.get(view);
}

/** The statements of what is chosen; else those of the lines shown, and of names shown where no line stands for them. */
function shownStatements() {
  const item = look.pair ?? look.chosen;
  if (item) return look.statementsOf(item);
  const { onLines, all } = behind(look.view), found = new Set();
  for (const edge of look.shownEdges()) edge.statements.forEach((said) => found.add(said));
  for (const node of look.shownNodes()) for (const said of node.statements) if (!onLines.has(said)) found.add(said);
  return all.filter((said) => found.has(said) && passes(said.review));
}

/** What the filters leave, in words: "said in at least 2 partnerships; year: 2023". */
function filterWords() {
  const hidden = Object.keys(page.kinds).filter((kind) => look.view.nodes.some((node) => node.kind === kind) && !look.kinds.has(kind));
  return [
    ...hidden.map((kind) => `without ${lowerFirst(page.kinds[kind].several)}`),
    look.minimum > 1 && `said in at least ${plural(look.minimum, "partnership")}`,
    look.least > 1 && `lines of at least ${plural(look.least, single(look.strength))}`,
    ...Object.entries(look.facets).map(([name, value]) => value && `${name}: ${calledBy(value)}`),
  ].filter(Boolean).join("; ");
}

function captionOf(name, count) {
  const { one, all } = TABLES[name], of = all(look.view), item = look.pair ?? look.chosen;
  if (count === of) return `${plural(of, one)}.`;
  const ends = item && (item.from ? [item.from, item.to] : [item]).map(({ label }) => cut(label, NAME)[0]).join(" — ");
  const why = [name === "recommendations" && item && `those of “${ends}”`, filterWords()].filter(Boolean).join("; ");
  return `${count} of ${plural(of, one)}${why ? `: ${why}` : ""}.`;
}

// --- one table ----------------------------------------------------------------------------------------------------

/** The items by a column, those alike in the order they had. */
function sorted(items, column, down) {
  const compare = column.numeric ? (a, b) => a - b : byLabel, sign = down ? -1 : 1;
  const keyed = items.map((item) => [column.value(item), item]);
  return keyed.sort((a, b) => sign * compare(a[0], b[0])).map(([, item]) => item);
}

const tableStates = {}; // by name: its view, columns and heads, how many rows, and the title it is sorted `by`

/** How a table stands; in another view it starts anew, in its own order: for counted lines the widest first. */
function stateOf(name) {
  if (tableStates[name]?.view !== look.view) {
    const columns = TABLES[name].columns(look.view), by = name === "lines" && look.view.counted ? capital(COUNTS[0]) : "";
    const heads = columns.map((column) => headOf(name, column));
    tableStates[name] = { view: look.view, columns, heads, limit: ROWS, by, down: true, own: true };
  }
  return tableStates[name];
}

function sortBy(name, column) {
  const state = tableStates[name];
  state.down = state.by === column.title ? !state.down : Boolean(column.numeric);
  Object.assign(state, { by: column.title, own: false });
  showTable(name);
}

function headOf(name, column) {
  if (column.bare) return el("th", { scope: "col", class: "bare" }, column.title);
  const button = el("button", { type: "button", click: () => sortBy(name, column) }, column.title);
  return el("th", { scope: "col", class: column.numeric && "n" }, button);
}

const rowOfItem = (item, columns) => el("tr", {},
  columns.map((column, n) => el(n ? "td" : "th", { scope: !n && "row", class: column.numeric ? "n" : column.bare && "bare" }, column.show(item))));

/** Mark the row of what is chosen. */
function markChosen(name) {
  const { rows } = byName(`table-${name}`).tBodies[0];
  stateOf(name).items.slice(0, rows.length).forEach((item, n) => {
    if (item === look.chosen || item === look.pair) rows[n].setAttribute("aria-current", "true");
    else rows[n].removeAttribute("aria-current");
  });
}

/** Buttons below a table that show more of it; the keyboard goes on where the new rows begin. */
function moreOf(name, count) {
  const state = tableStates[name], rest = count - state.limit;
  const button = (words, limit) => el("button", { type: "button", click: () => {
    const first = state.limit;
    state.limit = limit;
    showTable(name);
    const row = byName(`table-${name}`).tBodies[0].rows[first];
    (row?.querySelector("a, button") ?? byName(`table-${name}`).parentElement).focus();
  } }, words);
  if (rest <= 0) return [];
  return [`The first ${state.limit} are listed. `, rest > ROWS && [button(`Show ${ROWS} more`, state.limit + ROWS), " "], button(`Show all ${count}`, count)];
}

/** All items of a table as the filters leave them, in the order it shows them. */
function itemsOf(name) {
  const { by, down, own, columns } = stateOf(name), items = TABLES[name].items();
  return by && !own ? sorted(items, columns.find(({ title }) => title === by), down) : items;
}

function showTable(name) {
  const table = byName(`table-${name}`), { heads, columns, by, down, limit } = stateOf(name), items = itemsOf(name);
  if (heads[0].closest("table") !== table) table.tHead.replaceChildren(el("tr", {}, heads));
  columns.forEach((column, n) => {
    if (!column.bare) heads[n].setAttribute("aria-sort", column.title !== by ? "none" : down ? "descending" : "ascending");
  });
  const none = el("tr", {}, el("td", { colspan: columns.length }, TABLES[name].all(look.view) ? "Nothing fits all that is ticked and set above." : "There is nothing to show."));
  table.caption.textContent = captionOf(name, items.length);
  table.tBodies[0].replaceChildren(...(items.length ? items.slice(0, limit).map((item) => rowOfItem(item, columns)) : [none]));
  stateOf(name).items = items;
  markChosen(name);
  byName(`${name}-more`).replaceChildren(...moreOf(name, items.length).flat(9).filter(Boolean));
  byName(`${name}-part`).hidden = name === "recommendations" && !behind(look.view).all.length;
}

let tabledFor = []; // what the tables were last made for: version, view

/** Let the tables follow what is shown; of a choice, the recommendations and the mark of its row. */
function showTables() {
  const now = [look.version, look.view];
  const same = now.every((one, n) => one === tabledFor[n]);
  tabledFor = now;
  for (const name of Object.keys(TABLES)) {
    if (same && name !== "recommendations") markChosen(name);
    else showTable(name);
  }
  showSaves();
}
