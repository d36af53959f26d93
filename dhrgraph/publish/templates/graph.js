// The graph page: what the reader chooses, and what follows from it. It shows what stands in the page's own data and
// never turns text into markup. graph_picture.js draws, graph_tables.js lists.
"use strict";

const byName = (id) => document.getElementById(id);
const data = JSON.parse(byName("data").textContent);
const { nodes, edges, page } = data;
const byId = new Map(nodes.map((node) => [node.id, node]));
const COUNTS = ["partnerships", "reviews", "recommendations"];

// --- small helpers ------------------------------------------------------------------------------------------------

/** An element; strings among the children become text, never markup. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const plural = (n, one) => `${n} ${n === 1 ? one : `${one}s`}`;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(3));
const single = (count) => count.slice(0, -1); // "reviews" -> "review"
const kindOf = (node) => page.kinds[node.kind] + (node.type ? `: ${node.type}` : "");
const countsOf = (edge) => COUNTS.filter((c) => edge[c]).map((c) => plural(edge[c], single(c))).join(", ");
const lowest = (count) => (edges.length ? Math.min(...edges.map((edge) => edge[count])) : 1);
const highest = (count) => Math.max(0, ...edges.map((edge) => edge[count]));

// --- what is chosen, and what is shown for it ---------------------------------------------------------------------

const view = {
  kinds: new Set(Object.keys(page.kinds)),
  size: byName("size").value,
  strength: byName("strength").value,
  least: 1, // weakest line shown
  steps: 1, // how far around the chosen node is lit
  chosen: null, // id of a node
  shownNodes: new Set(),
  shownEdges: new Set(),
  near: new Map(), // id -> steps from the chosen node; empty when none is chosen
  shows: (node) => view.shownNodes.has(node.id),
  showsEdge: (edge) => view.shownEdges.has(edge),
  lit: (node) => view.near.size === 0 || view.near.has(node.id),
  distance: (node) => view.near.get(node.id) ?? 9,
  litEdge: ({ from, to }) => view.near.size === 0
    || Math.min(view.distance(byId.get(from)), view.distance(byId.get(to))) < view.steps,
};

function chooseShown() {
  const wanted = (id) => view.kinds.has(byId.get(id).kind);
  view.shownEdges = new Set(edges.filter((e) => wanted(e.from) && wanted(e.to) && e[view.strength] >= view.least));
  const joined = new Set([...view.shownEdges].flatMap((edge) => [edge.from, edge.to]));
  const all = view.least <= lowest(view.strength); // then those without any line are shown too
  view.shownNodes = new Set(nodes.filter(({ id }) => wanted(id) && (all || joined.has(id))).map(({ id }) => id));
}

function chooseNear() {
  view.near = new Map();
  if (!view.shownNodes.has(view.chosen)) return;
  view.near.set(view.chosen, 0);
  for (let step = 1; step <= view.steps; step += 1) {
    const found = [];
    for (const { from, to } of view.shownEdges) {
      if (view.near.has(from) && !view.near.has(to)) found.push(to);
      if (view.near.has(to) && !view.near.has(from)) found.push(from);
    }
    found.forEach((id) => view.near.set(id, step));
  }
}

function refresh() {
  chooseShown();
  chooseNear();
  picture.draw();
  showDetails();
  followView(byName("names"), view.shows);
  followView(byName("links"), view.showsEdge);
  const shown = `Showing ${view.shownNodes.size} of ${plural(nodes.length, "name")}`
    + ` and ${view.shownEdges.size} of ${plural(edges.length, "line")}.`;
  const around = view.near.size === 0 ? "" : ` ${byId.get(view.chosen).label} is chosen, with`
    + ` ${plural(view.near.size - 1, "other name")} within ${plural(view.steps, "step")}.`;
  byName("status").textContent = shown + around;
  const { title, sentence } = page.sizes[view.size];
  byName("meaning").textContent = `${title}: ${sentence} A thicker line stands for more ${view.strength}.`;
}

/** Choose a node, or none; `moveFocus` takes the keyboard to its details. */
function choose(id, moveFocus = false) {
  const node = byId.get(id);
  view.chosen = node ? node.id : null;
  if (node && !view.shows(node)) reveal(node);
  refresh();
  const bare = location.href.split("#")[0];
  try {
    history.replaceState(null, "", node ? `${bare}#node=${encodeURIComponent(node.id)}` : bare);
  } catch { /* a page inside a frame may not change its address */ }
  if (node && moveFocus) byName("details-title").focus();
}

