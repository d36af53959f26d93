// What the picture shows, as plain data in px of the screen: lines, shapes and words, each with its place and style.
// Nothing here touches the page, so that the same scene can be painted, written as SVG, and tested.
//
//   sight: {look, page, places, room, camera, gauges, hovered, ruler}  ->  sceneOf  ->  {wide, high, band, lines, shapes, texts}
//
//   line   {edge, path, colour, width, head, rank, lit, chosen}: path is a straight or a cubic one, [x, y, ...]
//   shape  {node, x, y, r, form, fill, stroke, edge}
//   text   {of, role, lines, x, top, step, size, bold, align, colour, plate} and its left, right, top, bottom;
//          plate: "under" the shapes, to keep lines off the words, or "over" all, where it must be seen; none by default

const INKS = {
  paper: "#ffffff", ink: "#1c2329", soft: "#56606a", faded: "#767676", outline: "#0b0c0c", other: "#A285D1",
};
const CLEAR_UP_TO = 300; // nodes
const CROSSED_UP_TO = 20000; // nodes times lines: so far labels look for where the fewest lines pass
const MANY_WORDS = 20; // lines with words: of more, those that say the same between the same columns say it once
const LEVELS = 8; // steps from the weakest to the strongest line

/** Corners of each shape about (0, 0), for a radius of 1; a dot has none. */
const FORMS = {
  square: [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]],
  triangle: [[0, -1.05], [1.08, 0.8], [-1.08, 0.8]],
  triangleDown: [[0, 1.05], [1.08, -0.8], [-1.08, -0.8]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  hexagon: [[0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87]],
  star: Array.from({ length: 10 }, (_, n) => {
    const far = n % 2 ? 0.52 : 1.2, turn = (n / 10) * 2 * Math.PI;
    return [Math.sin(turn) * far, -Math.cos(turn) * far];
  }),
};

/** A colour `share` of the way from one to another, all as #rrggbb. */
function mixed(from, to, share) {
  const part = (colour, n) => parseInt(colour.slice(1 + 2 * n, 3 + 2 * n), 16);
  const hex = (n) => Math.round(part(from, n) + (part(to, n) - part(from, n)) * share).toString(16).padStart(2, "0");
  return `#${hex(0)}${hex(1)}${hex(2)}`;
}

// What many say stands out by width and by darkness; what is joined to the chosen is blue as well. What is said once is
// paler still, 2:1 on paper, so that hundreds of such lines make no dark mass: tables and choosing tell of each. For those
// who ask their system for more contrast, none is below 4:1.
const ramp = (pale, dark) => Array.from({ length: LEVELS + 1 }, (_, n) => mixed(pale, dark, n / LEVELS));
const LINES = {
  usual: ["#b3b9bf", ...ramp("#949ba2", "#1f2a33").slice(1)],
  clear: ramp("#767d84", "#1f2a33"),
  near: ramp("#4f7da6", "#12436d"),
  far: "#e3e6e9",
};

const moreContrast = matchMedia("(prefers-contrast: more), (forced-colors: active)");

const finite = (value) => (Number.isFinite(value) && value > 0 ? value : 0);

/** Radius of every shown node and level of every shown line, against the highest that is shown; the width of a level. */
function gaugesOf(look) {
  const nodes = look.shownNodes(), edges = look.shownEdges();
  const amounts = nodes.map((node) => finite(look.amount(node))), weights = edges.map((edge) => finite(look.weight(edge)));
  const most = amounts.reduce((a, b) => Math.max(a, b), 0), alike = amounts.every((amount) => amount === most);
  const radius = (node, amount) => {
    if (isNumbered(node)) return 7; // one recommendation is one
    return most && !alike ? 5.5 + 7 * Math.sqrt(amount / most) : 8.5;
  };
  const strongest = weights.reduce((a, b) => Math.max(a, b), 1);
  // 0 is for what is weaker than the rest: where all are alike, none is
  const level = (weight) => (strongest > 1 && weight <= 1 ? 0 : Math.max(1, Math.round((LEVELS * (weight - 1)) / Math.max(1, strongest - 1))));
  const widest = Math.min(4.2, 1.2 + strongest * 0.6); // px more than the weakest: two steps need less than ten
  return {
    radius: new Map(nodes.map((node, n) => [node, radius(node, amounts[n])])),
    level: new Map(edges.map((edge, n) => [edge, level(weights[n])])),
    width: Array.from({ length: LEVELS + 1 }, (_, n) => 1.1 + (Math.max(0, n - 1) / (LEVELS - 1)) * widest),
  };
}

