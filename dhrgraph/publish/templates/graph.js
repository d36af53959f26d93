// The graph page: draws what stands in the page's own data, and never turns text into markup.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const { nodes, edges, options, page } = JSON.parse($("data").textContent);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const box = $("picture-box");
  const INK = "#1c2329", FADED = "#767676", PAPER = "#ffffff", OUTLINE = "#0b0c0c", LINE = "#8a929a", NEAR = "#12436d";
  const HIGHEST = 1400; // px; a picture that would be higher is drawn smaller
  const COUNTS = ["partnerships", "reviews", "recommendations"];

  // What the reader has chosen. Everything drawn or listed follows from it.
  const view = {
    kinds: new Set(Object.keys(page.kinds)),
    size: $("size").value,
    strength: $("strength").value,
    least: 1,
    steps: 1,
    chosen: null, // id of a node
    hovered: null,
  };
  let shown = { nodes: new Set(), edges: [] };
  let near = null; // id -> steps from the chosen node; null when none is chosen

  // --- small helpers ------------------------------------------------------------------------------------------

  function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") made.addEventListener("click", value);
      else made.setAttribute(name, value);
    }
    made.append(...children); // strings become text, never markup
    return made;
  }
  const plural = (n, one, several = one + "s") => `${n} ${n === 1 ? one : several}`;
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const number = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(3));
  const kindOf = (node) => page.kinds[node.kind] + (node.type ? `: ${node.type}` : "");
  const amount = (node) => (Number.isInteger(node[view.size]) && view.size.endsWith("s")
    ? plural(node[view.size], view.size.slice(0, -1)) : number(node[view.size]));
  const counted = (edge) => COUNTS.filter((c) => edge[c]).map((c) => plural(edge[c], c.slice(0, -1))).join(", ");

  // --- what is shown ------------------------------------------------------------------------------------------

  function lowest(key) {
    return edges.length ? edges.reduce((least, edge) => Math.min(least, edge[key]), Infinity) : 1;
  }
  function highest(things, key) {
    return things.reduce((most, thing) => Math.max(most, thing[key]), 0);
  }

  function choose_shown() {
    const wanted = (id) => view.kinds.has(byId.get(id).kind);
    const strong = edges.filter((e) => wanted(e.from) && wanted(e.to) && e[view.strength] >= view.least);
    const joined = new Set(strong.flatMap((e) => [e.from, e.to]));
    const all = view.least <= lowest(view.strength); // then those without any line are shown too
    shown = {
      edges: strong,
      nodes: new Set(nodes.filter((n) => wanted(n.id) && (all || joined.has(n.id))).map((n) => n.id)),
    };
  }

  function choose_near() {
    near = null;
    if (!shown.nodes.has(view.chosen)) return;
    near = new Map([[view.chosen, 0]]);
    for (let step = 1; step <= view.steps; step += 1) {
      const found = [];
      for (const { from, to } of shown.edges) {
        if (near.has(from) && !near.has(to)) found.push(to);
        if (near.has(to) && !near.has(from)) found.push(from);
      }
      found.forEach((id) => near.set(id, step));
    }
  }
  const lit = (id) => near === null || near.has(id);
  const edge_lit = (e) => near === null || (lit(e.from) && lit(e.to) && Math.min(near.get(e.from), near.get(e.to)) < view.steps);

  // --- the picture --------------------------------------------------------------------------------------------

  const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  const labels = []; // boxes of the labels last drawn, for clicks on them
  let network = null;
  let columns = { gap: 0, text: 0, font: 13, lines: 2, stretch: 1 };

  function radius(node) {
    const most = highest(nodes, view.size);
    return 6 + (most > 0 ? 8 * Math.sqrt(Math.max(node[view.size], 0) / most) : 3);
  }
  function width(edge) {
    const most = highest(edges, view.strength);
    return 1 + (most > 1 ? (4 * (edge[view.strength] - 1)) / (most - 1) : 0.4);
  }
  const x_of = (node) => (page.form === "columns" ? Math.sign(node.x) * (columns.gap / 2) : node.x);
  const y_of = (node) => (page.form === "columns" ? node.y * columns.stretch : node.y);

  // Two columns are drawn at one size on any screen: what gives way is the space between and the labels' width.
  function fit_columns() {
    const wide = box.clientWidth;
    const narrow = wide < 560;
    columns.gap = narrow ? Math.max(48, wide * 0.2) : Math.min(560, wide * 0.36);
    columns.text = (wide - columns.gap) / 2 - 26;
    columns.font = narrow ? 12 : 13.5;
    columns.lines = narrow ? 3 : 2;
    columns.stretch = narrow ? 1.2 : 1;
  }

  function draw() {
    drawn.nodes.update(nodes.map((node) => ({
      id: node.id,
      x: x_of(node),
      y: y_of(node),
      shape: node.shape,
      size: radius(node),
      hidden: !shown.nodes.has(node.id),
      opacity: lit(node.id) ? 1 : 0.2,
      borderWidth: node.id === view.chosen ? 3.5 : 1.2,
      color: { background: node.color, border: OUTLINE },
    })));
    const visible = new Set(shown.edges);
    drawn.edges.update(edges.map((edge, n) => ({
      id: n,
      from: edge.from,
      to: edge.to,
      arrows: "",
      hidden: !visible.has(edge),
      width: width(edge),
      color: { color: near && edge_lit(edge) ? NEAR : LINE, opacity: edge_lit(edge) ? 1 : 0.12 },
    })));
  }

  function wrapped(ctx, text, most, lines) {
    const out = [];
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (ctx.measureText(longer).width <= most || !line) line = longer;
      else { out.push(line); line = word; }
    }
    out.push(line);
    const kept = out.slice(0, lines);
    if (out.length > lines) kept[lines - 1] += " …";
    return kept.map((l) => {
      if (ctx.measureText(l).width <= most) return l;
      let cut = [...l];
      while (cut.length > 1 && ctx.measureText(`${cut.join("")}…`).width > most) cut = cut.slice(0, -1);
      return `${cut.join("").trimEnd()}…`;
    });
  }

  function label_box(ctx, node, scale) {
    const whole = node.id === view.hovered || node.id === view.chosen;
    const grow = Math.min(1, scale); // zoomed out, labels keep their size on the screen
    const font = columns.font / grow;
    ctx.font = `${node.id === view.chosen ? "bold " : ""}${font}px Arial, Helvetica, sans-serif`;
    const most = (page.form === "columns" ? columns.text : 140) / grow;
    const lines = wrapped(ctx, node.label, most, whole ? 9 : columns.lines);
    const wide = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const high = lines.length * font * 1.15;
    const away = radius(node) + 6;
    const side = page.form === "columns" ? Math.sign(node.x) : 0;
    const left = side < 0 ? x_of(node) - away - wide : side > 0 ? x_of(node) + away : node.x - wide / 2;
    const top = side ? y_of(node) - high / 2 : node.y + away - 2;
    return { id: node.id, lines, font: ctx.font, step: font * 1.15, side, left, top, right: left + wide, bottom: top + high };
  }
  function shape_box(node) {
    const [x, y, r] = [x_of(node), y_of(node), radius(node) * 0.8];
    return { id: node.id, left: x - r, right: x + r, top: y - r, bottom: y + r };
  }
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function draw_label(ctx, at) {
    ctx.font = at.font;
    ctx.textBaseline = "top";
    ctx.textAlign = at.side < 0 ? "right" : at.side > 0 ? "left" : "center";
    const x = at.side < 0 ? at.right : at.side > 0 ? at.left : (at.left + at.right) / 2;
    at.lines.forEach((line, n) => {
      ctx.lineWidth = 4;
      ctx.lineJoin = "round";
      ctx.strokeStyle = PAPER;
      ctx.strokeText(line, x, at.top + n * at.step);
      ctx.fillStyle = lit(at.id) ? INK : FADED;
      ctx.fillText(line, x, at.top + n * at.step);
    });
  }

  // A label that would meet a more important one, or cover its shape, is left out; zooming in brings it back.
  function draw_labels(ctx) {
    const scale = network.getScale();
    const rank = (node) => [node.id === view.hovered ? 0 : 1, node.id === view.chosen ? 0 : 1, near ? near.get(node.id) ?? 9 : 0, -node[view.size]];
    const order = nodes.filter((node) => shown.nodes.has(node.id)).map((node) => [rank(node), node]);
    order.sort(([a], [b]) => { const i = a.findIndex((value, n) => value !== b[n]); return i < 0 ? 0 : a[i] - b[i]; });
    const taken = [];
    labels.length = 0;
    for (const [[not_hovered, not_chosen], node] of order) {
      const at = label_box(ctx, node, scale);
      if (!not_hovered || !not_chosen || !taken.some((other) => meet(at, other))) {
        labels.push(at);
        taken.push(at);
      }
      taken.push(shape_box(node));
    }
    [...labels].reverse().forEach((at) => draw_label(ctx, at));
  }

  function set_height(px) {
    box.style.height = `${Math.round(Math.max(220, px))}px`;
    network.setSize("100%", "100%");
    network.redraw();
  }

  function fit() {
    const here = nodes.filter((node) => shown.nodes.has(node.id));
    if (!here.length) return;
    if (page.form === "columns") {
      const rows = Math.max(...nodes.map((node) => Math.abs(y_of(node))));
      set_height(2 * rows + 70);
      network.moveTo({ position: { x: 0, y: 0 }, scale: 1 });
      return;
    }
    const xs = here.map((node) => node.x), ys = here.map((node) => node.y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [around, above, below] = [Math.min(78, box.clientWidth * 0.1), 24, 58]; // px on the screen for the outermost labels and shapes
    const roomy = (px, length) => Math.max(px, 60) / Math.max(length, 1);
    const scale = Math.min(1, roomy(box.clientWidth - 2 * around, right - left), roomy(HIGHEST - above - below, bottom - top));
    set_height((bottom - top) * scale + above + below);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom + (below - above) / scale) / 2 }, scale });
  }

  function node_at(dom) {
    const at = network.DOMtoCanvas(dom);
    const inside = (l) => at.x >= l.left && at.x <= l.right && at.y >= l.top && at.y <= l.bottom;
    return network.getNodeAt(dom) ?? labels.find(inside)?.id ?? null;
  }

  function make_picture() {
    fit_columns();
    choose_shown();
    draw();
    network = new vis.Network(box, drawn, JSON.parse(options));
    box.querySelector(".vis-network").tabIndex = -1; // buttons, search and tables are the keyboard's way
    network.on("beforeDrawing", (ctx) => {
      const { width: w, height: h } = ctx.canvas;
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.fillStyle = PAPER;
      ctx.fillRect(0, 0, w, h);
      ctx.restore();
    });
    network.on("afterDrawing", draw_labels);
    network.on("click", ({ pointer }) => choose(node_at(pointer.DOM)));
    box.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true); // let the page scroll
    box.addEventListener("mousemove", (event) => {
      const frame = box.getBoundingClientRect();
      const over = node_at({ x: event.clientX - frame.left, y: event.clientY - frame.top });
      box.style.cursor = over === null ? "default" : "pointer";
      if (over !== view.hovered) { view.hovered = over; network.redraw(); }
    });
    new ResizeObserver(() => { fit_columns(); draw(); fit(); }).observe(box.parentElement);
    fit();
  }

  // --- details ------------------------------------------------------------------------------------------------

  function neighbours(id) {
    return edges
      .filter((edge) => edge.from !== edge.to && (edge.from === id || edge.to === id))
      .map((edge) => ({ edge, node: byId.get(edge.from === id ? edge.to : edge.from) }))
      .sort((a, b) => b.edge[view.strength] - a.edge[view.strength] || a.node.label.localeCompare(b.node.label, "en"));
  }

  function link_button(node, ...note) {
    const name = el("bdi", {}, node.label);
    return el("li", {}, el("button", { type: "button", onclick: () => choose(node.id, true) }, name, " ", el("small", {}, ...note)));
  }

  function details_of(node) {
    const facts = el("dl", {});
    const add = (term, value) => facts.append(el("dt", {}, term), el("dd", {}, value));
    COUNTS.forEach((c) => add(page.sizes[c].title, number(node[c]) + (page.of[c] ? ` of ${page.of[c]}` : "")));
    Object.keys(page.sizes).filter((key) => !COUNTS.includes(key)).forEach((key) => add(page.sizes[key].title, number(node[key])));
    const parts = [el("p", { class: "meaning" }, kindOf(node)), facts];
    const around = neighbours(node.id);
    if (around.length) {
      parts.push(el("h3", {}, `Joined to ${around.length}`));
      const list = (some) => el("ul", { class: "near" }, ...some.map(({ edge, node: other }) => link_button(other, counted(edge))));
      parts.push(list(around.slice(0, 6)));
      if (around.length > 6) parts.push(el("details", {}, el("summary", {}, `and ${around.length - 6} more`), list(around.slice(6))));
    }
    if (node.quotes.length) {
      const some = node.quotes.length < node.recommendations ? `${node.quotes.length} of ${node.recommendations} recommendations` : "Recommendations";
      parts.push(el("h3", {}, some));
      node.quotes.forEach((quote) => {
        const from = [quote.review, quote.place].filter(Boolean).join(", ");
        parts.push(el("blockquote", { dir: "auto" }, el("p", {}, quote.text), el("footer", {}, from)));
      });
    }
    parts.push(el("p", {}, el("code", {}, node.id)));
    parts.push(el("button", { type: "button", onclick: () => { choose(null); $("search").focus(); } }, "Clear the choice"));
    return parts;
  }

  function details_of_none() {
    const { title, sentence } = page.sizes[view.size];
    const first = nodes.filter((n) => shown.nodes.has(n.id)).sort((a, b) => b[view.size] - a[view.size]).slice(0, 8);
    if (!first.length) return [el("p", {}, "There is nothing to show.")];
    return [
      el("p", {}, "Choose a name, in the picture or below, to see what was recommended and what it is joined to."),
      el("h3", {}, `Highest by ${title.toLowerCase()}`),
      el("p", { class: "meaning" }, sentence),
      el("ul", { class: "near" }, ...first.map((node) => link_button(node, amount(node)))),
    ];
  }

  function show_details() {
    const node = byId.get(view.chosen);
    $("details-title").replaceChildren(el("bdi", {}, node ? node.full : "Where to start"));
    $("details-body").replaceChildren(...(node ? details_of(node) : details_of_none()));
  }

  // --- choosing -----------------------------------------------------------------------------------------------

  function choose(id, move_focus = false) {
    const node = byId.get(id);
    view.chosen = node ? node.id : null;
    if (node && !shown.nodes.has(node.id)) reveal(node);
    refresh();
    try {
      const bare = location.href.split("#")[0];
      history.replaceState(null, "", node ? `${bare}#node=${encodeURIComponent(node.id)}` : bare);
    } catch { /* a page inside a frame may not change its address */ }
    if (node && move_focus) $("details-title").focus();
  }

  function reveal(node) {
    view.kinds.add(node.kind);
    document.querySelectorAll("[name=kind]").forEach((tick) => { tick.checked = view.kinds.has(tick.value); });
    set_least(lowest(view.strength));
  }

  function choose_by_address(hash) {
    const found = /^#node=(.*)$/.exec(hash);
    if (!found) return;
    try {
      const id = decodeURIComponent(found[1]);
      if (byId.has(id)) choose(id, true);
    } catch { /* an address someone mistyped */ }
  }

  function refresh() {
    choose_shown();
    choose_near();
    draw();
    show_details();
    const node = byId.get(view.chosen);
    const all = `Showing ${shown.nodes.size} of ${plural(nodes.length, "name")} and ${shown.edges.length} of ${plural(edges.length, "line")}.`;
    const around = near ? ` ${node.label} is chosen, with ${plural(near.size - 1, "other name")} within ${plural(view.steps, "step")}.` : "";
    $("status").textContent = all + around;
    const { title, sentence } = page.sizes[view.size];
    $("meaning").textContent = `${title}: ${sentence} A thicker line stands for more ${view.strength}.`;
    hide_rows();
  }

  // --- controls -----------------------------------------------------------------------------------------------

  function set_least(value) {
    view.least = value;
    $("least").value = value;
    $("least-is").textContent = `${plural(value, view.strength.slice(0, -1))} or more`;
  }

  function make_controls() {
    const slider = $("least");
    const set_strength = () => {
      view.strength = $("strength").value;
      slider.min = lowest(view.strength);
      slider.max = Math.max(slider.min, highest(edges, view.strength));
      slider.disabled = slider.min === slider.max;
      set_least(lowest(view.strength));
    };
    set_strength();
    $("strength").addEventListener("change", () => { set_strength(); refresh(); });
    slider.addEventListener("input", () => { set_least(Number(slider.value)); refresh(); });
    $("size").addEventListener("change", () => { view.size = $("size").value; refresh(); });
    $("steps").addEventListener("change", () => { view.steps = Number($("steps").value); refresh(); });
    document.querySelectorAll("[name=kind]").forEach((tick) => tick.addEventListener("change", () => {
      if (tick.checked) view.kinds.add(tick.value); else view.kinds.delete(tick.value);
      refresh();
    }));
    const move = (dx, dy) => {
      const at = network.getViewPosition(), by = 80 / network.getScale();
      network.moveTo({ position: { x: at.x + dx * by, y: at.y + dy * by } });
    };
    const zoom = (by) => network.moveTo({ scale: network.getScale() * by });
    const acts = {
      in: () => zoom(1.25), out: () => zoom(0.8), fit,
      left: () => move(-1, 0), right: () => move(1, 0), up: () => move(0, -1), down: () => move(0, 1),
      png: save_picture,
      names: () => save_table($("names")), links: () => save_table($("links")),
    };
    document.querySelectorAll("[data-do]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", acts[button.dataset.do]);
    });
  }

  function make_search() {
    const input = $("search"), hits = $("hits"), found = $("found");
    const close = () => { hits.hidden = true; hits.replaceChildren(); found.textContent = ""; };
    const take = (node) => { input.value = ""; close(); choose(node.id, true); };
    const matches = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      return words.length ? nodes.filter((node) => words.every((word) => plain(node.full).includes(word))) : [];
    };
    input.addEventListener("input", () => {
      const list = matches();
      hits.replaceChildren(...list.slice(0, 8).map((node) =>
        el("li", {}, el("button", { type: "button", onclick: () => take(node) }, el("bdi", {}, node.label), " ", el("small", {}, kindOf(node))))));
      hits.hidden = !list.length;
      found.textContent = input.value.trim() ? `${plural(list.length, "name")} found` : "";
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && matches().length) take(matches()[0]);
      if (event.key === "ArrowDown" && !hits.hidden) { hits.querySelector("button").focus(); event.preventDefault(); }
    });
    hits.addEventListener("keydown", (event) => {
      const item = event.target.closest("li");
      const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
      if (next) next.querySelector("button").focus();
      else if (event.key === "ArrowUp") input.focus();
      if (event.key.startsWith("Arrow")) event.preventDefault();
    });
    input.parentElement.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); input.focus(); } });
    document.addEventListener("click", (event) => { if (!input.parentElement.contains(event.target)) close(); });
  }

  // --- tables and files ---------------------------------------------------------------------------------------

  const rows_of = (table) => [...table.tBodies[0].rows].filter((row) => row.cells.length > 1);

  function make_tables() {
    rows_of($("names")).forEach((row, n) => { row.item = nodes[n]; });
    rows_of($("links")).forEach((row, n) => { row.item = edges[n]; });
    for (const table of [$("names"), $("links")]) {
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === (head.classList.contains("n") ? "descending" : "ascending");
        const numeric = head.classList.contains("n");
        const order = numeric === down ? "ascending" : "descending";
        const sign = order === "ascending" ? 1 : -1;
        const text = (row) => row.cells[column].textContent;
        const compare = numeric ? (a, b) => Number(text(a)) - Number(text(b)) : (a, b) => text(a).localeCompare(text(b), "en");
        table.tBodies[0].append(...rows_of(table).sort((a, b) => sign * compare(a, b)));
        heads.forEach((other) => other.setAttribute("aria-sort", other === head ? order : "none"));
      }));
    }
  }

  function hide_rows() {
    const visible = new Set(shown.edges);
    rows_of($("names")).forEach((row) => { row.hidden = !shown.nodes.has(row.item.id); });
    rows_of($("links")).forEach((row) => { row.hidden = !visible.has(row.item); });
  }

  function save(name, url) {
    el("a", { href: url, download: name }).click();
  }
  const file_name = () => plain(page.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "network";

  // RFC 4180; a cell that a spreadsheet would run as a formula gets an apostrophe before it.
  function save_table(table) {
    const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;
    const full = (row, column, td) => (column > 1 || (column === 1 && table.id === "names") ? td.textContent
      : byId.get(table.id === "names" ? row.item.id : [row.item.from, row.item.to][column]).full);
    const head = [...table.tHead.rows[0].cells].map((th) => cell(th.textContent)).join(",");
    const body = rows_of(table).filter((row) => !row.hidden).map((row) => [...row.cells].map((td, n) => cell(full(row, n, td))).join(","));
    const url = URL.createObjectURL(new Blob([[head, ...body, ""].join("\r\n")], { type: "text/csv;charset=utf-8" }));
    save(`${file_name()}-${table.id}.csv`, url);
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // The picture as it is seen, with its title above and its source below, so that it can travel alone.
  function save_picture() {
    const picture = box.querySelector("canvas");
    const ratio = picture.width / picture.clientWidth;
    const canvas = el("canvas", { width: picture.width, height: picture.height + Math.round(110 * ratio) });
    const ctx = canvas.getContext("2d");
    const wide = picture.clientWidth - 32;
    ctx.fillStyle = PAPER;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(picture, 0, Math.round(72 * ratio));
    ctx.scale(ratio, ratio);
    ctx.fillStyle = INK;
    ctx.font = "bold 18px Arial, Helvetica, sans-serif";
    ctx.fillText(wrapped(ctx, page.title, wide, 1)[0], 16, 28);
    ctx.font = "14px Arial, Helvetica, sans-serif";
    wrapped(ctx, page.finding, wide, 2).forEach((line, n) => ctx.fillText(line, 16, 48 + 17 * n));
    ctx.font = "11px Arial, Helvetica, sans-serif";
    ctx.fillText(wrapped(ctx, page.attribution, wide, 1)[0], 16, picture.clientHeight + 98);
    save(`${file_name()}.png`, canvas.toDataURL("image/png"));
  }

  // --- start --------------------------------------------------------------------------------------------------

  $("tools").hidden = $("stage").hidden = false;
  make_tables();
  make_controls();
  make_search();
  make_picture();
  refresh();
  choose_by_address(location.hash);
  addEventListener("hashchange", () => choose_by_address(location.hash));
  // Inside a frame of a notebook an address of our own would load the notebook, so links are followed by hand.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']")?.getAttribute("href");
    if (!link) return;
    event.preventDefault();
    const part = $(link.slice(1));
    if (part) { part.scrollIntoView(); part.focus(); }
    choose_by_address(link);
  });
})();
