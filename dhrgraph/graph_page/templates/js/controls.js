// The controls above the picture: what they offer in a view, and what they do to `look`.

const kindTicks = () => [...document.querySelectorAll("[name=kind]")];
const option = ([value, label]) => el("option", { value }, label);

function offer(id, choices, value) {
  byName(id).replaceChildren(...choices.map(option));
  byName(id).value = value;
}

/** Say in the key how many there are of each kind, in this view. */
function showKey() {
  const { nodes } = look.view;
  for (const label of document.querySelectorAll("[data-kind]")) {
    const { kind } = label.dataset, { one, several } = page.kinds[kind];
    const n = nodes.filter((node) => node.kind === kind).length;
    label.hidden = n === 0;
    label.lastElementChild.textContent = `${n === 1 ? one : several} (${n})`;
    label.firstElementChild.checked = look.kinds.has(kind);
  }
}

function showSlider(id, value, measure, one) {
  const top = Math.max(look.range(measure)[1], value), slider = byName(id);
  byName(`${id}-tool`).hidden = !look.view.counted || top < 2;
  slider.max = top;
  slider.value = value;
  byName(`${id}-is`).textContent = plural(value, one);
  slider.setAttribute("aria-valuetext", plural(value, one));
}

function showFacets() {
  const choices = new Map(look.choices());
  for (const name of Object.keys(FACETS)) {
    byName(`${name}-tool`).hidden = !choices.has(name);
    offer(name, [["", `All ${name}s`], ...choices.get(name) ?? []], look.facets[name]);
  }
}

/** Let all controls show what `look` says. */
function showControls() {
  const { view, strength, size } = look, sizes = look.sizes();
  showKey();
  showSlider("minimum", look.minimum, look.breadth, "partnership");
  showSlider("least", look.least, look.weight, single(strength));
  showFacets();
  byName("strength-tool").hidden = !view.counted;
  offer("strength", COUNTS.map((key) => [key, capital(key)]), strength);
  offer("size", sizes.map(({ key, title }) => [key, title]), size);
  byName("steps").value = look.steps;
  byName("moving").checked = look.moving;
  const chosen = sizes.find(({ key }) => key === size);
  byName("meaning").textContent = `${chosen.title}: ${chosen.sentence}`;
}

function makeControls() {
  const onChange = (id, event, act) => byName(id).addEventListener(event, ({ target }) => {
    act(target.value);
    filtered();
  });
  onChange("minimum", "input", (value) => { look.minimum = Number(value); });
  onChange("least", "input", (value) => { look.least = Number(value); });
  onChange("strength", "change", (value) => { look.strength = value; look.least = 1; });
  onChange("size", "change", (value) => { look.size = value; });
  onChange("steps", "change", (value) => { look.steps = Number(value); });
  Object.keys(FACETS).forEach((name) => onChange(name, "change", (value) => setFacets({ [name]: value })));
  kindTicks().forEach((tick) => tick.addEventListener("change", () => {
    look.kinds = new Set(kindTicks().filter(({ checked, value }) => checked && look.view.nodes.some(({ kind }) => kind === value))
      .map(({ value }) => value));
    filtered();
  }));
  byName("moving").addEventListener("change", ({ target }) => {
    look.moving = target.checked;
    picture.setMoving(look.moving);
  });
}

/** A filter was moved: work out what is shown, and say so if the choice went with it. */
function filtered() {
  const before = look.pair ?? look.chosen;
  narrow();
  const lost = before && !isChosen();
  refresh(lost ? `${titleOf(before)} is not shown with these filters, so it is no longer chosen.` : "");
}
