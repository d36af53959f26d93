// Writes a scene, on its sheet, as the text of an SVG file that needs nothing else: its words are words, not outlines.

const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu; // XML 1.0, production 2
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const xml = (text) => String(text ?? "").replace(NOT_XML, "").replace(/[&<>"']/g, (letter) => ESCAPES[letter]);
const short = (value) => String(Math.round(value * 10) / 10);

/** One element; attributes are escaped, numbers shortened, `inside` is markup. */
function tag(name, attributes, inside) {
  const written = Object.entries(attributes).filter(([, value]) => value != null)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : xml(value)}"`).join("");
  return inside === undefined ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

function svgOf(page, view, sheet, scene) {
  const about = `${view.finding} ${(page.attribution ?? []).join(" ")}`.trim();
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag("svg", {
    xmlns: "http://www.w3.org/2000/svg", width: sheet.wide, height: sheet.high, viewBox: `0 0 ${short(sheet.wide)} ${short(sheet.high)}`,
    role: "img", "aria-labelledby": "title about", lang: "en-GB", "font-family": TYPE,
  }, [
    tag("title", { id: "title" }, xml(`${page.title}: ${view.title}`)),
    tag("desc", { id: "about" }, xml(about)),
    tag("rect", { width: sheet.wide, height: sheet.high, fill: INKS.paper }),
    tag("g", { class: "picture", transform: `translate(0 ${short(sheet.top)})` }, svgScene(scene)),
    tag("g", { class: "sheet" }, [...sheet.shapes.map(svgShape), ...sheet.texts.map(svgText)].join("\n")),
  ].join("\n"))}\n`;
}

/** What is in a scene, without the sheet around it. */
function svgScene({ lines, shapes, texts, wide, band }) {
  const group = (name, all, written, more) => tag("g", { class: name, ...more }, all.map(written).join("\n"));
  const titles = texts.filter(({ role }) => role === "title"), labels = texts.filter(({ role }) => role !== "title");
  return [
    group("lines", lines, svgLine, { fill: "none" }),
    group("plates", labels.filter(({ plate }) => plate === "under"), svgPlate, { fill: INKS.paper, "fill-opacity": String(THIN) }),
    group("shapes", shapes, svgShape, { "stroke-linejoin": "round" }),
    group("labels", labels, (text) => (text.plate === "over" ? tag("g", { fill: INKS.paper }, svgPlate(text)) : "") + svgText(text)),
    band ? tag("rect", { width: wide, height: band, fill: INKS.paper }) : "",
    group("titles", titles, svgText),
  ].join("\n");
}

const svgPlate = (text) => tag("rect", plateOf(text));
const numbers = (values) => values.map(short).join(" ");

function svgLine({ edge, path, colour, width, head }) {
  const way = `M${numbers(path.slice(0, 2))}${path.length === 4 ? "L" : "C"}${numbers(path.slice(2))}`;
  const name = [edge.from.label, edge.to.label].join(" – ") + (edge.label ? `: ${edge.label}` : "");
  const arrow = head ? tag("polygon", { points: numbers(headCorners(head).flat()), fill: colour }) : "";
  return tag("g", { class: "line" }, tag("title", {}, xml(name)) + tag("path", { d: way, stroke: colour, "stroke-width": width }) + arrow);
}

/** A shape with its whole name, which programs show when it is pointed at. */
function svgShape({ node, x, y, r, form, fill, stroke, edge }) {
  const paint = { fill, stroke, "stroke-width": edge };
  const shape = FORMS[form] ? tag("polygon", { points: numbers(FORMS[form].flatMap(([dx, dy]) => [x + dx * r, y + dy * r])), ...paint })
    : tag("circle", { cx: x, cy: y, r, ...paint });
  return node ? tag("g", { class: "shape" }, tag("title", {}, xml(node.label)) + shape) : shape;
}

/** Words with a halo of paper, so that lines do not run through them. */
function svgText({ role, lines, x, top, step, size, bold, align, colour }) {
  const anchor = { left: undefined, center: "middle", right: "end" }[align];
  const paint = { fill: colour, stroke: INKS.paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" };
  const type = { "font-size": size, "font-weight": bold ? "bold" : undefined, "text-anchor": anchor };
  const rows = lines.map((line, n) => tag("tspan", { x, y: top + n * step + size * 0.95 }, xml(line)));
  return tag("text", { class: role, ...type, ...paint }, rows.join(" "));
}
