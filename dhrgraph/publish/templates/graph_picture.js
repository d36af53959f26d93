// The picture: vis-network draws shapes and lines, we draw the labels and decide what fits where.
"use strict";

const INK = "#1c2329", FADED = "#767676", PAPER = "#ffffff", OUTLINE = "#0b0c0c", LINE = "#8a929a", NEAR = "#12436d";
const HIGHEST = 1400; // px; a picture that would be higher is drawn smaller
const FONT = "Arial, Helvetica, sans-serif";

/** The words in as many lines as fit, at most `lines`; what is left out becomes an ellipsis. */
function wrapped(ctx, text, most, lines) {
  const out = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || ctx.measureText(longer).width <= most) {
      line = longer;
    } else {
      out.push(line);
      line = word;
    }
  }
  out.push(line);
  const kept = out.slice(0, lines);
  if (out.length > lines) kept[lines - 1] += " …";
  return kept.map((words) => {
    if (ctx.measureText(words).width <= most) return words;
    let cut = [...words];
    while (cut.length > 1 && ctx.measureText(`${cut.join("")}…`).width > most) cut = cut.slice(0, -1);
    return `${cut.join("").trimEnd()}…`;
  });
}

/**
 * Draw the network into `box`. `view` says what is chosen and shown (see graph.js); `onPick` gets the id of what was
 * clicked, or null. Nothing is drawn yet: the acts it returns do that (draw, fit, move, zoom, image).
 */
