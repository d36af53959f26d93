// The picture on the page. vis-network keeps the view: panning, zooming and, while nodes are moved, where they go. What
// is seen is ours: a scene is made of the reader's choice (scene.js) and painted (canvas.js) whenever vis-network draws.
// It holds nodes only while they are moved: giving it thousands, and each change of them, takes longer than painting.

const STILL = {
  autoResize: false, physics: { enabled: false }, layout: { improvedLayout: false },
  interaction: { dragNodes: false, hover: false, selectable: false, keyboard: false },
};
const GENTLE = {
  enabled: true, solver: "barnesHut", stabilization: false, maxVelocity: 12, minVelocity: 0.3, timestep: 0.45,
  barnesHut: { gravitationalConstant: -900, centralGravity: 0.5, springLength: 110, springConstant: 0.012, damping: 0.7, avoidOverlap: 0.5 },
};
const UNSEEN = () => ({ drawNode() {}, nodeDimensions: { width: 30, height: 30 } });
const LONGEST_MOVE = 5000; // ms by themselves: what moves longer distracts (WCAG 2.2.2)
const LONE = 1000; // px: the width of a picture saved as SVG, whatever the screen

const SCROLLING = { tabindex: "0", role: "region", "aria-label": "The picture is wider than the screen: scroll sideways" };

/** A frame around the picture that scrolls sideways, for three columns on a telephone. */
function framed(box) {
  const frame = document.createElement("div");
  frame.style.overflowX = "auto";
  box.replaceWith(frame);
  frame.append(box);
  return frame;
}

/** On paper the picture stays as it was on the screen, and the style makes it fit. */
const onPaper = () => matchMedia("print").matches;

/**
 * Draw look.view into `box`; `page` is that of the data. `onPick` gets the node or edge that was clicked, or null. What
 * it gives: show() loads look.view and fits it, draw() paints what look says now, fit() shows the whole again with all
 * nodes back in their places, move(dx, dy) in steps, zoom(factor), setMoving(on), png() a data address, svg() a text,
 * whole(wide, size) a scene of all of it.
 */