function reveal(node) {
  view.kinds.add(node.kind);
  kindTicks().forEach((tick) => { tick.checked = view.kinds.has(tick.value); });
  setLeast(lowest(view.strength));
}

function chooseByAddress(hash) {
  const found = /^#node=(.*)$/.exec(hash);
  if (!found) return;
  try {
    const id = decodeURIComponent(found[1]);
    if (byId.has(id)) choose(id, true);
  } catch { /* an address someone mistyped */ }
}

// --- details ------------------------------------------------------------------------------------------------------

function nameButton(node, note) {
  const act = { type: "button", onclick: () => choose(node.id, true) };
  return el("li", {}, el("button", act, el("bdi", {}, node.label), " ", el("small", {}, note)));
}

const nameList = (buttons) => el("ul", { class: "near" }, ...buttons);

function factsOf(node) {
  const facts = el("dl", {});
  for (const key of page.order) {
    const whole = page.of[key] ? ` of ${page.of[key]}` : "";
    facts.append(el("dt", {}, page.sizes[key].title), el("dd", {}, number(node[key]) + whole));
  }
  return facts;
}

function neighboursOf(node) {
  const around = edges
    .filter((edge) => edge.from !== edge.to && (edge.from === node.id || edge.to === node.id))
    .map((edge) => ({ edge, other: byId.get(edge.from === node.id ? edge.to : edge.from) }))
    .sort((a, b) => b.edge[view.strength] - a.edge[view.strength] || a.other.label.localeCompare(b.other.label, "en"));
  if (!around.length) return [];
  const buttons = around.map(({ edge, other }) => nameButton(other, countsOf(edge)));
  const parts = [el("h3", {}, `Joined to ${around.length}`), nameList(buttons.slice(0, 6))];
  const rest = buttons.slice(6);
  if (rest.length) parts.push(el("details", {}, el("summary", {}, `and ${rest.length} more`), nameList(rest)));
  return parts;
}

function quotesOf(node) {
  if (!node.quotes.length) return [];
  const part = node.quotes.length < node.recommendations;
  const title = part ? `${node.quotes.length} of ${node.recommendations} recommendations` : "Recommendations";
  return [el("h3", {}, title), ...node.quotes.map(({ text, review, place }) =>
    el("blockquote", { dir: "auto" }, el("p", {}, text), el("footer", {}, [review, place].filter(Boolean).join(", "))))];
}

function detailsOf(node) {
  const clear = () => { choose(null); byName("search").focus(); };
  return [
    el("p", { class: "meaning" }, kindOf(node)),
    factsOf(node),
    ...neighboursOf(node),
    ...quotesOf(node),
    el("p", {}, el("code", {}, node.id)),
    el("button", { type: "button", onclick: clear }, "Clear the choice"),
  ];
}

function detailsOfNone() {
  const { title, sentence } = page.sizes[view.size];
  const first = nodes.filter(view.shows).sort((a, b) => b[view.size] - a[view.size]).slice(0, 8);
  if (!first.length) return [el("p", {}, "There is nothing to show.")];
  const amount = (node) => (COUNTS.includes(view.size) || view.size === "links"
    ? plural(node[view.size], single(view.size)) : number(node[view.size]));
  return [
    el("p", {}, "Choose a name, in the picture or below, to see what was recommended and what it is joined to."),
    el("h3", {}, `Highest by ${title.toLowerCase()}`),
    el("p", { class: "meaning" }, sentence),
    nameList(first.map((node) => nameButton(node, amount(node)))),
  ];
}

function showDetails() {
  const node = byId.get(view.chosen);
  byName("details-title").replaceChildren(el("bdi", {}, node ? node.full : "Where to start"));
  byName("details-body").replaceChildren(...(node ? detailsOf(node) : detailsOfNone()));
}

// --- controls -----------------------------------------------------------------------------------------------------

