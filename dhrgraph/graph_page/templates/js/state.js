// What the reader has chosen and what is shown for it. Nothing here touches the page: refresh() in start.js does.

const FACETS = {
  partnership: (review) => review.partnerships,
  region: (review) => review.regions,
  year: (review) => review.years,
};
const COUNTED = {
  partnerships: "In how many partnerships' reviews it comes up.",
  reviews: "In how many reviews it comes up.",
  recommendations: "How many recommendations concern it.",
};
const LINKS = { key: "links", title: "Links", sentence: "How many others it is joined to in this picture." };
const FAR = 9;

const look = {
  view: views[0],
  chosen: null, // a node
  pair: null, // an edge; then no node is chosen
  steps: 1, // how far around the chosen node is lit
  kinds: new Set(),
  minimum: 1, // partnerships that a line is said in, at least
  least: 1, // weakest line shown
  strength: "partnerships", // what a thicker line stands for
  size: "partnerships", // what a larger shape stands for
  usual: {}, // what these two were when the view opened
  facets: { partnership: "", region: "", year: "" }, // "" is any
  moving: false,
  version: 0, // goes up when what is shown changes, not when something is chosen

  shows: (node) => shown.nodes.has(node),
  showsEdge: (edge) => shown.edges.has(edge),
  shownNodes: () => [...shown.nodes],
  shownEdges: () => [...shown.edges],

  lit: (node) => !isChosen() || look.distance(node) <= (look.pair ? 0 : look.steps),
  litEdge: (edge) => !isChosen()
    || (look.pair ? edge === look.pair : Math.min(look.distance(edge.from), look.distance(edge.to)) < look.steps),
  /** Steps from what is chosen, FAR when it is further away than is lit. */
  distance: (node) => near.get(node) ?? FAR,

  /** Distinct partnerships, reviews and recommendations of a node or edge under the facets. */
  counts(item) {
    if (!kept.has(item)) kept.set(item, countsOf(item));
    return kept.get(item);
  },
  statementsOf: (item) => item.statements.filter(({ review }) => passes(review)).sort(byPlace),
  reviewsOf: (item) => [...reviewsOf(item)],
  /** How many others it has a shown line to. */
  links: (node) => new Set(node.edges.filter(look.showsEdge).map((e) => otherEnd(e, node)).filter((n) => n !== node)).size,
  amount: (node) => amountBy(node, look.size),
  weight: (edge) => (look.view.counted ? look.counts(edge)[look.strength] : 1),
  /** In how many partnerships it is said; a line to a partnership or review tells nothing of that, its other end does. */
  breadth(edge) {
    const local = ({ kind }) => kind === "partnership" || kind === "review";
    const says = local(edge.from) ? edge.to : local(edge.to) ? edge.from : edge;
    return look.counts(says).partnerships;
  },

  /** What shapes can be sized by in this view: the counts, the links, its own measures. */
  sizes() {
    const counts = look.view.counted ? COUNTS.map((key) => ({ key, title: capital(key), sentence: COUNTED[key] })) : [];
    return [...counts, LINKS, ...look.view.sizes];
  },
  /** The facets that can narrow this view: name -> its values, [value, label]. */
  choices() {
    if (!look.view.counted) return [];
    const label = (value) => page.names[value] ?? value;
    return Object.entries(FACETS)
      .map(([name, of]) => [name, [...new Set(reviews.flatMap(of))].map((value) => [value, label(value)])])
      .filter(([, values]) => values.length > 1)
      .map(([name, values]) => [name, values.sort((a, b) => byLabel(a[1], b[1]))]);
  },
  /** The lowest and highest of `measure` (look.weight, look.breadth) among all lines under the facets. */
  range(measure) {
    const values = look.view.edges.map(measure).filter(Boolean);
    return values.length ? [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))] : [1, 1];
  },
  narrowed: () => look.minimum > 1 || look.least > 1 || Object.values(look.facets).some(Boolean),
};

let shown = { nodes: new Set(), edges: new Set() };
let near = new Map(); // node -> steps from what is chosen
const kept = new Map(); // node or edge -> its counts under the facets

const capital = (word) => word[0].toUpperCase() + word.slice(1);
const isChosen = () => look.chosen !== null || look.pair !== null;
const otherEnd = (edge, node) => (edge.from === node ? edge.to : edge.from);
const isEdge = (item) => item !== null && "from" in item;
const inOrder = new Map(statements.map((statement, n) => [statement, n]));
const byPlace = (a, b) => inOrder.get(a) - inOrder.get(b);

