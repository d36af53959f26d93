// The page comes to life: what is shown for what is chosen, and the buttons.

const titleOf = (item) => (isEdge(item) ? [item.from, item.to] : [item]).map(({ label }) => cut(label, NAME)[0]).join(" and ");

/** One sentence on what the picture shows now. */
function statusText() {
  const { view, chosen, pair } = look;
  const nodes = shown.nodes.size, edges = shown.edges.size;
  if (!view.nodes.length) return "There is nothing to show.";
  if (!nodes) return "Nothing fits all that is ticked and set above. “Show everything again” brings it back.";
  const of = (n, all, one) => (n === all ? plural(n, one) : `${n} of ${plural(all, one)}`);
  const all = `Showing ${namesText() || of(nodes, view.nodes.length, "name")} and ${of(edges, view.edges.length, "line")}.`;
  const left = view.left_out ? ` ${plural(view.left_out, "more")} left out, to keep it readable.` : "";
  if (pair) return `${all} Chosen: the line between ${titleOf(pair)}.`;
  if (!chosen) return all + left.replace("mores", "more");
  const around = plural(near.size - 1, "other");
  return `${all} Chosen: ${titleOf(chosen)}, ${look.steps === 1 ? `joined to ${around}` : `with ${around} within ${look.steps} steps`}.`;
}

/** "22 agencies, 8 of 34 themes"; "" where there are too many kinds to list. */
function namesText() {
  const count = (nodes, kind) => nodes.filter((node) => node.kind === kind).length;
  const kinds = Object.entries(page.kinds).map(([kind, words]) => ({ words, all: count(look.view.nodes, kind), n: count(look.shownNodes(), kind) }))
    .filter(({ all }) => all);
  const text = ({ words, all, n }) => `${n === all ? n : `${n} of ${all}`} ${lowerFirst(all === 1 ? words.one : words.several)}`;
  return kinds.length > 3 ? "" : kinds.map(text).join(", ");
}

let controlled = -1; // the look.version that the controls show
let drawn = false; // the tables wait for the first drawing

/** Let everything on the page show what `look` says; `said` goes before the status. */
function refresh(said = "") {
  if (controlled !== look.version) showControls();
  controlled = look.version;
  picture.draw();
  showDetails();
  if (drawn) showTables();
  const item = look.pair ?? look.chosen;
  byName("peek").hidden = !item;
  byName("details").classList.toggle("idle", !item);
  byName("peek-name").textContent = item ? titleOf(item) : "";
  byName("status").textContent = [said, statusText()].filter(Boolean).join(" ");
  writeAddress();
}

/** Choose a node, a line or nothing; `moveFocus` takes the keyboard to its details. */
function choose(item, moveFocus = false) {
  const loosened = pick(item);
  refresh(loosened ? "Filters were loosened to show it." : "");
  if (item && moveFocus) byName("details-title").focus();
}

/** Show another view, and in it `node` if given. */
function showView(view, node = null) {
  setView(view.name);
  const there = node && look.view.byIri.get(node.iri);
  if (there) choose(there, true);
}

function setView(name) {
  openView(viewNamed(name) ?? look.view);
  showWords();
  picture.show();
  refresh();
}

/** As setView, for the buttons: those who do not see the title change are told of it with the status. */
function turnTo(name) {
  setView(name);
  byName("status").prepend(el("span", { class: "unseen" }, `${look.view.title}. `));
}

/** What stands on the page about the present view. */
function showWords() {
  const { view } = look;
  document.title = `${view.title}: ${page.title}`;
  for (const key of ["finding", "sentence", "notice", "command", "query"]) byName(key).textContent = view[key];
  byName("view-title").textContent = view.title;
  byName("notice").hidden = !view.notice;
  byName("query-part").hidden = !view.query;
  byName("picture-box").setAttribute("aria-label", `${view.title}. ${view.finding} Every name and line is in the tables below.`);
  for (const button of document.querySelectorAll("[data-view]")) {
    if (button.dataset.view === view.name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

async function copy(button) {
  const text = byName(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    byName("copied").textContent = `Copied the ${button.dataset.copy}.`;
  } catch { // not allowed here: at least it is marked
    getSelection().selectAllChildren(text);
    byName("copied").textContent = `Marked the ${button.dataset.copy}; copy it with the keyboard.`;
  }
}

function makeButtons() {
  const acts = {
    in: () => picture.zoom(1.25),
    out: () => picture.zoom(0.8),
    left: () => picture.move(-1, 0),
    right: () => picture.move(1, 0),
    up: () => picture.move(0, -1),
    down: () => picture.move(0, 1),
    fit: () => picture.fit(),
    read: () => byName("details-title").focus(),
    clear: () => { clearAll(); refresh(); },
  };
  document.querySelectorAll("[data-do]").forEach((button) => button.addEventListener("click", acts[button.dataset.do]));
  document.querySelectorAll("[data-view]").forEach((button) => button.addEventListener("click", () => turnTo(button.dataset.view)));
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  });
}

/** Show what an address says; false if it says nothing. */
function goTo(hash) {
  if (!readAddress(hash)) return false;
  showWords();
  picture.show();
  refresh();
  if (isChosen()) byName("details-title").focus();
  return true;
}

// Inside a notebook's frame a link to a part of the page would load the notebook, so links are followed by hand.
function makeLinks() {
  document.addEventListener("click", (event) => {
    const hash = event.target.closest("a[href^='#']")?.getAttribute("href");
    if (!hash) return;
    event.preventDefault();
    const part = byName(hash.slice(1));
    if (!part) { goTo(hash); return; }
    part.scrollIntoView();
    part.focus();
  });
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", fromPaper);
  addEventListener("hashchange", () => goTo(location.hash));
}

byName("tools").hidden = byName("stage").hidden = false;
openView(views[0]);
const picture = makePicture(byName("picture-box"), page, look, { onPick: (item) => choose(item) });
makeControls();
makeButtons();
makeSearch();
makeLinks();
if (!goTo(location.hash)) setView(views[0].name);
