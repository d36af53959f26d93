// What is known of the chosen name or line: counts, neighbours, and the recommendations in their own words.

const SAID_FIRST = 10; // recommendations shown before "Show all"
const NEAR_FIRST = 8; // neighbours, likewise

/** "3 of 3 partnerships, 3 reviews, 8 recommendations", without what the thing itself is. */
function saidIn(item, keys = COUNTS) {
  const ends = item.from ? [item.from, item.to] : [item];
  const own = new Set(ends.flatMap(({ kind }) => [`${kind}s`, kind === "review" && "partnerships"]));
  const counts = look.counts(item), whole = page.of.partnerships;
  const words = (key) => (key === "partnerships" && whole
    ? `${counts[key]} of ${plural(whole, "partnership")}` : plural(counts[key], single(key)));
  return keys.filter((key) => counts[key] && !own.has(key)).map(words).join(", ");
}

/** Widest first: more partnerships, then reviews, then recommendations. */
function byWidth(a, b) {
  const [one, other] = [look.counts(a), look.counts(b)];
  const key = COUNTS.find((count) => one[count] !== other[count]);
  return key ? other[key] - one[key] : 0;
}

const pressable = (act, ...children) => el("button", { type: "button", click: act }, ...children);
const nameButton = (node, note) => pressable(() => choose(node, true), named(node.label), note && [" ", el("small", {}, note)]);

/** The first of the items as `made` by a function, and the others once they are unfolded. */
function nearList(items, made) {
  const list = (some) => el("ul", { class: "near" }, some.map((item) => el("li", {}, made(item))));
  const rest = items.slice(NEAR_FIRST);
  const unfold = ({ target }) => { if (!target.lastElementChild.matches("ul")) target.append(list(rest)); };
  return [
    list(items.slice(0, NEAR_FIRST)),
    rest.length > 0 && el("details", { toggle: unfold }, el("summary", {}, `and ${rest.length} more`)),
  ];
}

// --- the words ----------------------------------------------------------------------------------------------------

const calledBy = (iri) => (Object.hasOwn(page.names, iri) ? page.names[iri] : iri);
const titleOfReview = (review) => review.label || review.id || "";
const listed = (iris) => iris.map(calledBy).join(", ");
const partnershipOf = (statement) => listed(statement.review.partnerships) || "Partnership not known";

/** What to type to see a statement whose words did not fit on the page. */
function showCommand({ id }) {
  const short = id.replace("https://w3id.org/dhrgraph/id/recommendation/", "rc:");
  return `dhrgraph show ${/^[\w.:/#-]+$/.test(short) ? short : `'${short.replace(/'/g, "'\\''")}'`}`;
}

/** A way to a recommendation's own place in a picture, where it says what came of it. */
function outcomeOf({ id, number: label }) {
  const view = [look.view, ...views].find(({ byIri }) => byIri.has(id)), node = view?.byIri.get(id);
  if (!node || node === look.chosen) return null;
  const act = () => (view === look.view ? choose(node, true) : showView(view, node));
  const name = `More on this recommendation${label ? `, ${label}` : ""}`;
  return el("button", { type: "button", class: "between", "aria-label": name, click: act }, "More on this recommendation");
}

/** The words of a recommendation, to whom it is put unless that is what is chosen, and where it stands. */
function quote(statement) {
  const { text, number: label, place, addressees } = statement, { chosen, pair } = look;
  const known = [chosen, pair?.from, pair?.to].map((node) => node?.iri);
  const others = addressees.filter((iri) => !known.includes(iri));
  const where = place || (label ? `recommendation ${label}` : "");
  const words = text ? paragraph(text)
    : el("p", {}, "Its words are left out of this page for size. To read them: ", el("code", {}, showCommand(statement)));
  const foot = [others.length ? `Put to ${listed(others)}` : "", where].filter(Boolean).join(" · ");
  return el("blockquote", { dir: "auto" }, words, foot && el("footer", {}, el("bdi", {}, cut(foot, LONG)[0])), outcomeOf(statement));
}

