"use strict";
// Find a term: hides what does not have the words. Without this script the page shows everything.
(() => {
  const box = document.querySelector(".find");
  const field = document.getElementById("find-term");
  const count = document.getElementById("find-count");
  const all = [...document.querySelectorAll("[data-find]")];
  const words = new Map(all.map((item) => [item, item.textContent.toLowerCase()]));
  const groups = [...document.querySelectorAll("[data-group], [data-part]")].reverse();

  const find = () => {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const item of all) {
      const fits = asked.every((word) => words.get(item).includes(word));
      item.hidden = !fits;
      found += fits ? 1 : 0;
    }
    for (const group of groups) group.hidden = asked.length > 0 && !group.querySelector("[data-find]:not([hidden])");
    count.textContent = asked.length ? `${found} of ${all.length} entries` : "";
  };

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden]")) return;
    field.value = "";
    find();
    target.scrollIntoView();
  };

  box.hidden = false;
  field.addEventListener("input", find);
  window.addEventListener("hashchange", show);
  // A browser may bring words back with the page.
  if (field.value) find();

  // On paper everything is open.
  const closed = () => [...document.querySelectorAll("main details:not([open])")];
  let opened = [];
  window.addEventListener("beforeprint", () => { opened = closed(); for (const item of opened) item.open = true; });
  window.addEventListener("afterprint", () => { for (const item of opened) item.open = false; });
})();