const kindTicks = () => [...document.querySelectorAll("[name=kind]")];

function setLeast(value) {
  view.least = value;
  byName("least").value = value;
  byName("least-is").textContent = `${plural(value, single(view.strength))} or more`;
}

function setStrength() {
  const slider = byName("least");
  view.strength = byName("strength").value;
  slider.min = lowest(view.strength);
  slider.max = Math.max(lowest(view.strength), highest(view.strength));
  slider.disabled = slider.min === slider.max;
  setLeast(lowest(view.strength));
}

function makeControls() {
  const onChange = (id, event, act) => byName(id).addEventListener(event, ({ target }) => { act(target.value); refresh(); });
  onChange("strength", "change", setStrength);
  onChange("least", "input", (value) => setLeast(Number(value)));
  onChange("size", "change", (value) => { view.size = value; });
  onChange("steps", "change", (value) => { view.steps = Number(value); });
  kindTicks().forEach((tick) => tick.addEventListener("change", () => {
    view.kinds = new Set(kindTicks().filter((one) => one.checked).map((one) => one.value));
    refresh();
  }));
}

function makeButtons() {
  const acts = {
    in: () => picture.zoom(1.25),
    out: () => picture.zoom(0.8),
    left: () => picture.move(-1, 0),
    right: () => picture.move(1, 0),
    up: () => picture.move(0, -1),
    down: () => picture.move(0, 1),
    fit: picture.fit,
    png: () => save("png", picture.image()),
    names: () => saveCsv("names", (node) => [node.full, kindOf(node)]),
    links: () => saveCsv("links", (edge) => [byId.get(edge.from).full, byId.get(edge.to).full]),
  };
  document.querySelectorAll("[data-do]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", acts[button.dataset.do]);
  });
}

function save(ending, url) {
  const name = plain(page.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network";
  el("a", { href: url, download: ending === "png" ? `${name}.png` : `${name}-${ending}.csv` }).click();
}

function saveCsv(table, names) {
  const url = URL.createObjectURL(new Blob([csvOf(byName(table), names)], { type: "text/csv;charset=utf-8" }));
  save(table, url);
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

function makeSearch() {
  const input = byName("search"), hits = byName("hits"), found = byName("found");
  const close = () => { hits.hidden = true; hits.replaceChildren(); found.textContent = ""; };
  const take = (node) => { input.value = ""; close(); choose(node.id, true); };
  const matches = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    return words.length ? nodes.filter((node) => words.every((word) => plain(node.full).includes(word))) : [];
  };
  const hit = (node) => {
    const act = { type: "button", onclick: () => take(node) };
    return el("li", {}, el("button", act, el("bdi", {}, node.label), " ", el("small", {}, kindOf(node))));
  };
  input.addEventListener("input", () => {
    const list = matches();
    hits.replaceChildren(...list.slice(0, 8).map(hit));
    hits.hidden = !list.length;
    found.textContent = input.value.trim() ? `${plural(list.length, "name")} found` : "";
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && matches().length) take(matches()[0]);
  });
  input.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.focus(); }
    const stops = [input, ...hits.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); stops[stops.indexOf(event.target) + step]?.focus(); }
  });
  document.addEventListener("click", ({ target }) => { if (!input.parentElement.contains(target)) close(); });
}

// Inside a notebook's frame a link to a part of the page would load the notebook, so links are followed by hand.
function makeLinks() {
  document.addEventListener("click", (event) => {
    const hash = event.target.closest("a[href^='#']")?.getAttribute("href");
    if (!hash) return;
    event.preventDefault();
    const part = byName(hash.slice(1));
    if (part) { part.scrollIntoView(); part.focus(); }
    chooseByAddress(hash);
  });
  addEventListener("hashchange", () => chooseByAddress(location.hash));
}

// --- start --------------------------------------------------------------------------------------------------------

byName("tools").hidden = byName("stage").hidden = false;
makeTable(byName("names"), nodes);
makeTable(byName("links"), edges);
setStrength();
const picture = makePicture(byName("picture-box"), data, view, (id) => choose(id));
makeControls();
makeButtons();
makeSearch();
makeLinks();
refresh();
picture.fit();
chooseByAddress(location.hash);
