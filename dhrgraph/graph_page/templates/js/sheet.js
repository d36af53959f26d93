// What goes with a picture that travels alone: title, finding and key above it, its sources below.
//
//   page, look, width and height of the picture  ->  sheetOf  ->  {wide, high, top, shapes, texts}, the picture at `top`

function sheetOf(page, look, { wide, high }, ruler) {
  const texts = [], shapes = [], edge = 16;
  let y = 14;
  const write = (words, most, size, more) => {
    const text = textAt(ruler.wrap(words, wide - 2 * edge, most, size, more?.bold), edge, y, size, "left", { of: null, role: "note", ...more });
    if (!text.lines.length) return;
    texts.push(text);
    y = text.bottom + 5;
  };
  write(page.title, 2, 18, { bold: true });
  write(look.view.title, 1, 14, { bold: true });
  write(look.view.finding, 9, 14);
  y = keyOf(page, look, edge, y + 4, wide, { shapes, texts, ruler }) + 6;
  const top = y;
  y += high + 6;
  (page.attribution ?? []).forEach((line) => write(line, 9, 11, { colour: INKS.soft }));
  return { wide, high: Math.ceil(y + 8), top, shapes, texts };
}

/** The key: shape and name of each kind that is shown, in rows; gives the y below them. */
function keyOf(page, look, edge, top, wide, { shapes, texts, ruler }) {
  const kinds = [...new Set(look.shownNodes().map(({ kind }) => kind))].filter((kind) => page.kinds[kind]);
  let x = edge, y = top;
  for (const kind of kinds) {
    const { several, shape, colour } = page.kinds[kind];
    const words = ruler.wrap(several, 260, 1, 13);
    if (x > edge && x + 24 + words.wide > wide - edge) [x, y] = [edge, y + 22];
    shapes.push({ node: null, x: x + 8, y: y + 8, r: 7, form: FORMS[shape] ? shape : "dot", fill: colour, stroke: INKS.outline, edge: 1.1 });
    texts.push(textAt(words, x + 22, y, 13, "left", { of: null, role: "note" }));
    x += 44 + words.wide;
  }
  return kinds.length ? y + 22 : y;
}
