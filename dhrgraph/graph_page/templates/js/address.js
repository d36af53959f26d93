// The whole state in the part of the address after "#", so that a picture can be sent to someone as a link:
// #view=type-theme&node=IRI&csp=IRI&min=3. An address that no longer fits is read as far as it goes.

const NUMBERS = { min: "minimum", lines: "least", steps: "steps" };
const KEYS = ["csp", "region", "year", "min", "lines", "steps", "hide", "size", "width"]; // that mean something alone
const PLACES = { csp: "partnership", region: "region", year: "year" };

/** What is not as it was when the view opened, in the order it is read. */
function addressOf() {
  const { view, chosen, pair } = look;
  const parts = [];
  const add = (key, value, usual) => { if (value !== usual) parts.push(`${key}=${readable(value)}`); };
  add("view", view.name, views[0].name);
  add("node", (pair?.from ?? chosen)?.iri ?? "", "");
  add("with", pair?.to.iri ?? "", "");
  for (const [key, name] of Object.entries(PLACES)) add(key, look.facets[name], "");
  for (const [key, name] of Object.entries(NUMBERS)) add(key, look[name], 1);
  const hidden = [...new Set(view.nodes.map(({ kind }) => kind))].filter((kind) => !look.kinds.has(kind));
  add("hide", hidden.join(" "), "");
  add("size", look.size, look.usual.size);
  add("width", look.strength, look.usual.strength);
  return parts.join("&");
}

// what an address may hold as it stands is left readable
const readable = (value) => encodeURIComponent(value).replace(/%(3A|2F|2C|40)/g, decodeURIComponent).replace(/%20/g, "+");

/** The state an address tells of; false if there is nothing in it that this page knows. */
function readAddress(hash) {
  const told = new URLSearchParams(hash.slice(1));
  const iri = told.get("node") ?? "";
  const view = viewNamed(told.get("view")) ?? viewWith(iri) ?? (KEYS.some((key) => told.has(key)) && look.view);
  if (!view) return false;
  if (view !== look.view || told.has("view")) openView(view);
  readFilters(told);
  const node = view.byIri.get(iri), other = view.byIri.get(told.get("with") ?? "");
  const pair = node && other && node.edges.find((edge) => otherEnd(edge, node) === other);
  if (pair || node) pick(pair || node);
  return true;
}

/** The view now shown if it has the thing, else the first that has. */
const viewWith = (iri) => [look.view, ...views].find((view) => view.byIri.has(iri));

function readFilters(told) {
  const known = Object.fromEntries(look.choices().map(([name, values]) => [name, values.map(([value]) => value)]));
  for (const [key, name] of Object.entries(PLACES)) if (known[name]?.includes(told.get(key))) setFacets({ [name]: told.get(key) });
  const limits = { minimum: look.range(look.breadth)[1], least: look.range(look.weight)[1], steps: 3 };
  for (const [key, name] of Object.entries(NUMBERS)) {
    const n = Number(told.get(key));
    if (Number.isInteger(n) && n >= 1) look[name] = Math.min(n, limits[name]);
  }
  (told.get("hide") ?? "").split(" ").forEach((kind) => { if (kind) look.kinds.delete(kind); });
  if (look.sizes().some(({ key }) => key === told.get("size"))) look.size = told.get("size");
  if (COUNTS.includes(told.get("width"))) look.strength = told.get("width");
  narrow();
}

/** Let the address say what is shown, without a step in the browser's history. */
function writeAddress() {
  const bare = location.href.split("#")[0], hash = addressOf();
  try {
    history.replaceState(null, "", hash ? `${bare}#${hash}` : bare);
  } catch { /* a page inside a frame may not change its address */ }
}
