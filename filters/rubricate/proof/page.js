"use strict";
// Without this script the page can be read; with it, it is walked by keys, filtered and corrected. No listener per word.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const body = document.body, main = $("main"), inspector = $("#inspector"), panel = $("#corrections"), help = $("#help");
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();
  const tools = $(".tools");
  if (tools) tools.hidden = false;
  if (parent === window) $("[data-do=apply]")?.remove(); // taken out of its frame, the page has nobody to send corrections to

  // what the filters show: marked once, so that no rule has to look inside
  for (const [selector, name] of [[".doubtful", "has-doubt"], ["ins, .mended", "has-change"]])
    for (const node of all(selector)) node.closest(".block, p, .j-p, li, td, .line, h3, h4, h5, h6")?.classList.add(name);
  const doubts = $("[data-filter=doubtful]"), howMany = all(".article .doubtful").length;
  if (doubts && howMany) doubts.textContent += " (" + howMany + ")";
  const doubted = new Set(all(".article .doubtful").map((node) => node.closest("[id^=x]")?.id || node.closest(".ref")?.querySelector(".anchor[id^=x]")?.id));
  for (const node of all(".line [data-to]")) if (doubted.has(node.dataset.to)) node.closest(".line").classList.add("has-doubt");
  for (const node of all(".line del")) node.closest(".line").classList.add("has-change");
  for (const node of all(".finding.query a.place, .finding.warning a.place")) {
    const line = document.getElementById(node.hash.slice(1));
    if (line?.classList.contains("line")) line.classList.add("has-doubt");
  }
  const show = (value) => {
    main.dataset.show = value;
    for (const button of all("[data-filter]")) button.setAttribute("aria-pressed", String(button.dataset.filter === value));
  };

  // to a place, and back
  let lit = [];
  const light = (nodes) => { for (const node of lit) node.classList.remove("at"); lit = nodes.filter(Boolean); for (const node of lit) node.classList.add("at"); };
  const go = (node, focus = true) => {
    if (!node) return;
    if (focus) { if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1"); node.focus({ preventScroll: true }); }
    node.scrollIntoView({ block: "center" });
  };
  const nextOf = (nodes, step) => {
    const shown = nodes.filter((node) => node.getClientRects().length || node.closest("section"));
    const at = shown.indexOf(document.activeElement);
    return shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length];
  };

  // what a value is, and what is in focus: the foot of the page says it and offers what can be done
  const valueOf = (node) => node.closest?.(".v");
  const what = $(".what", inspector);
  let current = null;
  const told = (node) => {
    const value = valueOf(node), word = node.closest?.("del, ins, [data-to]"), line = node.closest?.(".line"), parts = [];
    if (value) {
      parts.push(value.dataset.part);
      if (value.dataset.sure) parts.push(Math.round(value.dataset.sure * 100) + " % sure");
    }
    if (word?.title) parts.push(word.title);
    if (line) parts.push("line " + line.dataset.n + (line.dataset.role ? ": " + line.dataset.role : ""));
    return parts.join(" · ");
  };
  const inspect = (node) => {
    const here = told(node), text = here || (current ? told(current) : "");
    inspector.classList.toggle("glance", Boolean(here && current && node !== current && valueOf(node) !== current && node.closest(".line") !== current));
    if (what.textContent !== text) what.textContent = text;
    inspector.hidden = !text;
  };
  const choose = (node) => {
    current = node;
    const value = node && valueOf(node), line = node?.closest?.(".line");
    for (const [selector, on] of [["[data-do=edit]", value], ["[data-do=confirm]", value?.dataset.sure], [".as", line], [".depth", value?.dataset.level]]) {
      const control = $(selector, inspector);
      if (control) control.hidden = !on;
    }
    const role = $("[data-choice=role]", inspector), level = $("[data-choice=level]", inspector);
    if (role && line) role.value = "";
    if (level && value?.dataset.level) level.value = value.dataset.level;
    if (node) inspect(node);
  };
  let pointer = "";
  document.addEventListener("mouseover", (event) => {
    const at = event.screenX + "," + event.screenY;
    if (at === pointer) return; // the page moved, not the hand
    pointer = at;
    inspect(event.target.closest("#inspector") ? current || body : event.target);
  });
  document.addEventListener("click", (event) => { pointer = event.screenX + "," + event.screenY; }, true);
  document.addEventListener("focusin", (event) => { const node = event.target.closest?.(".v, .line"); if (node) choose(node); });

  // corrections: one for each part and place, in the order in which they were made
  const made = panel ? JSON.parse(panel.dataset.made || "[]") : [];
  let dirty = false;
  const changed = (now) => { dirty = now; if (parent !== window) parent.postMessage({ rubricate: "changed", changed: now }, "*"); };
  const quote = (text) => JSON.stringify(text);
  const yaml = () => {
    const lines = ["# Corrections, made on the proof page of rubricate.", "# Give them with: rubricate convert SOURCE --corrections FILE", "of: " + quote(body.dataset.of), made.length ? "corrections:" : "corrections: []"];
    for (const entry of made) {
      lines.push("- part: " + quote(entry.part), "  was: " + quote(entry.was), "  now: " + quote(entry.now));
      if (entry.near) lines.push("  near: " + quote(entry.near));
    }
    return lines.join("\n") + "\n";
  };
  const listMade = () => {
    if (!panel) return;
    const list = $(".made", panel);
    list.replaceChildren(...made.map((entry, at) => {
      const item = document.createElement("li"), part = document.createElement("span"), drop = document.createElement("button");
      part.className = "part"; part.textContent = entry.part + (entry.applied === false ? " (not applied)" : "");
      drop.type = "button"; drop.textContent = "Take out"; drop.dataset.drop = String(at); drop.setAttribute("aria-label", "Take out the correction of " + entry.part);
      const was = document.createElement("del"), now = document.createElement("ins");
      was.textContent = entry.was || "nothing"; now.textContent = entry.now || "nothing";
      if (entry.was === entry.now) item.append(part, now, " is right ", drop); else item.append(part, was, " → ", now, " ", drop);
      return item;
    }));
    $("textarea", panel).value = yaml();
    const button = $(".open-corrections");
    if (button) button.textContent = "Corrections (" + made.length + ")";
  };
  const keep = (entry) => {
    const old = made.find((one) => one.part === entry.part && one.near === entry.near && (one.now === entry.was || (one.applied === false && one.was === entry.was)));
    if (old) { old.now = entry.now; delete old.applied; if (old.was === old.now && !entry.confirm) made.splice(made.indexOf(old), 1); }
    else made.push({ part: entry.part, was: entry.was, now: entry.now, near: entry.near });
    changed(true);
    listMade();
  };

  // running text: only the words that change, with a few around them
  const WORDS = 4;
  const TEXT = /^(title|subtitle|translated title|running title|abstract|translated abstract|paragraph|heading|caption|table cell|correspondence \d+|author note \d+|note)$/;
  const phrase = (was, now) => {
    const a = was.split(" "), b = now.split(" ");
    let head = 0, tail = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head++;
    while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
    const from = Math.max(0, head - WORDS), until = Math.max(0, tail - WORDS);
    return [a.slice(from, a.length - until).join(" "), b.slice(from, b.length - until).join(" ")];
  };
  const nearOf = (node) => {
    if (!/\d|^(title|subtitle|translated|abstract|paragraph|heading|caption|table|note|level|role)/.test(node.dataset.part || "level")) return "";
    if (node.classList.contains("line")) return squeeze(node.textContent.replaceAll("\u200b", "")).slice(0, 100);
    const holder = /^(paragraph|heading|caption|table cell|note|abstract|translated abstract)$/.test(node.dataset.part) ? node : node.closest(".nearby") || node;
    return squeeze(holder.dataset.text || holder.textContent).slice(0, 100);
  };
  const remember = (node) => { const holder = node.closest(".nearby"); for (const one of [node, holder]) if (one && !one.dataset.text) one.dataset.text = squeeze(one.textContent); };

  let editing = null;
  const edit = (node, click) => {
    if (!panel || editing === node) return;
    if (editing) finish(true);
    remember(node);
    editing = node;
    node.dataset.before = squeeze(node.textContent);
    node.setAttribute("contenteditable", "plaintext-only");
    if (node.contentEditable !== "plaintext-only") node.setAttribute("contenteditable", "true");
    if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "0");
    node.setAttribute("role", "textbox");
    node.setAttribute("aria-label", node.dataset.part);
    node.focus();
    const selection = getSelection(), at = click && TEXT.test(node.dataset.part) && document.caretRangeFromPoint?.(click.clientX, click.clientY);
    if (at && node.contains(at.startContainer)) { selection.removeAllRanges(); selection.addRange(at); return; } // long text: where the hand pointed
    const range = document.createRange(); range.selectNodeContents(node);
    selection.removeAllRanges(); selection.addRange(range);
  };
  const finish = (keepIt) => {
    const node = editing;
    if (!node) return;
    editing = null;
    const before = node.dataset.before, after = squeeze(node.textContent);
    node.removeAttribute("contenteditable"); node.removeAttribute("role"); node.removeAttribute("aria-label");
    if (!keepIt || before === after) { if (before !== after) node.textContent = before; return; }
    const [was, now] = TEXT.test(node.dataset.part) ? phrase(before, after) : [before, after];
    keep({ part: node.dataset.part, was, now, near: nearOf(node) });
    node.classList.add("mended"); node.classList.remove("doubtful");
    node.closest(".block, p, .j-p, li, td")?.classList.add("has-change");
    node.focus();
  };
  document.addEventListener("focusout", (event) => { if (editing && event.target === editing) finish(true); });
  document.addEventListener("paste", (event) => {
    if (!editing) return;
    event.preventDefault();
    const text = squeeze(event.clipboardData.getData("text/plain"));
    const range = getSelection().getRangeAt(0);
    range.deleteContents(); range.insertNode(document.createTextNode(text)); range.collapse(false);
  });
  document.addEventListener("drop", (event) => { if (editing) event.preventDefault(); });

  const confirmIt = () => {
    const value = current && valueOf(current);
    if (!value) return;
    const text = squeeze(value.textContent), was = TEXT.test(value.dataset.part) ? text.split(" ").slice(0, 8).join(" ") : text;
    keep({ part: value.dataset.part, was, now: was, near: nearOf(value), confirm: true });
    value.classList.remove("doubtful");
    value.classList.add("mended");
  };
  document.addEventListener("change", (event) => {
    const kind = event.target.dataset?.choice;
    if (!kind || !current || !event.target.value) return;
    const line = current.closest(".line"), value = valueOf(current), node = kind === "role" ? line : value;
    if (!node) return;
    const was = kind === "role" ? (line.dataset.role || "").toLowerCase() : value.dataset.level;
    keep({ part: kind, was, now: event.target.value, near: nearOf(node) });
    if (kind === "level") value.dataset.level = event.target.value; else line.dataset.role = event.target.value;
    node.classList.add("mended");
    what.textContent = "noted: " + kind + " " + event.target.value;
  });

  // panels
  let opener = null;
  const open = (which) => { for (const one of [panel, help]) if (one && one !== which) one.hidden = true; opener = document.activeElement; which.hidden = false; listMade(); which.focus(); };
  const close = () => { for (const one of [panel, help]) if (one) one.hidden = true; opener?.focus?.(); };
  const doing = {
    corrections: () => (panel.hidden ? open(panel) : close()), help: () => (help.hidden ? open(help) : close()), close,
    edit: () => { const value = current && valueOf(current); if (value) edit(value); }, confirm: confirmIt,
    download: () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([yaml()], { type: "application/yaml" }));
      link.download = (body.dataset.of.split(/[\\/]/).pop() || "article").replace(/\.[^.]*$/, "") + ".corrections.yaml";
      link.click(); setTimeout(() => URL.revokeObjectURL(link.href), 1000); changed(false);
    },
    copy: async () => { const area = $("textarea", panel); area.select(); try { await navigator.clipboard.writeText(area.value); } catch { document.execCommand("copy"); } const copy = $("[data-do=copy]"); copy.textContent = "Copied"; setTimeout(() => { copy.textContent = "Copy"; }, 2000); },
    apply: () => { dirty = false; if (editing) finish(true); parent.postMessage({ rubricate: "corrections", yaml: yaml() }, "*"); },
  };
  document.addEventListener("click", (event) => {
    const target = event.target;
    const button = target.closest("button");
    if (button?.dataset.filter) return show(button.dataset.filter);
    if (button?.dataset.do) return doing[button.dataset.do]();
    if (button?.dataset.drop) { made.splice(Number(button.dataset.drop), 1); changed(true); listMade(); return; }
    const line = target.closest(".line");
    if (line) choose(line);
    const word = target.closest("[data-to]");
    if (word) { const node = document.getElementById(word.dataset.to); light([node, word.closest(".line")]); go(node, false); return; }
    const link = target.closest("a[href]"), value = valueOf(target);
    if (link && (link.getAttribute("href").startsWith("#") || !value || !panel || event.ctrlKey || event.metaKey)) return;
    if (link) event.preventDefault(); // an address that is a value is corrected; with Ctrl it is followed
    if (value && panel && !getSelection().toString()) edit(value, event);
  });
  const valuesBeside = (node) => all(".v", node.closest(".nearby, .front, .keywords, li, section, article") || document);
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (editing) {
      if (event.key === "Enter") { event.preventDefault(); finish(true); }
      else if (event.key === "Escape") { event.preventDefault(); finish(false); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, [contenteditable]")) { if (event.key === "Escape") close(); return; }
    const value = valueOf(target);
    switch (event.key) {
      case "Enter": case "F2":
        if (value === target && panel) { event.preventDefault(); edit(value); }
        else if (target.classList?.contains("line") && panel) { event.preventDefault(); choose(target); $("[data-choice=role]", inspector).focus(); }
        break;
      case "ArrowRight": case "ArrowLeft":
        if (value || target.classList?.contains("ref")) {
          const values = value ? valuesBeside(value) : all(".v", target);
          const at = value ? values.indexOf(value) + (event.key === "ArrowRight" ? 1 : -1) : 0;
          if (values[at]) { event.preventDefault(); go(values[at]); }
        }
        break;
      case "ArrowDown": case "ArrowUp": if (target.classList?.contains("line")) { event.preventDefault(); go(event.key === "ArrowDown" ? target.nextElementSibling : target.previousElementSibling); } else if (target.closest(".findings")) { event.preventDefault(); go(nextOf(all(".finding .place"), event.key === "ArrowDown" ? 1 : -1)); } break;
      case "j": go(nextOf(all("main > section .place"), 1)); break;
      case "k": go(nextOf(all("main > section .place"), -1)); break;
      case "n": go(nextOf(all(".article .doubtful"), 1)); break;
      case "p": go(nextOf(all(".article .doubtful"), -1)); break;
      case "s": go($("#source .line.at") || $("#source .line")); break;
      case "a": go($("#article .v[tabindex='0']") || $("#article")); break;
      case "r": confirmIt(); break;
      case "c": if (panel) { event.preventDefault(); doing.corrections(); } break;
      case "?": doing.help(); break;
      case "Escape": if ((panel && !panel.hidden) || !help.hidden) close(); else go($("main > section .place") || main); break;
      case "1": case "2": case "3": case "4": { const button = all("[data-filter]")[event.key - 1]; if (button) show(button.dataset.filter); } break;
    }
  });
  if (panel) {
    for (const node of all(".front .v, .abstract .v, .keywords .v, .doubtful.v, h3 .v, h4 .v, h3.v, h4.v, .caption .v")) if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "0");
    for (const node of all(".v:not([tabindex]), .line")) node.setAttribute("tabindex", "-1");
    addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
    listMade();
  }
})();
