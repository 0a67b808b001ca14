"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const rows = all(".row");
  const byId = new Map(rows.map((row) => [row.id, row]));
  const segments = all(".seg").map((node) => ({ node, facts: node.dataset.facts.split(" ") }));
  const order = all("input[name=status]").map((box) => box.value);
  const control = (name) => one(`[name=${name}]`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let current = null;

  // Letters compare without case, marks, tatweel or digit style, so that a search finds ١٢ under 12.
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640\u200c-\u200f]/gu, "").toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.codePointAt(0) & 15)).replace(/\s+/g, " ").trim();
  const words = new Map(rows.map((row) => [row, fold(row.textContent)]));

  function filter() {
    const statuses = new Set(all("input[name=status]:checked").map((box) => box.value));
    const kind = control("kind").value;
    const absent = control("absent").value;
    const least = Number(control("confidence").value);
    const query = fold(control("search").value);
    control("level").textContent = least.toFixed(2);
    let count = 0;
    for (const row of rows) {
      const data = row.dataset;
      const on = statuses.has(data.status) && (!kind || data.kind === kind) && Number(data.confidence) >= least
        && (!absent || data.absent.split(" ").includes(absent)) && (!query || words.get(row).includes(query));
      row.hidden = !on;
      count += on;
    }
    if (current && current.hidden) clear();
    paint();
    one(".none").hidden = count > 0;
    one(".shown").textContent = `${count} of ${rows.length} ${rows.length === 1 ? "fact" : "facts"} shown`;
  }

  function paint() {
    for (const { node, facts } of segments) {
      const shown = facts.filter((id) => !byId.get(id).hidden);
      const best = Math.min(order.length, ...shown.map((id) => order.indexOf(byId.get(id).dataset.status)));
      node.className = "seg";
      if (best < order.length && order[best] !== "unanimous") node.classList.add(`found-${order[best]}`);
      node.classList.toggle("hot", Boolean(current) && shown.includes(current.id));
    }
  }

  function open(id) {
    for (const pane of all(".pane")) pane.hidden = pane.id !== id;
    for (const tab of all(".tab")) tab.setAttribute("aria-pressed", String(tab.dataset.pane === id));
  }

  function reveal(line) {
    open(line.closest(".pane").id);
    const scroller = line.closest(".scroll");
    scroller.scrollTop += line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - scroller.clientHeight / 3;
  }

  function clear() {
    if (current) { current.classList.remove("current"); one(".head", current).removeAttribute("aria-current"); }
    current = null;
    for (const line of all(".line.current")) line.classList.remove("current");
    paint();
  }

  function select(row, place = null) {
    clear();
    current = row;
    row.classList.add("current");
    one(".head", row).setAttribute("aria-current", "true");
    const lines = all(".where", row).map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
    for (const line of lines) line.classList.add("current");
    paint();
    const here = lines.filter((line) => !line.closest(".pane").hidden);
    const shown = place || here[0] || lines[0];
    if (shown) reveal(shown);
  }

  function step(by) {
    const shown = rows.filter((row) => !row.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    select(next);
    one(".head", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  // A citation leads to its row, which the filters may hide.
  function cited(row) {
    if (row.hidden) {
      one(`input[value=${row.dataset.status}]`).checked = true;
      for (const name of ["kind", "absent", "search"]) control(name).value = "";
      control("confidence").value = 0;
      filter();
    }
    select(row);
    row.scrollIntoView({ block: "center" });
  }

  const told = [...rows];
  function sort() {
    const rank = (row) => (control("order").value === "status" ? order.indexOf(row.dataset.status) : 0);
    rows.sort((x, y) => rank(x) - rank(y) || told.indexOf(x) - told.indexOf(y));
    one("tbody").append(...rows);
  }

  document.addEventListener("input", (event) => {
    if (event.target.name === "order") sort();
    else if (event.target.closest(".tools")) filter();
  });
  document.addEventListener("click", (event) => {
    const tab = event.target.closest(".tab");
    if (tab) { open(tab.dataset.pane); return; }
    const button = event.target.closest("[data-step]");
    if (button) { step(Number(button.dataset.step)); return; }
    const cite = event.target.closest(".cite");
    if (cite) { event.preventDefault(); cited(document.getElementById(cite.hash.slice(1))); return; }
    const link = event.target.closest(".where");
    if (link) {
      event.preventDefault();
      const line = document.getElementById(link.hash.slice(1));
      select(link.closest(".row"), line);
      line.scrollIntoView({ block: "nearest" });
      return;
    }
    const segment = event.target.closest(".seg");
    if (segment) {
      const id = segment.dataset.facts.split(" ").reverse().find((name) => !byId.get(name).hidden);
      if (id) { select(byId.get(id), segment.closest(".line")); byId.get(id).scrollIntoView({ block: "center" }); }
      return;
    }
    const row = event.target.closest(".row");
    if (row) select(row);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "Escape") { clear(); if (typing) event.target.blur(); return; }
    if (typing) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "/") { event.preventDefault(); control("search").focus(); }
  });
  filter();
})();
