// Small helpers for making elements and words. Strings become text, never markup.

const byName = (id) => document.getElementById(id);
const COUNTS = ["partnerships", "reviews", "recommendations"];
const LONG = 600; // characters of a text that are shown at once
const NAME = 200; // characters of a name in a list

/** An element. An attribute that is a function listens; false and null leave attributes and children out. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value != null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter((child) => child != null && child !== false));
  return made;
}

const byLabel = new Intl.Collator("en").compare;
/** A number for people: whole ones whole, others to three places; nothing for what is no number. */
const number = (value) => (Number.isInteger(value) ? String(value) : Number.isFinite(value) ? value.toFixed(3) : "");
const single = (count) => count.slice(0, -1); // "reviews" -> "review"
const plural = (n, one) => `${number(n)} ${n === 1 ? one : `${one}s`}`;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const kindText = (node) => (page.kinds[node.kind]?.one ?? node.kind) + (node.type ? `: ${node.type}` : "");

/** The first `most` characters of a text, and what follows them. */
function cut(text, most) {
  const letters = text.length > most ? [...text] : [];
  return letters.length > most ? [`${letters.slice(0, most).join("")}…`, letters.slice(most).join("")] : [text, ""];
}

/** A name from the graph, whichever way it is written, cut when very long. */
const named = (text) => el("bdi", {}, cut(text, NAME)[0]);

/** A text from the graph; what exceeds LONG is folded. */
function folded(text) {
  const [start, rest] = cut(text, LONG);
  if (!rest) return el("bdi", {}, text);
  return el("details", { class: "fold" }, el("summary", {}, el("bdi", {}, start)), el("bdi", {}, rest));
}

/** The same as a paragraph. */
function paragraph(text) {
  const shown = folded(text);
  return el(shown.localName === "bdi" ? "p" : "div", {}, shown);
}