/** A place of the picture in px of the screen. */
const onScreen = ({ x, y, scale, wide, high }, at) => ({ x: (at.x - x) * scale + wide / 2, y: (at.y - y) * scale + high / 2 });

const inSight = ({ wide, high }, { left, right, top, bottom }) => right > 0 && bottom > 0 && left < wide && top < high;

// Zoomed out, shapes and lines shrink less than the distances between them, so that they can still be seen.
const grown = ({ scale }) => Math.min(1.7, Math.max(0.35, Math.sqrt(scale)));

function sceneOf(sight) {
  const { look, camera, gauges, places, room, ruler } = sight;
  const grow = grown(camera), spots = new Map();
  for (const node of gauges.radius.keys()) {
    spots.set(node, { ...onScreen(camera, places.at.get(node)), r: gauges.radius.get(node) * grow });
  }
  const anything = Boolean(look.chosen || look.pair);
  const made = { ...sight, spots, grow, anything };
  const lines = [...gauges.level.keys()].map((edge) => lineOf(edge, made)).filter((line) => inSight(camera, line.area));
  lines.sort((a, b) => a.rank - b.rank);
  const shapes = [...spots].map(([node, spot]) => shapeOf(node, spot, made));
  const titles = titlesOf(made);
  const band = bandOf(look.view, room, ruler);
  const texts = [...wordsOf(made, lines, band), ...titles];
  return { wide: camera.wide, high: camera.high, band, lines, shapes: shapes.filter((shape) => inSight(camera, areaOf(shape))), texts };
}

// --- lines --------------------------------------------------------------------------------------------------------

function lineOf(edge, sight) {
  const { look, gauges, hovered, grow, anything } = sight;
  const level = gauges.level.get(edge), lit = look.litEdge(edge), chosen = edge === look.pair;
  const marked = chosen || edge === hovered, usual = moreContrast.matches ? LINES.clear : LINES.usual;
  const colour = marked ? LINES.near[LEVELS] : lit ? (anything ? LINES.near : usual)[level] : LINES.far;
  const width = Math.max(0.7, grow * (marked ? gauges.width[level] + 2.5 : lit ? gauges.width[level] : 1));
  const rank = chosen ? 99 : marked ? 98 : lit ? 1 + level : 0; // the same rank, the same style
  const { path, head } = wayOf(edge, sight, width);
  return { edge, path, head, colour, width, rank, lit, chosen, area: around(path) };
}

/** The area of a path's corners and handles, which holds the path. */
function around(path) {
  const area = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let n = 0; n < path.length; n += 2) {
    area.left = Math.min(area.left, path[n] - 3);
    area.right = Math.max(area.right, path[n] + 3);
    area.top = Math.min(area.top, path[n + 1] - 3);
    area.bottom = Math.max(area.bottom, path[n + 1] + 3);
  }
  return area;
}