/** The first few of each partnership in turn, so that none is hidden behind the one that says most. */
function firstOfEach(statements) {
  const turns = new Map(), turn = new Map();
  for (const statement of statements) {
    const key = partnershipOf(statement);
    turns.set(key, (turns.get(key) ?? 0) + 1);
    turn.set(statement, turns.get(key));
  }
  const kept = new Set([...statements].sort((a, b) => turn.get(a) - turn.get(b)).slice(0, SAID_FIRST));
  return statements.filter((statement) => kept.has(statement));
}

/** Statements under the names of their partnership and review. */
function byPartnership(statements) {
  let partnership = null, review = null;
  return statements.flatMap((statement) => {
    const parts = [];
    if (partnershipOf(statement) !== partnership) {
      [partnership, review] = [partnershipOf(statement), null];
      parts.push(el("h4", {}, named(partnership)));
    }
    if (statement.review !== review) {
      review = statement.review;
      parts.push(el("h5", {}, named(titleOfReview(review))));
    }
    return [...parts, quote(statement)];
  });
}

function sayingsOf(item) {
  const all = look.statementsOf(item);
  if (!all.length) return [];
  const box = el("div", { class: "words", role: "group", "aria-label": "Recommendations", tabindex: "-1" }), first = firstOfEach(all);
  const showAll = () => { box.replaceChildren(...byPartnership(all)); box.focus(); };
  const part = first.length < all.length;
  box.append(...byPartnership(first), ...(part ? [pressable(showAll, `Show all ${all.length} recommendations`)] : []));
  return [el("h3", {}, part ? `${first.length} of ${all.length} recommendations` : plural(all.length, "recommendation")), box];
}

// --- a name, a line, nothing --------------------------------------------------------------------------------------

const MOST = { partnerships: "In most partnerships", reviews: "In most reviews", recommendations: "With most recommendations", links: "Joined to most others" };

/** A neighbour: its name, how widely it is said, and a button for the words between the two. */
function neighbour({ edge, other }, node) {
  const { recommendations } = look.counts(edge);
  const act = recommendations ? `Show the ${plural(recommendations, "recommendation")}`.replace("the 1 ", "the ") : "Show the line";
  const label = `${act} between ${cut(node.label, NAME)[0]} and ${cut(other.label, NAME)[0]}`;
  const note = [cut(edge.label, NAME)[0], saidIn(edge, COUNTS.slice(0, 2))].filter(Boolean).join(", ");
  return [
    nameButton(other, note), " ",
    (recommendations > 0 || edge.label) && el("button", { type: "button", class: "between", "aria-label": label, click: () => choose(edge, true) }, act),
  ];
}

