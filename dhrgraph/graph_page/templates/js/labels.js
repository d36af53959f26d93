// Words that fit: a text broken into lines of a given width, and a record of the room already taken on the screen.

const TYPE = "Arial, Helvetica, sans-serif";
const READ = 1200; // characters of a text that can ever be drawn

const fontOf = (size, bold) => `${bold ? "bold " : ""}${size}px ${TYPE}`;

/**
 * A ruler for words: width(words, size, bold) in px, and wrap(text, most, lines, size, bold), which gives {lines, wide}.
 * Each is worked out once; the canvas behind it is never seen.
 */
function makeRuler() {
  const ctx = document.createElement("canvas").getContext("2d");
  const widths = new Map(), wraps = new Map();
  const kept = (map, key, work) => {
    if (map.size > 20000) map.clear();
    if (!map.has(key)) map.set(key, work());
    return map.get(key);
  };
  const width = (words, size, bold) => kept(widths, `${size} ${bold ? 1 : 0} ${words}`, () => {
    ctx.font = fontOf(size, bold);
    return ctx.measureText(words).width;
  });
  const wrap = (text, most, lines, size, bold) => kept(wraps, `${most} ${lines} ${size} ${bold ? 1 : 0} ${text}`, () => {
    const found = wrapped(text, most, lines, (words) => width(words, size, bold));
    return { lines: found, wide: found.reduce((wide, line) => Math.max(wide, width(line, size, bold)), 0) };
  });
  return { width, wrap };
}

/** A text as it can be drawn: no control characters, no halves of characters, nothing that turns the rest around. */
const drawable = (text) => String(text ?? "").slice(0, READ).replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+/gu, " ");

/** How many of `letters` fit, with `mark` after them; at least one, so that breaking a word comes to an end. */
function fitting(letters, mark, most, width) {
  let low = 1, high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (width(letters.slice(0, middle).join("") + mark) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shortened(text, most, width) {
  const letters = [...text];
  return `${letters.slice(0, fitting(letters, "…", most, width)).join("").trimEnd()}…`;
}

/** A word too long for a line as pieces that fit, broken after a hyphen or stroke where there is one. */
function* pieces(word, most, width) {
  let letters = [...word];
  while (letters.length > 1 && width(letters.join("")) > most * 1.04) { // rather a little too wide than broken
    const fits = fitting(letters, "-", most, width);
    const stroke = letters.slice(0, fits).findLastIndex((letter) => letter === "/" || letter === "-");
    const end = stroke > 2 ? stroke + 1 : fits;
    yield letters.slice(0, end).join("") + (stroke > 2 ? "" : "-");
    letters = letters.slice(end);
  }
  yield letters.join("");
}

/**
 * The words of `text` in lines no wider than `most` px, at most `lines` of them; what is left out becomes an ellipsis.
 * `width` measures words. A blank text has no lines.
 */
function wrapped(text, most, lines, width) {
  const out = [];
  let line = "";
  for (const word of drawable(text).split(/\s+/).filter(Boolean)) {
    for (const piece of pieces(word, most, width)) {
      const longer = line ? `${line} ${piece}` : piece;
      if (!line || width(longer) <= most) {
        line = longer;
      } else if (out.length === lines - 1) {
        return [...out, shortened(`${line} ${piece}`, most, width)];
      } else {
        out.push(line);
        line = piece;
      }
    }
  }
  return line ? [...out, line] : out;
}

const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The room taken so far, in squares of 64 px, so that asking takes no longer when much is taken. */
function makeTaken() {
  const squares = new Map();
  const under = ({ left, right, top, bottom }) => {
    const keys = [];
    for (let x = Math.floor(left / 64); x <= right / 64; x += 1) {
      for (let y = Math.floor(top / 64); y <= bottom / 64; y += 1) keys.push(x * 65536 + y);
    }
    return keys;
  };
  return {
    add(area) {
      for (const key of under(area)) {
        if (squares.has(key)) squares.get(key).push(area);
        else squares.set(key, [area]);
      }
    },
    free: (area) => under(area).every((key) => !squares.get(key)?.some((other) => meet(area, other))),
  };
}
