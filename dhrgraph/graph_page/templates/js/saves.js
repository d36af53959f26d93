// What is shown, as files: tables as CSV, statements as Turtle, the picture as PNG and SVG.

const fileName = (ending) => {
  const words = (text) => plain(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-$/, "");
  return `${[words(page.title), words(look.view.name)].filter(Boolean).join("-") || "network"}${ending}`;
};

const saveAs = (name, url) => el("a", { href: url, download: name }).click();

function saveText(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  saveAs(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// --- CSV ----------------------------------------------------------------------------------------------------------

/** Rows as RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvOf(rows) {
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text).replace(/"/g, '""')}"`;
  return rows.map((texts) => `${texts.map(cell).join(",")}\r\n`).join("");
}

/** All rows of a table as the filters leave them, in its order, with whole names and the identifiers last. */
function tableCsv(name) {
  const columns = TABLES[name].columns(look.view).filter(({ bare }) => !bare), { iris } = TABLES[name];
  const rows = itemsOf(name).map((item) => [...columns.map(({ text }) => text(item)), ...iris.map(([, of]) => of(item))]);
  return csvOf([[...columns.map(({ title }) => title), ...iris.map(([title]) => title)], ...rows]);
}

// --- Turtle -------------------------------------------------------------------------------------------------------

const PREFIXES = {
  dhr: "https://w3id.org/dhrgraph/ontology#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
};

/** An IRI as a term; "" for what is none. What may not stand in one is percent-encoded (RFC 3987 2.2). */
function iriTerm(text) {
  if (!/^[a-z][a-z0-9+.-]*:./i.test(text)) return "";
  const [whole, ...fragments] = encodeURI(text.toWellFormed()).replace(/%25([0-9A-F]{2})/gi, "%$1").split("#");
  return `<${[whole, ...(fragments.length ? [fragments.join("%23")] : [])].join("#").replace(/[[\]]/g, encodeURIComponent)}>`;
}

/** A string as a term (Turtle 2.5.1). */
function stringTerm(text, language = "") {
  const escaped = text.toWellFormed().replace(/["\\\u0000-\u001f\u007f]/g, (letter) => (
    letter === '"' || letter === "\\" ? `\\${letter}` : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`));
  return `"${escaped}"${/^[a-z]+(-[a-z0-9]+)*$/i.test(language) ? `@${language}` : ""}`;
}

/** What the graph says of a thing, one line a property; "" when it says nothing or the thing has no IRI. */
function subjectBlock(id, facts) {
  const lines = facts.map(([property, terms]) => [property, terms.filter(Boolean)]).filter(([, terms]) => terms.length);
  const subject = iriTerm(id);
  if (!subject || !lines.length) return "";
  return `${subject} ${lines.map(([property, terms]) => `${property} ${terms.join(" , ")}`).join(" ;\n    ")} .\n\n`;
}

/** A thing's label as the graph has it, which may differ from the name on the page. */
function labelTerm(id, name) {
  const [text, language] = Object.hasOwn(page.labels ?? {}, id) ? page.labels[id] : [name, "en"];
  return text.trim() ? stringTerm(text, language) : "";
}

function statementBlock(said) {
  return subjectBlock(said.id, [
    ["a", ["dhr:Recommendation"]],
    ["dhr:text", [said.text.trim() && stringTerm(said.text, "en")]],
    ["dhr:numberLabel", [said.number.trim() && stringTerm(said.number)]],
    ["dhr:ofReview", [iriTerm(said.review.id)]],
    ["dhr:addressedTo", said.addressees.map(iriTerm)],
    ["dhr:hasTheme", said.themes.map(iriTerm)],
  ]);
}

function reviewBlock(review) {
  return subjectBlock(review.id, [
    ["rdfs:label", [labelTerm(review.id, review.label ?? "")]],
    ["dhr:commissionedBy", review.partnerships.map(iriTerm)],
  ]);
}

/** The recommendations shown, their reviews, and what they name: nothing but what the graph itself says. */
function turtleOf(some) {
  const of = [...new Set(some.map(({ review }) => review))];
  const things = new Set([...some.flatMap((said) => [...said.addressees, ...said.themes]), ...of.flatMap((one) => one.partnerships)]);
  const remarks = [page.title, `${look.view.title}: ${plural(some.length, "recommendation")}`, look.view.command, ...page.attribution];
  return [
    ...remarks.filter(Boolean).map((remark) => `# ${remark.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")}\n`),
    ...Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`),
    "\n",
    ...some.map(statementBlock),
    ...of.map(reviewBlock),
    ...[...things].map((id) => subjectBlock(id, [["skos:prefLabel", [labelTerm(id, Object.hasOwn(page.names, id) ? page.names[id] : "")]]])),
  ].join("");
}

// --- the buttons --------------------------------------------------------------------------------------------------

const SAVES = {
  png: () => saveAs(fileName(".png"), picture.png()),
  svg: () => saveText(fileName(".svg"), picture.svg(), "image/svg+xml"),
  turtle: () => saveText(fileName(".ttl"), turtleOf(shownStatements()), "text/turtle"),
  ...Object.fromEntries(Object.keys(TABLES).map((name) => (
    [name, () => saveText(fileName(`-${name}.csv`), tableCsv(name), "text/csv")]))),
};

/** Offer only what the view has: a model has no recommendations. */
function showSaves() {
  document.querySelectorAll("[data-save=turtle], [data-save=recommendations]").forEach((button) => {
    button.hidden = !behind(look.view).all.length;
  });
}

document.querySelectorAll("[data-save]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", SAVES[button.dataset.save]);
});