/** The path of a line, and its head {x, y, turn} where lines have a direction: then it ends before the shape. */
function wayOf(edge, { look, spots, places, room, camera }, width) {
  const from = spots.get(edge.from), to = spots.get(edge.to), bend = places.bends.get(edge) ?? 0;
  let path;
  if (edge.from === edge.to) path = loop(from, bend, camera.scale);
  else if (room.xs.length && edge.from.column !== edge.to.column) path = sideways(from, to, bend);
  else path = bent(from, to, room.xs.length ? 40 + 14 * bend : bend * 34 * camera.scale);
  if (!look.view.directed) return { path, head: null };
  const n = path.length, dx = to.x - path[n - 4], dy = to.y - path[n - 3], far = Math.hypot(dx, dy) || 1;
  const x = to.x - (dx / far) * (to.r + 1), y = to.y - (dy / far) * (to.r + 1), size = 6 + width;
  const short = [...path.slice(0, -2), x - (dx / far) * size * 0.8, y - (dy / far) * size * 0.8];
  return { path: short, head: { x, y, turn: Math.atan2(dy, dx), size } };
}

/** From column to column: off and in sideways. */
function sideways(a, b, bend) {
  const pull = (b.x - a.x) * 0.42;
  return [a.x, a.y, a.x + pull, a.y + bend * 16, b.x - pull, b.y + bend * 16, b.x, b.y];
}

/** Straight, or in a bow that is `swerve` px off at its highest. */
function bent(a, b, swerve) {
  if (!swerve) return [a.x, a.y, b.x, b.y];
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
  const ox = (-dy / far) * swerve * 1.33, oy = (dx / far) * swerve * 1.33;
  return [a.x, a.y, a.x + dx * 0.3 + ox, a.y + dy * 0.3 + oy, b.x - dx * 0.3 + ox, b.y - dy * 0.3 + oy, b.x, b.y];
}

function loop({ x, y }, nth, scale) {
  const out = (46 + 18 * nth) * Math.sqrt(scale);
  return [x, y, x - out * 0.9, y - out * 1.3, x + out * 0.9, y - out * 1.3, x, y];
}

/** The point of a path at `t`, from 0 to 1. */
function alongPath(path, t) {
  const s = 1 - t;
  if (path.length === 4) return { x: path[0] * s + path[2] * t, y: path[1] * s + path[3] * t };
  const at = (n) => path[n] * s ** 3 + 3 * path[n + 2] * s * s * t + 3 * path[n + 4] * s * t * t + path[n + 6] * t ** 3;
  return { x: at(0), y: at(1) };
}

// --- shapes -------------------------------------------------------------------------------------------------------

function shapeOf(node, { x, y, r }, { look, page, hovered, grow }) {
  const lit = look.lit(node), marked = node === look.chosen || look.pair?.from === node || look.pair?.to === node;
  const { shape, colour } = page.kinds[node.kind] ?? {};
  const fill = colour ?? INKS.other;
  return {
    node, x, y, r: r + (marked ? 2 : 0),
    form: FORMS[shape] ? shape : "dot",
    fill: lit ? fill : mixed(fill, INKS.paper, 0.82),
    stroke: lit ? INKS.outline : "#b5bbc1",
    edge: (marked ? 3 : node === hovered ? 2.2 : 1.1) * Math.max(0.6, grow),
  };
}

const areaOf = ({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r });

// --- words --------------------------------------------------------------------------------------------------------

/** A text of `lines` whose edge or middle is at x; `top` of its first line. */
function textAt({ lines, wide }, x, top, size, align, more) {
  const left = align === "right" ? x - wide : align === "left" ? x : x - wide / 2, step = size * STEP;
  return {
    lines, x, top, step, size, align, bold: false, colour: INKS.ink, left, right: left + wide, bottom: top + lines.length * step, ...more,
  };
}

const alignOf = (side) => (side < 0 ? "right" : side > 0 ? "left" : "center");

/** The titles of the columns: they stay above whatever is moved beneath them. */
function titlesOf({ look, room, camera, ruler }) {
  return room.xs.map((at, n) => {
    const { x } = onScreen(camera, { x: at, y: 0 }), words = titleWords(look.view.columns[n], n, room, ruler);
    return textAt(words, x - room.sides[n] * 10, 7, titleSize(room), alignOf(room.sides[n]), { of: null, role: "title", bold: true });
  }).filter((text, n, all) => text.lines.length && !all.slice(0, n).some((other) => meet(text, other)));
}

