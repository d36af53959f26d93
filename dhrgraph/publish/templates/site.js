/* The search of a static site: every word must stand in a name or text. Names first, then words of recommendations. */
"use strict";

(() => {
  const most = 80;
  const form = document.getElementById("search-form");
  const box = document.getElementById("q");
  const list = document.getElementById("hits");
  const told = document.getElementById("found");
  const entries = window.dhrgraphIndex || [];
  const folded = entries.map(([, name, words]) => `${name} ${words}`.toLowerCase());

  function hit([link, name, words]) {
    const item = document.createElement("li");
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = name;
    item.append(anchor);
    if (words) {
      const why = document.createElement("span");
      why.className = "soft";
      why.textContent = words;
      item.append(why);
    }
    return item;
  }

  function look() {
    const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!wanted.length) {
      list.replaceChildren();
      told.textContent = "";
      return;
    }
    const seen = new Set();
    const found = entries.filter((entry, place) => {
      if (seen.has(entry[0]) || !wanted.every((word) => folded[place].includes(word))) return false;
      seen.add(entry[0]);
      return true;
    });
    list.replaceChildren(...found.slice(0, most).map(hit));
    told.textContent = found.length === 0 ? "Nothing was found. Try fewer words, or part of a word."
      : found.length > most ? `${found.length} found; the first ${most} are shown.` : `${found.length} found.`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
    history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`);
  });
  box.value = new URLSearchParams(location.search).get("q") || "";
  look();
})();
