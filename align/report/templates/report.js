"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const entries = all(".entry");
  const facts = new Map(all(".fact").map((node) => [node.dataset.fact, node]));
  const lines = all(".line");
  const scrollers = all(".pane > .scroll");
  const segments = all(".seg").map((node) => ({ node, facts: node.dataset.facts.split(" ") }));
  const order = all("input[name=status]").map((box) => box.value);
  const signOf = new Map(all(".statuses label").map((l) => [one("input", l).value, one(".sign", l).textContent]));
  const control = (name) => one(`[name=${name}]`);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let visible = new Set();
  let current = null;

  // Letters compare without case, marks, tatweel or digit style, so that a search finds ١٢ under 12.
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640\u200c-\u200f]/gu, "").toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.codePointAt(0) & 15)).replace(/\s+/g, " ").trim();
  const entryText = new Map(entries.map((entry) => [entry, fold(entry.textContent)]));
  const lineText = new Map(lines.map((line) => [line, fold(one(".text", line).textContent)]));

  function filter() {
    const statuses = new Set(all("input[name=status]:checked").map((box) => box.value));
    const kind = control("kind").value;
    const least = Number(control("confidence").value);
    const query = fold(control("search").value);
    control("level").textContent = least.toFixed(2);
    visible = new Set();
    for (const entry of entries) {
      let any = false;
      const matches = !query || entryText.get(entry).includes(query);
      for (const fact of all(".fact", entry)) {
        const data = fact.dataset;
        const on = matches && statuses.has(data.status) && (!kind || data.kind === kind) && Number(data.confidence) >= least;
        fact.hidden = !on;
        if (on) { any = true; visible.add(data.fact); }
      }
      entry.hidden = !any;
    }
    if (current && current.hidden) clear();
    let found = 0;
    for (const line of lines) {
      const hit = Boolean(query) && lineText.get(line).includes(query);
      line.classList.toggle("found", hit);
      found += hit;
    }
    paint();
    one(".none").hidden = visible.size > 0;
    const noun = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
    one(".shown").textContent = `${visible.size} of ${noun(facts.size, "fact")} shown`
      + (query ? `, found in ${noun(found, "sentence")}` : "");
  }

  function paint() {
    for (const { node, facts: ids } of segments) {
      const best = { claim: order.length, detail: order.length };
      for (const id of ids) {
        if (!visible.has(id)) continue;
        const data = facts.get(id).dataset;
        const level = data.kind === "claim" ? "claim" : "detail";
        best[level] = Math.min(best[level], order.indexOf(data.status));
      }
      node.className = "seg";
      for (const level of ["claim", "detail"]) {
        const status = order[best[level]];
        if (status) node.classList.add(status === "kept" ? "shown-kept" : `${level}-${status}`);
      }
      node.classList.toggle("hot", Boolean(current) && ids.some((id) => visible.has(id) && current.contains(facts.get(id))));
    }
    for (const line of lines) {
      const ids = all(".seg", line).flatMap((node) => node.dataset.facts.split(" ")).filter((id) => visible.has(id));
      const statuses = new Set(ids.map((id) => facts.get(id).dataset.status));
      one(".signs", line).textContent = order.filter((s) => s !== "kept" && statuses.has(s)).map((s) => signOf.get(s)).join("");
    }
  }

  let quiet = 0;
  function scrollTo(scroller, top) {
    quiet = Date.now() + 250;
    scroller.scrollTop = top;
  }

  const topIn = (line, scroller) => line.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;

  function reveal(line) {
    const scroller = line.closest(".scroll");
    scrollTo(scroller, topIn(line, scroller) - scroller.clientHeight / 3);
  }

  const partners = (line) => (line.dataset.partners || "").split(" ").filter(Boolean).map((id) => document.getElementById(id));

  function mark(name, marked) {
    for (const line of lines) line.classList.toggle(name, marked.includes(line));
  }

  function clear() {
    if (current) { current.classList.remove("current"); one(".head", current).removeAttribute("aria-current"); }
    current = null;
    mark("current", []);
    paint();
  }

  function linesOf(entry) {
    return all(".where", entry).map((link) => document.getElementById(link.hash.slice(1))).filter(Boolean);
  }

  function select(entry) {
    clear();
    current = entry;
    entry.classList.add("current");
    one(".head", entry).setAttribute("aria-current", "true");
    const marked = linesOf(entry);
    mark("current", marked);
    paint();
    const seen = new Set();
    for (const line of [...marked, ...marked.flatMap(partners)]) {
      const scroller = line.closest(".scroll");
      if (!seen.has(scroller)) { seen.add(scroller); reveal(line); }
    }
  }

  function step(by) {
    const shown = entries.filter((entry) => !entry.hidden);
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
    select(next);
    const head = one(".head", next);
    head.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  // A citation leads to its fact, which the filters may hide.
  function cited(fact) {
    const entry = fact.closest(".entry");
    if (fact.hidden || entry.hidden) {
      one(`input[value=${fact.dataset.status}]`).checked = true;
      control("kind").value = control("search").value = "";
      control("confidence").value = 0;
      filter();
    }
    select(entry);
    entry.scrollIntoView({ block: "nearest" });
  }

  function follow(event) {
    if (!control("together").checked || Date.now() < quiet) return;
    const from = event.target;
    const middle = from.scrollTop + from.clientHeight / 3;
    const anchors = all(".line[data-anchors]", from);
    for (const to of scrollers) {
      if (to === from || to.offsetParent === null) continue;
      let low = [0, 0];
      let high = [from.scrollHeight, to.scrollHeight];
      for (const line of anchors) {
        const other = line.dataset.anchors.split(" ").map((id) => document.getElementById(id)).find((e) => to.contains(e));
        if (!other) continue;
        const point = [topIn(line, from), topIn(other, to)];
        if (point[0] <= middle) low = point;
        else { high = point; break; }
      }
      const share = (middle - low[0]) / Math.max(high[0] - low[0], 1);
      scrollTo(to, low[1] + share * (high[1] - low[1]) - to.clientHeight / 3);
    }
  }

  document.addEventListener("input", (event) => { if (event.target.closest(".tools")) filter(); });
  document.addEventListener("click", (event) => {
    const head = event.target.closest(".head");
    if (head) return select(head.closest(".entry"));
    const button = event.target.closest("[data-step]");
    if (button) return step(Number(button.dataset.step));
    const cite = event.target.closest(".cite");
    if (cite) { event.preventDefault(); return cited(document.getElementById(cite.hash.slice(1))); }
    const link = event.target.closest(".to a, .where");
    const line = link ? document.getElementById(link.hash.slice(1)) : event.target.closest(".line");
    if (!line) return;
    if (link && link.matches(".to a")) event.preventDefault();
    const segment = event.target.closest(".seg");
    const id = segment && segment.dataset.facts.split(" ").reverse().find((name) => visible.has(name));
    const entry = id && facts.get(id).closest(".entry");
    if (entry) { select(entry); entry.scrollIntoView({ block: "nearest" }); }
    else if (!link || link.matches(".to a")) { clear(); mark("current", [line]); }
    if (link) reveal(line);
    else for (const other of partners(line).slice(0, 1)) reveal(other);
  });
  for (const type of ["pointerover", "focusin"]) {
    document.addEventListener(type, (event) => {
      const line = event.target.closest && event.target.closest(".line");
      mark("partner", line ? partners(line) : []);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "Escape") { clear(); if (typing) event.target.blur(); return; }
    if (typing) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "/") { event.preventDefault(); control("search").focus(); }
  });
  for (const scroller of scrollers) scroller.addEventListener("scroll", follow, { passive: true });
  filter();
})();