/** All words that find room, the most important first: what is pointed at, headings, nodes, lines. */
function wordsOf(sight, lines, band) {
  const { camera, places, gauges, look, hovered, spots } = sight;
  const taken = makeTaken(), out = [];
  const put = (text, anyway, also) => {
    if (!text || !text.lines.length || !inSight(camera, text) || !(anyway || taken.free(text))) return;
    taken.add(text);
    out.push(text);
  };
  if (band) taken.add({ left: 0, right: camera.wide, top: 0, bottom: band });
  const few = !band && lines.length * spots.size <= CROSSED_UP_TO;
  // Where there are too many shapes to go round them all, a label may cover lesser ones.
  if (spots.size <= CLEAR_UP_TO) spots.forEach((spot) => taken.add(areaOf(spot)));
  const pointed = [...new Set([hovered, look.chosen, ...ends(look.pair), ...ends(hovered)])].filter((node) => spots.has(node));
  pointed.forEach((node) => {
    put(within(camera, labelOf(node, sight, true), band), true);
    taken.add(areaOf(spots.get(node)));
  });
  if (look.pair && lines.at(-1)?.edge.label) put(lineWords(lines.find(({ chosen }) => chosen), sight, () => true), true);
  const kept = new Set([...gauges.radius.keys()].map(({ column, group }) => `${column} ${group}`)); // groups with a name shown
  places.headings.filter(({ column, text }) => kept.has(`${column} ${text}`)).forEach((heading) => put(headingText(heading, sight), false));
  for (const node of ranked([...gauges.radius.keys()], look, gauges)) {
    if (pointed.includes(node)) continue;
    const label = labelOf(node, sight, false);
    const whole = ({ left, right, top, bottom }) => left > 0 && right < camera.wide && top > band && bottom < camera.high;
    const free = [label, ...besides(label, spots.get(node)).filter(whole)].filter(taken.free);
    put(few ? leastCrossed(free, lines) : free[0], false);
    taken.add(areaOf(spots.get(node)));
  }
  const worded = lines.filter(({ edge, lit, chosen }) => edge.label && lit && !chosen).reverse();
  for (const bundle of bundled(worded, sight)) {
    const said = bundle.map((line) => lineWords(line, sight, taken.free, bundle.length));
    put(said.find(taken.free) ?? said[0], bundle[0].edge === hovered);
  }
  return out.reverse();
}

/** Lines to be named together: all apart, unless there are many that say the same; those in the middle first. */
function bundled(lines, { room, hovered }) {
  if (lines.length <= MANY_WORDS || !room.xs.length) return lines.map((line) => [line]);
  const bundles = new Map(), height = ({ path }) => alongPath(path, 0.5).y;
  for (const line of lines) {
    const { from, to, label } = line.edge, key = line.edge === hovered ? "" : `${from.column} ${to.column} ${label}`;
    bundles.set(key, [...bundles.get(key) ?? [], line]);
  }
  return [...bundles.values()].map((bundle) => {
    const mean = bundle.reduce((sum, line) => sum + height(line), 0) / bundle.length;
    return bundle.sort((a, b) => Math.abs(height(a) - mean) - Math.abs(height(b) - mean));
  });
}

/** Of some places for a text the one that the least and thinnest lines pass, the first of equals. */
function leastCrossed(places, lines) {
  const within = ({ left, right, top, bottom }, { x, y }) => x > left && x < right && y > top && y < bottom;
  const passed = (place) => lines.reduce((sum, { path, area, width }) => (
    meet(area, place) && STEPS.some((t) => within(place, alongPath(path, t))) ? sum + width : sum), 0);
  return places.map((place) => ({ place, by: passed(place) })).sort((a, b) => a.by - b.by)[0]?.place;
}