function neighboursOf(node) {
  const around = node.edges.filter((edge) => look.showsEdge(edge) && edge.from !== edge.to)
    .map((edge) => ({ edge, out: edge.from === node, other: edge.from === node ? edge.to : edge.from }))
    .sort((a, b) => byWidth(a.edge, b.edge) || byLabel(a.other.label, b.other.label));
  const groups = new Map();
  for (const near of around) {
    const key = `${look.view.directed && near.out ? 0 : 1}${near.other.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), near]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, some]) => {
    const kind = page.kinds[key.slice(1)];
    const what = kind ? lowerFirst(some.length === 1 ? kind.one : kind.several) : "others";
    const words = kind && kind.one === kind.several ? what : `${some.length} ${what}`;
    const lead = look.view.directed ? (some[0].out ? "Leads to" : "Comes from") : "Joined to";
    return [el("h3", {}, `${lead} ${words}`), nearList(some, (near) => neighbour(near, node))];
  });
}

function factsOf(node) {
  const measures = look.view.sizes.filter(({ key }) => key === look.size && !COUNTS.includes(key) && Number.isFinite(node[key]));
  const facts = [...node.facts, ...measures.map(({ key, title }) => [title, number(node[key])])];
  return facts.length > 0 && el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, folded(value))]));
}

const countsLine = (item) => look.view.counted && el("p", { class: "counts" }, look.counts(item).reviews
  ? saidIn(item) && `In ${saidIn(item)}.` : "Nothing of it is left by what you have set above.");

function detailsOf(node) {
  const said = sayingsOf(node), itself = node.kind === "recommendation"; // then its words come first
  return [
    el("p", { class: "meaning" }, el("bdi", {}, kindText(node))),
    node.label.length > NAME && paragraph(node.label),
    node.about && paragraph(node.about),
    itself ? said : countsLine(node),
    factsOf(node),
    neighboursOf(node),
    !itself && said,
    el("p", {}, el("code", {}, node.iri)),
    endings(),
  ];
}

function detailsOfLine(edge) {
  return [
    edge.label && el("p", { class: "meaning" }, el("bdi", {}, edge.label)),
    countsLine(edge),
    el("ul", { class: "near" }, [edge.from, edge.to].map((end) => el("li", {}, nameButton(end, kindText(end))))),
    sayingsOf(edge),
    endings(),
  ];
}

function detailsOfNone() {
  const own = (kind) => `${kind}s` === look.size; // a partnership is in one partnership: that says nothing
  const first = look.shownNodes().filter(({ kind }) => !own(kind)).map((node, n) => ({ node, n, amount: look.amount(node) }))
    .sort((a, b) => b.amount - a.amount || byWidth(a.node, b.node) || a.n - b.n).slice(0, 8);
  if (!look.view.nodes.length) return [el("p", {}, "There is nothing to show.")];
  if (!shown.nodes.size) {
    const clear = pressable(() => { clearAll(); refresh(); byName("details-title").focus(); }, "Show everything again");
    return [el("p", {}, "Nothing here fits all that you have ticked and set above."), el("div", { class: "endings" }, clear)];
  }
  const size = look.sizes().find(({ key }) => key === look.size);
  const amount = (value) => (COUNTS.includes(look.size) ? plural(value, single(look.size)) : number(value));
  return [
    el("p", {}, look.view.counted
      ? "Press a name, here or in the picture, or find one by search. You will see what was recommended, word for word, and what the name is joined to."
      : "Press a name, here or in the picture, or find one by search. You will see what it means and what it is joined to."),
    first.length > 0 && el("h3", {}, MOST[look.size] ?? size?.title ?? look.size),
    el("ul", { class: "near" }, first.map(({ node, amount: most }) => el("li", {}, nameButton(node, look.size === "partnerships" ? saidIn(node, ["partnerships", "recommendations"]) : amount(most))))),
  ];
}

/** Buttons below what is chosen: its address, and to choose nothing. */
function endings() {
  const said = el("span", { role: "status" }), shown = el("div", { hidden: true });
  const link = async () => {
    const address = el("input", { type: "text", readonly: true, "aria-label": "Address of this", value: location.href });
    shown.replaceChildren(address);
    shown.hidden = false;
    address.select();
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Copy the address below.";
    }
  };
  const clear = () => { choose(null); byName("details-title").focus(); };
  return el("div", { class: "endings" }, pressable(link, "Copy a link to this"), " ", pressable(clear, "Clear the choice"), " ", said, shown);
}

function showDetails() {
  const { chosen, pair } = look;
  const title = pair ? [named(pair.from.label), " — ", named(pair.to.label)] : [chosen ? named(chosen.label) : "Where to start"];
  byName("details-title").replaceChildren(...title);
  const parts = pair ? detailsOfLine(pair) : chosen ? detailsOf(chosen) : detailsOfNone();
  byName("details-body").replaceChildren(...parts.flat(9).filter((part) => part));
}