function makePicture(box, { nodes, edges, options, page }, view, onPick) {
  const columns = page.form === "columns";
  const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  let labels = []; // boxes of the labels last drawn, for clicks on them
  let most = { node: 0, edge: 0 }; // the highest of what sizes and widths stand for
  let hovered = null;
  let room = {}; // what the width of the screen allows

  // Two columns are drawn at one size on any screen: what gives way is the space between and the labels' width.
  function measureRoom() {
    const wide = box.clientWidth, narrow = wide < 560;
    const gap = narrow ? Math.max(48, wide * 0.2) : Math.min(560, wide * 0.36);
    room = {
      gap,
      label: columns ? (wide - gap) / 2 - 26 : 140,
      font: narrow ? 12 : 13.5,
      lines: columns && !narrow ? 2 : 3,
      stretch: columns && narrow ? 1.2 : 1,
    };
  }

  const radius = (node) => 6 + (most.node > 0 ? 8 * Math.sqrt(Math.max(node[view.size], 0) / most.node) : 3);
  const width = (edge) => 1 + (most.edge > 1 ? (4 * (edge[view.strength] - 1)) / (most.edge - 1) : 0.4);
  const x = (node) => (columns ? Math.sign(node.x) * (room.gap / 2) : node.x);
  const y = (node) => node.y * room.stretch;

  function draw() {
    most = {
      node: Math.max(0, ...nodes.map((node) => node[view.size])),
      edge: Math.max(0, ...edges.map((edge) => edge[view.strength])),
    };
    drawn.nodes.update(nodes.map((node) => ({
      id: node.id,
      x: x(node),
      y: y(node),
      shape: node.shape,
      size: radius(node),
      hidden: !view.shows(node),
      opacity: view.lit(node) ? 1 : 0.2,
      borderWidth: node.id === view.chosen ? 3.5 : 1.2,
      color: { background: node.color, border: OUTLINE },
    })));
    drawn.edges.update(edges.map((edge, n) => ({
      id: n,
      from: edge.from,
      to: edge.to,
      arrows: "",
      hidden: !view.showsEdge(edge),
      width: width(edge),
      color: { color: view.chosen !== null && view.litEdge(edge) ? NEAR : LINE, opacity: view.litEdge(edge) ? 1 : 0.12 },
    })));
  }

  // --- labels ---------------------------------------------------------------------------------------------------

  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function shapeBox(node) {
    const reach = radius(node) * 0.8;
    return { left: x(node) - reach, right: x(node) + reach, top: y(node) - reach, bottom: y(node) + reach };
  }

  function labelBox(ctx, node) {
    const grow = Math.min(1, network.getScale()); // zoomed out, labels keep their size on the screen
    const px = room.font / grow;
    const whole = node.id === hovered || node.id === view.chosen;
    ctx.font = `${node.id === view.chosen ? "bold " : ""}${px}px ${FONT}`;
    const lines = wrapped(ctx, node.label, room.label / grow, whole ? 9 : room.lines);
    const wide = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const step = px * 1.15, away = radius(node) + 6;
    const side = columns ? Math.sign(node.x) : 0;
    const left = x(node) + (side < 0 ? -away - wide : side > 0 ? away : -wide / 2);
    const top = y(node) + (side ? (-lines.length * step) / 2 : away - 2);
    return { node, lines, step, side, font: ctx.font, left, top, right: left + wide, bottom: top + lines.length * step };
  }

  function drawLabel(ctx, at) {
    ctx.font = at.font;
    ctx.textBaseline = "top";
    ctx.textAlign = at.side < 0 ? "right" : at.side > 0 ? "left" : "center";
    const middle = at.side < 0 ? at.right : at.side > 0 ? at.left : (at.left + at.right) / 2;
    at.lines.forEach((line, n) => {
      ctx.lineWidth = 4;
      ctx.lineJoin = "round";
      ctx.strokeStyle = PAPER;
      ctx.strokeText(line, middle, at.top + n * at.step);
      ctx.fillStyle = view.lit(at.node) ? INK : FADED;
      ctx.fillText(line, middle, at.top + n * at.step);
    });
  }

  // A label that would meet a more important one, or cover its shape, is left out; zooming in brings it back.
  function drawLabels(ctx) {
    const first = (node) => node.id === hovered || node.id === view.chosen;
    const order = nodes.filter((node) => view.shows(node)).sort((a, b) =>
      first(b) - first(a) || view.distance(a) - view.distance(b) || b[view.size] - a[view.size]);
    const taken = [];
    labels = [];
    for (const node of order) {
      const at = labelBox(ctx, node);
      if (first(node) || !taken.some((other) => meet(at, other))) {
        labels.push(at);
        taken.push(at);
      }
      taken.push(shapeBox(node));
    }
    [...labels].reverse().forEach((at) => drawLabel(ctx, at));
  }

  // --- the view -------------------------------------------------------------------------------------------------

  function setHeight(px) {
    box.style.height = `${Math.round(Math.max(220, px))}px`;
    network.setSize("100%", "100%");
  }

  function fit() {
    const here = nodes.filter((node) => view.shows(node));
    if (!here.length) return;
    if (columns) {
      setHeight(2 * Math.max(...nodes.map((node) => Math.abs(y(node)))) + 70);
      network.moveTo({ position: { x: 0, y: 0 }, scale: 1 });
      return;
    }
    const xs = here.map((node) => node.x), ys = here.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const around = Math.min(78, box.clientWidth * 0.1), above = 24, below = 72; // px for the outermost labels
    const across = (box.clientWidth - 2 * around) / Math.max(right - left, 1);
    const scale = Math.min(1, across, (HIGHEST - above - below) / Math.max(bottom - top, 1));
    setHeight((bottom - top) * scale + above + below);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom + (below - above) / scale) / 2 }, scale });
  }

  function move(dx, dy) {
    const at = network.getViewPosition(), by = 80 / network.getScale();
    network.moveTo({ position: { x: at.x + dx * by, y: at.y + dy * by } });
  }

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by });

  /** The picture as it is seen, with its title above and its source below, so that it can travel alone. */
  function image() {
    const picture = box.querySelector("canvas");
    const ratio = picture.width / picture.clientWidth, wide = picture.clientWidth - 32;
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height + Math.round(110 * ratio);
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = PAPER;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(picture, 0, Math.round(72 * ratio));
    ctx.scale(ratio, ratio);
    ctx.fillStyle = INK;
    ctx.font = `bold 18px ${FONT}`;
    ctx.fillText(wrapped(ctx, page.title, wide, 1)[0], 16, 28);
    ctx.font = `14px ${FONT}`;
    wrapped(ctx, page.finding, wide, 2).forEach((line, n) => ctx.fillText(line, 16, 48 + 17 * n));
    ctx.font = `11px ${FONT}`;
    ctx.fillText(wrapped(ctx, page.attribution, wide, 1)[0], 16, picture.clientHeight + 98);
    return canvas.toDataURL("image/png");
  }

  // --- the mouse ------------------------------------------------------------------------------------------------

  function idAt(dom) {
    const at = network.DOMtoCanvas(dom);
    const under = labels.find((l) => at.x >= l.left && at.x <= l.right && at.y >= l.top && at.y <= l.bottom);
    return network.getNodeAt(dom) ?? under?.node.id ?? null;
  }

  function hover(event) {
    const frame = box.getBoundingClientRect();
    const over = event.type === "mouseleave" ? null : idAt({ x: event.clientX - frame.left, y: event.clientY - frame.top });
    box.style.cursor = over === null ? "default" : "pointer";
    if (over === hovered) return;
    hovered = over;
    network.redraw();
  }

  measureRoom();
  const network = new vis.Network(box, drawn, JSON.parse(options));
  box.querySelector(".vis-network").tabIndex = -1; // buttons, search and tables are the keyboard's way
  network.on("beforeDrawing", (ctx) => {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = PAPER;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    ctx.restore();
  });
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ pointer }) => onPick(idAt(pointer.DOM)));
  box.addEventListener("mousemove", hover);
  box.addEventListener("mouseleave", hover);
  box.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true); // the page scrolls
  let wide = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === wide) return;
    wide = box.clientWidth;
    measureRoom();
    draw();
    fit();
  }).observe(box);
  return { draw, fit, move, zoom, image };
}
