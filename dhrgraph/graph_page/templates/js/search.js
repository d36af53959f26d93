// Find a name in this picture or another, or the words of a recommendation, while typing.

const MOST_HITS = { here: 8, elsewhere: 4, words: 5 };
const NO_HIT = "Nothing found. Try fewer letters, or another word for it.";
const MOST_SORTED = 300; // more are the fruit of a letter or two: the next letter sorts them

const wordsIn = (text) => plain(text).split(/\s+/).filter(Boolean);
const hasAll = (words) => (text) => words.every((word) => text.includes(word));
const plainTexts = new Map(); // item -> its text without capitals and accents, made when first asked for

function plainOf(item, text) {
  if (!plainTexts.has(item)) plainTexts.set(item, plain(text));
  return plainTexts.get(item);
}

/** Names in `view` that have all the words: first those that begin with them, then by how widely they come up. */
function namesFound(view, words) {
  const has = hasAll(words), found = [[], [], []]; // at the start, at the start of a word, inside one
  for (const node of view.nodes) {
    const text = plainOf(node, node.label);
    if (!has(text)) continue;
    const at = ` ${text}`.indexOf(` ${words[0]}`);
    found[at === 0 ? 0 : at > 0 ? 1 : 2].push(node);
  }
  return found.flatMap((some) => (some.length > MOST_SORTED ? some : some.sort(byWidth)));
}

/** Names that only other views have, each once: [node, view]. */
function namesElsewhere(words) {
  const found = new Map();
  for (const view of views) {
    if (view === look.view) continue;
    for (const node of namesFound(view, words)) {
      if (!look.view.byIri.has(node.iri) && !found.has(node.iri)) found.set(node.iri, [node, view]);
    }
  }
  return [...found.values()];
}

/**
 * Recommendations that have all the words and something in this view to show them by: [statement, edge or node], those
 * that have them in one piece first.
 */
function wordsFound(words) {
  const phrase = words.join(" ");
  if (phrase.length < 3) return [];
  const textOf = (statement) => plainOf(statement, statement.text), has = hasAll(words);
  const found = statements.filter((statement) => has(textOf(statement)));
  const whole = found.filter((statement) => textOf(statement).includes(phrase));
  const out = [];
  for (const statement of new Set([...whole, ...found])) {
    const holds = (item) => item.statements.includes(statement);
    const item = look.view.byIri.get(statement.id) ?? look.view.edges.find(holds) ?? look.view.nodes.find(holds);
    if (item) out.push([statement, item]);
    if (out.length === MOST_HITS.words) break;
  }
  return out;
}

/** Some of the statement, from a few words before those sought. */
function excerpt(text, words) {
  const found = [words.join(" "), words[0]].map((sought) => plain(text).indexOf(sought)).find((at) => at >= 0) ?? 0;
  const start = found < 50 ? 0 : text.lastIndexOf(" ", found - 30) + 1, end = text.indexOf(" ", start + 110);
  return `${start ? "… " : ""}${end < 0 ? text.slice(start) : `${text.slice(start, end)} …`}`;
}

function makeSearch() {
  const input = byName("search"), hits = byName("hits"), found = byName("found"), box = input.closest(".search");
  let first = null;
  const close = () => { hits.hidden = true; hits.replaceChildren(); found.textContent = ""; first = null; };
  const taking = (act) => () => { input.value = ""; close(); act(); };
  const hit = (label, note, act) => el("li", {},
    el("button", { type: "button", onclick: taking(act) }, el("bdi", {}, label), " ", el("small", {}, note)));
  const group = (title, items) => (items.length ? [el("li", { class: "group" }, title), ...items] : []);

  function list() {
    const words = wordsIn(input.value);
    if (!words.length) { close(); return; }
    const here = namesFound(look.view, words), elsewhere = namesElsewhere(words), said = wordsFound(words);
    const inView = here.slice(0, MOST_HITS.here).map((node) => hit(node.label, kindText(node), () => choose(node, true)));
    const inOthers = elsewhere.slice(0, MOST_HITS.elsewhere).map(([node, view]) =>
      hit(node.label, `${kindText(node)}, in “${view.title}”`, () => showView(view, node)));
    const inWords = said.map(([statement, item]) =>
      hit(excerpt(statement.text, words), statement.review.label, () => choose(item, true)));
    hits.replaceChildren(...inView, ...group("In other pictures", inOthers), ...group("Words of recommendations", inWords));
    first = hits.querySelector("button");
    if (!first) hits.append(el("li", { class: "group" }, NO_HIT));
    hits.hidden = false;
    found.textContent = first ? [plural(here.length, "name"), inOthers.length && `${elsewhere.length} in other pictures`,
      said.length && `${plural(said.length, "recommendation")}`].filter(Boolean).join(", ") + " found" : NO_HIT;
  }

  input.addEventListener("input", list);
  input.addEventListener("focus", () => { if (input.value && hits.hidden) list(); });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") first?.click(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.focus(); close(); } // focus opens the list
    const stops = [input, ...hits.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); stops[stops.indexOf(event.target) + step]?.focus(); }
  });
  document.addEventListener("click", ({ target }) => { if (!box.contains(target)) close(); });
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) close(); });
}