const passes = (review) => Object.entries(FACETS).every(([name, of]) => !look.facets[name] || of(review).includes(look.facets[name]));
const reviewsOf = (item) => new Set([...item.statements.map(({ review }) => review), ...item.reviews].filter(passes));

function countsOf(item) {
  const found = reviewsOf(item), { partnership } = look.facets;
  const partnerships = new Set([...found].flatMap((review) => review.partnerships));
  return {
    partnerships: partnership ? Number(partnerships.has(partnership)) : partnerships.size,
    reviews: found.size,
    recommendations: item.statements.filter(({ review }) => passes(review)).length,
  };
}

function amountBy(node, key) {
  if (key === "links") return look.links(node);
  return COUNTED[key] ? look.counts(node)[key] : node[key] ?? 0;
}

/** Work out again which nodes and edges are shown: after a change of view, filter or facet. */
function narrow() {
  const { view, kinds, facets } = look;
  const faceted = view.counted && Object.values(facets).some(Boolean);
  const wanted = ({ kind }) => kinds.has(kind);
  const heard = (item) => !faceted || look.counts(item).reviews > 0;
  const wide = (edge) => !view.counted || (look.breadth(edge) >= look.minimum && look.weight(edge) >= look.least);
  const edges = view.edges.filter((e) => wanted(e.from) && wanted(e.to) && heard(e) && (!look.narrowed() || wide(e)));
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const alone = !(view.counted && look.narrowed()); // then those without any line are shown too
  shown = { nodes: new Set(view.nodes.filter((node) => wanted(node) && (alone || joined.has(node)))), edges: new Set(edges) };
  look.version += 1;
  if (look.chosen && !look.shows(look.chosen)) look.chosen = null;
  if (look.pair && !look.showsEdge(look.pair)) look.pair = null;
  spread();
}

/** Work out again what lies around the chosen. */
function spread() {
  near = new Map();
  if (look.pair) near = new Map([[look.pair.from, 0], [look.pair.to, 0]]);
  if (!look.chosen) return;
  let edge = [look.chosen];
  for (let step = 0; step <= look.steps && edge.length; step += 1) {
    const here = edge.filter((node) => !near.has(node));
    here.forEach((node) => near.set(node, step));
    edge = here.flatMap((node) => node.edges.filter(look.showsEdge).map((line) => otherEnd(line, node)));
  }
}

/** Choose a node, an edge, or nothing. Filters that hide it give way; true if they had to. */
function pick(item) {
  const hidden = item && !(isEdge(item) ? look.showsEdge(item) : look.shows(item));
  if (hidden) reveal(item);
  look.pair = isEdge(item) ? item : null;
  look.chosen = isEdge(item) ? null : item;
  spread();
  return Boolean(hidden);
}

/** Loosen as few filters as show it. */
function reveal(item) {
  const ends = isEdge(item) ? [item.from, item.to] : [item];
  const visible = () => { narrow(); return isEdge(item) ? look.showsEdge(item) : look.shows(item); };
  ends.forEach(({ kind }) => look.kinds.add(kind));
  if (visible()) return;
  look.least = look.minimum = 1;
  if (visible()) return;
  clearFacets();
  narrow();
}

function clearFacets() {
  setFacets({ partnership: "", region: "", year: "" });
}

function setFacets(changes) {
  Object.assign(look.facets, changes);
  kept.clear();
}

/** Show another view with nothing filtered but what holds for all views: the facets and the least partnerships. */
function openView(view) {
  const same = look.chosen && view.byIri.get(look.chosen.iri);
  Object.assign(look, { view, chosen: same ?? null, pair: null });
  startFilters();
}

/** Nothing filtered in this view but by what holds for all views. */
function startFilters() {
  const { view } = look;
  look.kinds = new Set(view.nodes.map(({ kind }) => kind));
  look.least = 1;
  look.minimum = Math.min(look.minimum, look.range(look.breadth)[1]);
  look.strength = view.strength || "partnerships";
  narrow();
  look.size = telling(look.sizes().map(({ key }) => key));
  look.usual = { size: look.size, strength: look.strength };
}

/** The first key whose values differ from node to node, so that there is something to see; else the first. */
function telling(keys) {
  const differs = (key) => look.view.nodes.some((node) => amountBy(node, key) !== amountBy(look.view.nodes[0], key));
  return keys.find(differs) ?? keys[0];
}

/** As the page opened, but in this view and with the choice kept. */
function clearAll() {
  clearFacets();
  look.minimum = 1;
  startFilters();
}
