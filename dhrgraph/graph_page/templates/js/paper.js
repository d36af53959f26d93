// On paper: the picture as lines and words instead of dots, as large as fits below what stands above it; all rows of the
// tables, and long texts unfolded. Made when printing begins, put back when it ends.

const PAPER = { wide: 703, high: 1031 }; // px of A4 within the margins of print.css
const TRIED = [[900, 13.5], [800, 15], [950, 15], [950, 17], [1100, 17], [1150, 19]]; // px wide and of type, before scaling
const READABLE = 7; // px of type, 5.3 pt: a picture whose words would be smaller goes over pages
const OVER_PAGES = [1000, 15]; // then this, as wide as the paper
const MOST_ROWS = 1000; // of a table; its caption and the words below it say what is left out

let putBack = [];

function toPaper() {
  fromPaper();
  const below = PAPER.high - topOnPaper() - 16;
  const sheets = el("div", { class: "sheets", "aria-hidden": "true" }, sheetsOf(below));
  byName("picture-box").closest(".drawing").append(sheets);
  putBack.push(() => sheets.remove());
  for (const name of Object.keys(TABLES)) {
    const state = stateOf(name), { limit } = state;
    if (itemsOf(name).length <= limit) continue;
    state.limit = Math.max(limit, MOST_ROWS);
    showTable(name);
    putBack.push(() => { state.limit = limit; showTable(name); });
  }
  for (const fold of document.querySelectorAll(".fold:not([open])")) {
    fold.open = true;
    putBack.push(() => { fold.open = false; });
  }
}

function fromPaper() {
  putBack.reverse().forEach((act) => act());
  putBack = [];
}

/** Where the picture will begin on paper: measured with the style of paper on the screen for a moment. */
function topOnPaper() {
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]).filter(({ media }) => media?.mediaText === "print");
  const { style } = document.body, { width } = style;
  rules.forEach(({ media }) => { media.mediaText = "all"; });
  style.width = `${PAPER.wide}px`;
  const top = byName("picture-box").closest(".drawing").getBoundingClientRect().top - document.body.getBoundingClientRect().top;
  style.width = width;
  rules.forEach(({ media }) => { media.mediaText = "print"; });
  return top;
}

/** The picture in one piece, or in as many as it needs to be read; `below` are the px left on the first page. */
function sheetsOf(below) {
  const fitted = ([wide, size]) => {
    const scene = picture.whole(wide, size), scale = Math.min(1, PAPER.wide / wide, below / scene.high);
    return { scene, scale, type: size * scale };
  };
  const tried = look.view.form === "columns" ? TRIED : TRIED.slice(0, 1); // at large, larger type would push words out
  const [best] = tried.map(fitted).sort((a, b) => b.type - a.type);
  if (best.type >= READABLE) return [svgSheet(best.scene, best.scale, 0, best.scene.high)];
  const scene = picture.whole(...OVER_PAGES), scale = PAPER.wide / scene.wide, out = [];
  for (let from = 0, room = below < PAPER.high / 4 ? PAPER.high : below; from < scene.high; room = PAPER.high) {
    const to = breakAt(scene, from, from + (room - 8) / scale);
    out.push(svgSheet(scene, scale, from, to));
    from = to;
  }
  return out;
}

/** The lowest y between two that cuts no words, or the lower one. */
function breakAt({ texts, shapes, high }, from, to) {
  if (to >= high) return high;
  const rows = [...texts, ...shapes.map(areaOf)];
  for (let y = to; y > from + (to - from) / 2; y -= 2) {
    if (rows.every(({ top, bottom }) => bottom < y || top > y)) return y;
  }
  return to;
}

/** What a scene shows from one height to another, as an element; a program's tips are left out. */
function svgSheet(scene, scale, from, to) {
  const there = ({ top, bottom }) => bottom > from && top < to;
  const part = {
    ...scene, band: 0, lines: scene.lines.filter(({ area }) => there(area)),
    shapes: scene.shapes.filter((shape) => there(areaOf(shape))), texts: scene.texts.filter(there),
  };
  const text = tag("svg", {
    xmlns: "http://www.w3.org/2000/svg", width: scene.wide * scale, height: (to - from) * scale,
    viewBox: [0, from, scene.wide, to - from].map(short).join(" "), "font-family": TYPE,
  }, svgScene(part));
  const made = document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  made.querySelectorAll("title").forEach((title) => title.remove());
  return made;
}
