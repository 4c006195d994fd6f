// Search and hover. Everything can be read without it.
"use strict";
(() => {
  const MOST = 60;
  const box = document.getElementById("search");
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ё/g, "е").replace(/ı/g, "i");

  // --- search ---------------------------------------------------------------------------------

  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = box.dataset.label;
  field.setAttribute("aria-label", box.dataset.label);
  field.autocomplete = "off";
  const found = document.createElement("div");
  found.id = "found";
  found.setAttribute("role", "region");
  found.setAttribute("aria-label", box.dataset.found);
  found.setAttribute("aria-live", "polite");
  box.append(field, found);

  let lines = null;
  const load = () => {
    if (document.getElementById("words")) return;
    const words = document.createElement("script");
    words.id = "words";
    words.src = "words.js";
    words.onload = () => {
      lines = window.keepsakeWords.map((line) => [...line, folded(line[1] + " " + line[2])]);
      show();
    };
    document.head.append(words);
  };

  const hits = (parent, text, terms) => {
    // Folding may change lengths: marked only where it doesn't.
    const low = folded(text);
    if (low.length !== text.length) return parent.append(text);
    let at = 0;
    while (at < text.length) {
      const next = terms
        .map((term) => [low.indexOf(term, at), term.length])
        .filter(([place]) => place >= 0)
        .sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
      if (!next) break;
      const hit = document.createElement("mark");
      hit.textContent = text.slice(next[0], next[0] + next[1]);
      parent.append(text.slice(at, next[0]), hit);
      at = next[0] + next[1];
    }
    parent.append(text.slice(at));
  };

  const excerpt = (text, terms) => {
    const at = Math.min(...terms.map((term) => folded(text).indexOf(term)).filter((n) => n >= 0), text.length);
    const from = text.length > 160 ? Math.max(0, at - 60) : 0;
    return (from ? "…" : "") + text.slice(from, from + 160) + (text.length > from + 160 ? "…" : "");
  };

  const say = (text) => {
    const said = document.createElement("p");
    said.textContent = text;
    found.append(said);
  };

  const show = () => {
    const terms = folded(field.value).split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (!terms.length || !lines) return;
    let count = 0;
    for (const [address, about, text, low] of lines) {
      if (!terms.every((term) => low.includes(term))) continue;
      if (count++ === MOST) {
        say(box.dataset.more);
        break;
      }
      const link = document.createElement("a");
      link.href = address;
      link.dir = "auto";
      hits(link, text ? excerpt(text, terms) : about, terms);
      if (text) {
        const small = document.createElement("small");
        hits(small, about, terms);
        link.append(small);
      }
      found.append(link);
    }
    if (!count) say(box.dataset.none);
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", () => { load(); show(); });
  found.addEventListener("click", (event) => {
    if (event.target.closest("a")) found.replaceChildren();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|AUDIO)$/.test(document.activeElement.tagName);
    if (event.key === "Escape") {
      field.value = "";
      found.replaceChildren();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && box.contains(document.activeElement)) {
      const stops = [field, ...found.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (stops[at]) {
        event.preventDefault();
        stops[at].focus();
      }
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) found.replaceChildren();
  });

  // --- a place in the music and its words -----------------------------------------------------

  const light = (event, on) => {
    const place = event.target.closest("[data-mark]");
    if (!place) return;
    const same = place.closest(".track").querySelectorAll(`[data-mark="${CSS.escape(place.dataset.mark)}"]`);
    for (const each of same) each.classList.toggle("lit", on);
  };
  document.addEventListener("pointerover", (event) => light(event, true));
  document.addEventListener("pointerout", (event) => light(event, false));
  document.addEventListener("click", (event) => {
    const pin = event.target.closest(".pin");
    if (!pin) return;
    const row = pin.closest(".track").querySelector(`.place[data-mark="${CSS.escape(pin.dataset.mark)}"]`);
    row?.scrollIntoView({ block: "center" });
  });
})();
