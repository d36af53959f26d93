// What the page holds, as objects that know one another: edge.from and edge.to are nodes, node.edges are edges,
// statement.review is a review, and the statements and reviews of nodes and edges are the objects themselves.

const given = JSON.parse(byName("data").textContent);
const { page, options } = given;
const things = given.things.map((thing) => ({ ...thing, iri: given.start + thing.iri }));
page.names = Object.assign(Object.create(null), page.names); // so that "constructor" is no name
for (const { iri, label } of things) page.names[iri] ??= label ?? iri;
const { names } = page; // IRI -> label

const irisOf = (numbers = []) => numbers.map((n) => things[n].iri);
const reviews = given.reviews.map((review) => ({ label: "", years: [], regions: [], ...review, partnerships: irisOf(review.partnerships) }));
const statements = given.statements.map((statement) => ({
  text: "", number: "", place: "", ...statement, id: given.base + (statement.id ?? ""), review: reviews[statement.review],
  addressees: irisOf(statement.addressees), themes: irisOf(statement.themes),
}));
given.printed.forEach((n, row) => { // what the static table has already: words and place
  const said = statements[n], cells = byName("table-recommendations").tBodies[0].rows[row].cells;
  said.text ||= cells[1].textContent;
  const place = cells[6].textContent.trimEnd(); // the last cell of a row ends with the line
  if (place) said.place ||= `recommendation ${said.number}, ${place}`;
});

/** A row with its numbers of statements and reviews followed. */
const followed = (row) => ({
  ...row,
  statements: (row.statements ?? []).map((n) => statements[n]),
  reviews: (row.reviews ?? []).map((n) => reviews[n]),
});

function madeNode(row, id) {
  const thing = things[row.thing], { shape, colour } = page.kinds[thing.kind ?? ""];
  const usual = { id, kind: "", type: "", group: "", column: 0, x: row.column ?? 0, y: 0, side: 0, about: "", facts: [] };
  return { ...usual, ...thing, ...followed(row), shape, colour, edges: [] };
}

function madeView(row) {
  const usual = { command: "", query: "", notice: "", sentence: "", finding: "", left_out: 0, columns: [] };
  const nodes = row.nodes.map(madeNode);
  const sizes = row.sizes ?? [];
  for (const node of nodes) for (const { key } of sizes) node[key] ??= 0;
  const edges = row.edges.map(([from, to, said, label = "", heard], id) => (
    { ...followed({ id, label, statements: said, reviews: heard }), from: nodes[from], to: nodes[to] }));
  for (const edge of edges) {
    edge.from.edges.push(edge);
    if (edge.to !== edge.from) edge.to.edges.push(edge);
  }
  const byIri = new Map(nodes.map((node) => [node.iri, node]));
  const headings = (row.headings ?? []).map(([column, y, text]) => ({ column, y, text }));
  return { ...usual, ...row, headings, counted: !!row.counted, directed: !!row.directed, sizes, nodes, edges, byIri };
}

const views = given.views.map(madeView);
views[0].query = byName("query").textContent;
const viewNamed = (name) => views.find((view) => view.name === name);