const STEPS = Array.from({ length: 25 }, (_, n) => n / 24);
const ends = (item) => (item?.from ? [item.from, item.to] : []);

/** Nodes by how near they are to the chosen, then by size. */
function ranked(nodes, look, gauges) {
  const keyed = nodes.map((node) => ({ node, near: look.distance(node), r: gauges.radius.get(node) }));
  return keyed.sort((a, b) => a.near - b.near || b.r - a.r || a.node.id - b.node.id).map(({ node }) => node);
}

function headingText({ x, y, lines, size, side }, { camera, room, ruler }) {
  const at = onScreen(camera, { x, y });
  const wide = lines.reduce((most, line) => Math.max(most, ruler.width(line, size, true)), 0);
  const top = at.y - (lines.length * size * STEP) / 2;
  return textAt({ lines, wide }, at.x + side * AWAY, top, size, alignOf(side), { of: null, role: "heading", bold: true, colour: INKS.soft, plate: "under" });
}

function nameOf(node, { camera, look, anything }, whole) {
  const near = whole || camera.scale >= 1.5 || (anything && look.distance(node) <= 1);
  return isNumbered(node) && !near ? node.statements[0].number : node.label;
}

/** The label of a node; `whole` in as many lines as it takes. */
function labelOf(node, sight, whole) {
  const { look, room, spots, ruler, camera } = sight, spot = spots.get(node), side = isNumbered(node) ? node.side || 1 : node.side;
  const bold = (room.xs.length > 0 && isHeading(node)) || (whole && node === look.chosen), most = widthOfLabel(room, node) * (room.xs.length ? Math.max(1, camera.scale) : 1);
  const words = ruler.wrap(nameOf(node, sight, whole), whole ? Math.max(most, 130) : most, whole ? 12 : room.lines, room.size, bold);
  const high = words.lines.length * room.size * STEP, away = Math.max(spot.r + 6, room.xs.length ? AWAY * sight.grow : 0);
  const top = side ? spot.y - high / 2 : spot.y + spot.r + (whole ? 8 : 4);
  const colour = whole || look.lit(node) ? INKS.ink : INKS.faded;
  return textAt(words, spot.x + side * away, top, room.size, alignOf(side), { of: node, role: "label", bold, colour, plate: whole ? "over" : "under" });
}

/** Other places for a label that stands below its node: above it, right, left. */
function besides(label, { x, y, r }) {
  if (label.of.side) return [];
  const wide = label.right - label.left, high = label.bottom - label.top;
  const at = (left, top, align, edge) => ({ ...label, align, x: edge, left, right: left + wide, top, bottom: top + high });
  return [
    at(x - wide / 2, y - r - 4 - high, "center", x), at(x + r + 5, y - high / 2, "left", x + r + 5),
    at(x - r - 5 - wide, y - high / 2, "right", x - r - 5),
  ];
}

/** A text moved as far as needed to be seen whole. */
function within({ wide, high }, text, band) {
  const dx = Math.max(4 - text.left, Math.min(0, wide - 4 - text.right));
  const dy = Math.max(band + 3 - text.top, Math.min(0, high - 4 - text.bottom));
  return { ...text, x: text.x + dx, left: text.left + dx, right: text.right + dx, top: text.top + dy, bottom: text.bottom + dy };
}

/** The words of a line, or of so many `times`, where there is room for them on it, else in its middle. */
function lineWords({ edge, path }, { ruler, room }, free, times = 1) {
  const size = room.size - 1.5, words = times > 1 ? ruler.wrap(`${times} lines: ${edge.label}`, 300, 2, size) : ruler.wrap(edge.label, 190, 2, size);
  const high = words.lines.length * size * STEP;
  const at = (t) => {
    const { x, y } = alongPath(path, t);
    return textAt(words, x, y - high / 2, size, "center", { of: times > 1 ? null : edge, role: "line", colour: INKS.soft, plate: "under" });
  };
  return [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8].map(at).find(free) ?? at(0.5);
}
