// Where things stand in a picture of a given width, in px with 0 in the middle, and what the eye sees of it at first.
//
//   view, width  ->  roomOf  ->  placesOf  ->  cameraOf

const AWAY = 21; // px from the middle of a shape to its label beside it
const HIGHEST = 1400, LONGEST = 4000; // px; columns may be so long, or else are drawn as small as a free picture
const FEW_AT_LARGE = 14; // names that fit a telephone's width without columns
const STEP = 1.18; // of the type's size: from one line to the next

/** The width of a picture's type of `size`, labels and columns. Two columns fit any screen: gap and labels give way. */
function roomOf(view, wide, size = wide < 560 ? 12 : 13.5) {
  const narrow = wide < 560;
  const room = { wide, size, lines: narrow ? 4 : 3, xs: [], labels: [Math.min(150, wide * 0.36)], sides: [] };
  // A free picture is pulled upright on a narrow screen, or its labels would have no room.
  if (view.form !== "columns") return { ...room, lines: 3, upright: Math.min(2.5, Math.max(1, 640 / wide)) };
  const last = view.nodes.reduce((most, { column }) => Math.max(most, column), view.columns.length - 1);
  const sides = Array.from({ length: last + 1 }, (_, n) => (n === last ? 1 : n === 0 ? -1 : 0));
  view.nodes.forEach(({ column, side }) => { sides[column] = side; });
  const beside = narrow ? Math.max(44, wide * 0.2) : Math.min(520, wide * 0.36); // px between two columns
  const outer = last < 2 ? (wide - beside) / 2 - AWAY - 8 : Math.min(230, Math.max(110, wide * 0.19));
  const edge = (side, outwards) => (side === outwards ? outer + AWAY + 8 : side ? AWAY : outer / 2 + 8);
  const left = last ? edge(sides[0], -1) : edge(sides[0], -sides[0]), right = edge(sides[last], 1);
  const gap = last ? (wide - left - right) / last : 0;
  const label = (side, n) => {
    const outwards = (n === 0 && side < 0) || (n === last && side > 0);
    if (!last) return wide - 2 * AWAY - 16;
    return outwards ? outer : side ? gap - 2 * AWAY - 8 : Math.min(170, gap - 2 * AWAY);
  };
  return { ...room, sides, xs: sides.map((_, n) => left + gap * n - wide / 2), labels: sides.map(label) };
}

const widthOfLabel = (room, node) => room.labels[node.column] ?? room.labels[0];

/** Px below which the frame around the picture scrolls sideways: three columns and many names at large need so much. */
function leastWidth({ form, columns, nodes }) {
  if (form === "columns") return columns.length > 2 ? 620 : 0;
  return nodes.length > FEW_AT_LARGE ? 700 : 0;
}

/**
 * Where each node and heading stands: {at: node -> {x, y}, headings, bends: edge -> px it swerves}. In columns the rows
 * keep their order and come apart where labels need more lines than usual.
 */
function placesOf(view, room, ruler) {
  const columns = view.form === "columns";
  const at = new Map(view.nodes.map((node) => [node, { x: columns ? room.xs[node.column] : node.x, y: node.y * (room.upright ?? 1) }]));
  const headings = columns ? view.headings.map((heading) => headingOf(heading, room, ruler)) : [];
  const rows = room.xs.map((_, n) => [
    ...view.nodes.filter(({ column }) => column === n).map((node) => rowOf(node, at.get(node), room, ruler)),
    ...headings.filter(({ column }) => column === n).map((heading) => ({ spot: heading, ...heading.needs })),
  ].sort((a, b) => a.spot.y - b.spot.y));
  // What was reckoned without measuring may be higher than is needed, or on a narrow screen lower.
  const most = (height) => rows.reduce((high, column) => Math.max(high, height(column)), 0);
  const share = most(needsOf) / (most(reckoned) || 1), tight = Math.max(share, Math.min(1, 1.1 * share));
  rows.forEach((column) => apart(column, tight));
  return { view, at, headings, bends: bendsOf(view) };
}

function headingOf({ column, y, text }, room, ruler) {
  const size = room.size - 1;
  const { lines } = ruler.wrap(text, room.labels[column], 4, size, true);
  const half = (lines.length * size * STEP) / 2;
  return { column, text, y, lines, size, x: room.xs[column], side: room.sides[column], needs: { above: half + 6, below: half } };
}

/** A recommendation is named by its number beside it, until one looks closer. */
const isNumbered = (node) => node.kind === "recommendation" && Boolean(node.statements?.[0]?.number);

/** A theme before its narrower ones is named as its group: its label is the heading. */
const isHeading = (node) => node.group !== "" && node.label === node.group;

