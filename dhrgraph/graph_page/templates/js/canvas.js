// Paints a scene on a canvas whose unit is a px of the screen.

const THIN = 0.88; // of a plate: the lines beneath can just be followed
const AT_ONCE = 200; // lines of one rank, and so of one style, in one stroke: fewer strokes are quicker, endless ones slower

function paintScene(ctx, { wide, high, band = 0, lines = [], shapes, texts }) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 0, wide, high);
  ctx.clip();
  ctx.fillStyle = INKS.paper;
  ctx.fillRect(0, 0, wide, high);
  paintLines(ctx, lines);
  lines.filter(({ head }) => head).forEach((line) => paintHead(ctx, line));
  texts.filter(({ plate }) => plate === "under").forEach((text) => paintPlate(ctx, text, THIN));
  shapes.forEach((shape) => paintShape(ctx, shape));
  const titles = texts.filter(({ role }) => role === "title");
  texts.filter((text) => !titles.includes(text)).forEach((text) => paintText(ctx, text));
  if (band) {
    ctx.fillStyle = INKS.paper;
    ctx.fillRect(0, 0, wide, band);
    titles.forEach((text) => paintText(ctx, text));
  }
  ctx.restore();
}

function trace(ctx, path) {
  ctx.moveTo(path[0], path[1]);
  if (path.length === 4) ctx.lineTo(path[2], path[3]);
  else ctx.bezierCurveTo(path[2], path[3], path[4], path[5], path[6], path[7]);
}

function paintLines(ctx, lines) {
  ctx.lineCap = "butt";
  for (let n = 0; n < lines.length;) {
    const { rank, colour, width, chosen } = lines[n];
    ctx.beginPath();
    for (let most = n + AT_ONCE; n < Math.min(most, lines.length) && lines[n].rank === rank; n += 1) trace(ctx, lines[n].path);
    if (chosen) { // white on both sides sets it off from those it crosses
      ctx.strokeStyle = INKS.paper;
      ctx.lineWidth = width + 5;
      ctx.stroke();
    }
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}

function paintHead(ctx, { head, colour }) {
  ctx.beginPath();
  headCorners(head).forEach(([x, y], n) => (n ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}

/** The corners of an arrow's head, its tip first. */
function headCorners({ x, y, turn, size }) {
  const back = (angle) => [x - size * 1.2 * Math.cos(turn + angle), y - size * 1.2 * Math.sin(turn + angle)];
  return [[x, y], back(0.42), back(-0.42)];
}

function paintShape(ctx, { x, y, r, form, fill, stroke, edge }) {
  ctx.beginPath();
  if (FORMS[form]) FORMS[form].forEach(([dx, dy], n) => (n ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
  else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.closePath();
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = edge;
  ctx.lineJoin = "round";
  ctx.stroke();
}

/** The room of a text, and a little more, in the colour of paper. */
const plateOf = ({ left, right, top, bottom }) => ({ x: left - 3, y: top - 1, width: right - left + 6, height: bottom - top + 2 });

function paintPlate(ctx, text, opacity) {
  const { x, y, width, height } = plateOf(text);
  ctx.globalAlpha = opacity;
  ctx.fillStyle = INKS.paper;
  ctx.fillRect(x, y, width, height);
  ctx.globalAlpha = 1;
}

function paintText(ctx, text) {
  const { lines, x, top, step, size, bold, align, colour, plate } = text;
  ctx.font = fontOf(size, bold);
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = align;
  ctx.lineJoin = "round";
  if (plate === "over") paintPlate(ctx, text, 1);
  lines.forEach((line, n) => {
    const y = top + n * step + size * 0.95;
    ctx.strokeStyle = INKS.paper;
    ctx.lineWidth = 3.5;
    ctx.strokeText(line, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(line, x, y);
  });
}