function makePicture(box, page, look, { onPick }) {
  const ruler = makeRuler();
  const held = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  let room, places, gauges, scene, hovered = null, moving = false;

  const frame = framed(box);
  const network = new vis.Network(box, held, STILL);
  const width = () => Math.max(box.clientWidth, 200);
  const camera = () => ({ ...network.getViewPosition(), scale: network.getScale(), wide: width(), high: box.clientHeight });

  function load() {
    const least = leastWidth(look.view), scrolls = least > frame.clientWidth;
    box.style.minWidth = `${least}px`;
    Object.entries(SCROLLING).forEach(([name, value]) => (scrolls ? frame.setAttribute(name, value) : frame.removeAttribute(name)));
    room = roomOf(look.view, width());
    places = placesOf(look.view, room, ruler);
    hovered = null;
  }

  function show() {
    load();
    gauges = gaugesOf(look);
    see();
    if (moving) hold();
  }

  function see() {
    const eye = cameraOf(places, room, ruler);
    box.style.height = `${eye.high}px`;
    network.setSize("100%", "100%");
    network.moveTo({ position: { x: eye.x, y: eye.y }, scale: eye.scale });
  }

  function draw() {
    if (places?.view !== look.view) { show(); return; }
    gauges = gaugesOf(look);
    network.redraw();
  }

  function fit() {
    if (onPaper()) return;
    load();
    see();
    if (moving) hold();
  }

  function paint(ctx) {
    if (!gauges) return;
    if (moving) follow();
    const eye = camera();
    scene = sceneOf({ look, page, places, room, camera: eye, gauges, hovered, ruler });
    const ratio = ctx.canvas.width / eye.wide;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintScene(ctx, scene);
    ctx.restore();
  }

  // --- moving nodes -----------------------------------------------------------------------------------------------

  /** Nodes and lines as vis-network needs them to move them. Columns are only dragged: pulled together they mean nothing. */
  function hold() {
    release();
    held.nodes.add(look.shownNodes().map((node) => ({ id: node.id, ...places.at.get(node), shape: "custom", ctxRenderer: UNSEEN })));
    held.edges.add(look.shownEdges().map(({ from, to }, id) => ({ id, from: from.id, to: to.id, hidden: true })));
    const still = look.view.form === "columns" || matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.setOptions({ interaction: { dragNodes: true }, physics: still ? { enabled: false } : GENTLE });
    setTimeout(() => network.stopSimulation(), LONGEST_MOVE);
  }

  function release() {
    network.setOptions({ interaction: { dragNodes: false }, physics: { enabled: false } });
    held.edges.clear();
    held.nodes.clear();
  }

  function follow() {
    const now = network.getPositions();
    for (const node of places.at.keys()) if (now[node.id]) places.at.set(node, now[node.id]);
  }

  function setMoving(on) {
    if (moving === on) return;
    if (moving) follow();
    moving = on;
    if (on) hold();
    else release();
    touch();
    network.redraw();
  }

  // --- saving -----------------------------------------------------------------------------------------------------

  /** What is seen now, on its sheet, twice as fine as the screen. */
  function png() {
    const sheet = sheetOf(page, look, scene, ruler), canvas = document.createElement("canvas");
    canvas.width = sheet.wide * 2;
    canvas.height = sheet.high * 2;
    const ctx = canvas.getContext("2d");
    ctx.scale(2, 2);
    paintScene(ctx, sheet);
    ctx.translate(0, sheet.top);
    paintScene(ctx, scene);
    return canvas.toDataURL("image/png");
  }

  /** A scene of all that is shown, so many px wide whatever the screen, with type of `size` px. */
  function whole(wide, size) {
    const space = roomOf(look.view, wide, size), columns = space.xs.length > 0;
    const at = columns ? placesOf(look.view, space, ruler) : places;
    const eye = cameraOf(at, space, ruler);
    return sceneOf({ look, page, places: at, room: space, camera: eye, gauges, hovered: null, ruler });
  }

  /** The same on its sheet, as wide as on a desk. */
  function svg() {
    const scene = whole(LONE);
    return svgOf(page, look.view, sheetOf(page, look, scene, ruler), scene);
  }

  // --- the pointer ------------------------------------------------------------------------------------------------

  function hover(event) {
    const { left, top } = box.getBoundingClientRect();
    point(event.type === "mouseleave" || !scene ? null : hitOf(scene, event.clientX - left, event.clientY - top));
  }

  function point(over) {
    box.style.cursor = over ? "pointer" : "default";
    if (over === hovered) return;
    hovered = over;
    network.redraw();
  }

  /** A finger scrolls the page past the picture, unless it is to move nodes. */
  function touch() {
    const way = moving ? "none" : "pan-x pan-y pinch-zoom";
    for (const part of [box, ...box.querySelectorAll(".vis-network, canvas")]) part.style.setProperty("touch-action", way, "important");
  }

  function resized() {
    if (!places || width() === room.wide || onPaper()) return;
    load();
    see();
  }

  box.querySelector(".vis-network").tabIndex = -1; // buttons, search and tables are the keyboard's way
  touch();
  network.on("afterDrawing", paint);
  network.on("click", ({ pointer }) => onPick(scene ? hitOf(scene, pointer.DOM.x, pointer.DOM.y) : null));
  box.addEventListener("mousemove", hover);
  box.addEventListener("mouseleave", hover);
  addEventListener("keydown", ({ key }) => { if (key === "Escape") point(null); }); // what it covers is seen again (WCAG 1.4.13)
  box.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true); // the page scrolls
  new ResizeObserver(resized).observe(box);

  /** Move the view; while nodes are moved, the chosen one instead, for those who cannot drag (WCAG 2.5.7). */
  const move = (dx, dy) => {
    const { x, y, scale } = camera(), node = look.chosen;
    if (moving && held.nodes.get(node?.id ?? "")) {
      const at = places.at.get(node);
      network.moveNode(node.id, at.x + (dx * 30) / scale, at.y + (dy * 30) / scale);
      setTimeout(() => network.stopSimulation(), LONGEST_MOVE);
      network.redraw();
      return;
    }
    network.moveTo({ position: { x: x + (dx * 80) / scale, y: y + (dy * 80) / scale } });
  };
  const zoom = (by) => network.moveTo({ scale: network.getScale() * by });
  return { show, draw, fit, move, zoom, setMoving, png, svg, whole };
}

/** The node or line at a point of a scene, or null: shapes first, then labels, then lines. */
function hitOf({ shapes, texts, lines, band }, x, y) {
  if (y < band) return null;
  const far = (shape) => Math.hypot(shape.x - x, shape.y - y);
  const near = shapes.filter((shape) => far(shape) <= Math.max(12, shape.r + 2));
  if (near.length) return near.reduce((a, b) => (far(b) < far(a) ? b : a)).node;
  const words = texts.findLast((text) => text.of && x >= text.left && x <= text.right && y >= text.top && y <= text.bottom);
  return words?.of ?? lines.findLast((line) => line.lit && isNear(line, x, y))?.edge ?? null;
}

/** Whether a point is on a line, or at most 5 px beside it. */
function isNear({ path, area, width }, x, y) {
  const most = Math.max(5, width / 2 + 2);
  if (x < area.left - most || x > area.right + most || y < area.top - most || y > area.bottom + most) return false;
  const parts = path.length === 4 ? 1 : 24;
  let from = alongPath(path, 0);
  for (let n = 1; n <= parts; n += 1) {
    const to = alongPath(path, n / parts);
    if (toSegment(from, to, x, y) <= most) return true;
    from = to;
  }
  return false;
}

function toSegment(a, b, x, y) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const t = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a.x + t * dx - x, a.y + t * dy - y);
}