function rowOf(node, spot, room, ruler) {
  const { lines } = ruler.wrap(node.label, widthOfLabel(room, node), room.lines, room.size, isHeading(node));
  const high = lines.length * room.size * STEP;
  if (isNumbered(node)) return { spot, above: 9, below: 9 };
  return node.side ? { spot, above: Math.max(13, high / 2), below: Math.max(13, high / 2) } : { spot, above: 13, below: 15 + high };
}

const needsOf = (rows) => rows.reduce((sum, { above, below }) => sum + above + below + 3, 0);
const reckoned = (rows) => (rows.length ? rows.at(-1).spot.y - rows[0].spot.y : 0);

/** Rows drawn together, then moved as far apart as each needs, about the same middle; headings close to their groups. */
function apart(rows, tight) {
  let floor = -Infinity, moved = 0;
  for (const { spot, above, below } of rows) {
    const y = Math.max(spot.y * tight, floor + above);
    moved += y - spot.y * tight;
    floor = y + below + 3;
    spot.y = y;
  }
  rows.forEach(({ spot }) => { spot.y -= moved / rows.length; });
  rows.forEach(({ spot, below }, n) => {
    const next = rows[n + 1];
    if (spot.needs && next) spot.y = next.spot.y - next.above - below - 2;
  });
}

/** How far the lines between the same two nodes swerve, so that each can be seen; one alone goes straight. */
function bendsOf(view) {
  const pairs = new Map();
  for (const edge of view.edges) {
    const ends = [edge.from.id, edge.to.id].sort((a, b) => a - b).join(" ");
    if (pairs.has(ends)) pairs.get(ends).push(edge);
    else pairs.set(ends, [edge]);
  }
  const bends = new Map();
  for (const edges of pairs.values()) {
    edges.forEach((edge, n) => {
      const bend = edge.from === edge.to ? n : (n - (edges.length - 1) / 2) * (edge.from.id < edge.to.id ? 1 : -1);
      if (bend || edge.from === edge.to) bends.set(edge, bend);
    });
  }
  return bends;
}

/** The room that the nodes and their labels take up at a scale, in px of the screen. */
function extentOf(places, room, scale, ruler) {
  const around = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const add = (left, right, top, bottom) => {
    around.left = Math.min(around.left, left);
    around.right = Math.max(around.right, right);
    around.top = Math.min(around.top, top);
    around.bottom = Math.max(around.bottom, bottom);
  };
  for (const [node, { x, y }] of places.at) {
    const { lines, wide } = ruler.wrap(node.label, widthOfLabel(room, node), room.lines, room.size, isHeading(node));
    const half = Math.max(wide, 32) / 2, high = places.view.directed && !node.side ? 2 * room.size * STEP : 0;
    const low = node.side ? 16 : 18 + lines.length * room.size * STEP;
    add(x * scale - half, x * scale + half, y * scale - 18 - high, y * scale + low);
  }
  for (const edge of places.bends.keys()) {
    const { x, y } = places.at.get(edge.from);
    if (edge.from === edge.to) add(x * scale - 20, x * scale + 20, y * scale - 66, y * scale);
  }
  for (const { y, needs } of places.headings) add(0, 0, (y - needs.above) * scale, y * scale);
  return around;
}

const titleSize = (room) => room.size + 0.5;
const titleWords = (title, n, room, ruler) => ruler.wrap(title, room.labels[n] + AWAY, 2, titleSize(room), true);

/** Px that the titles of the columns need, 0 without any. */
function bandOf(view, room, ruler) {
  const most = room.xs.reduce((lines, _, n) => Math.max(lines, titleWords(view.columns[n], n, room, ruler).lines.length), 0);
  return most && 14 + most * titleSize(room) * STEP;
}

/**
 * The camera {x, y, scale, wide, high} that sees all of the picture: what stands in its middle, and the height that it
 * needs. Columns are never drawn wider or narrower than the room they were made for. The titles of columns have a band above to themselves.
 */
function cameraOf(places, room, ruler) {
  const columns = places.view.form === "columns";
  const wide = room.wide, margin = 12, band = bandOf(places.view, room, ruler);
  if (!places.at.size) return { x: 0, y: 0, scale: 1, wide, high: 220 };
  let scale = 1, seen = extentOf(places, room, scale, ruler);
  const most = (columns && seen.bottom - seen.top < LONGEST ? LONGEST : HIGHEST) - 2 * margin - band;
  for (let round = 0; round < 6; round += 1) { // labels keep their size, so the scale is found step by step
    const across = columns ? 1 : (wide - 2 * margin) / (seen.right - seen.left);
    const fits = Math.min(across, most / (seen.bottom - seen.top));
    if (fits >= 1) break;
    scale *= fits;
    seen = extentOf(places, room, scale, ruler);
  }
  const high = Math.round(Math.max(220, seen.bottom - seen.top + 2 * margin + band));
  const middle = (seen.top + seen.bottom) / 2;
  return { x: columns ? 0 : (seen.left + seen.right) / 2 / scale, y: (middle - band / 2) / scale, scale, wide, high };
}
