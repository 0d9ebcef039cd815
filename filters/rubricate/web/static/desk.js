"use strict";
// Dropping, the corrections that the proof page sends, and the key out of the address. Everything else are plain forms.
(() => {
  const here = new URL(location.href);
  if (here.searchParams.has("key")) {
    here.searchParams.delete("key");
    history.replaceState(null, "", here);
  }
  const wanted = here.searchParams.get("journal"), journal = document.getElementById("journal");
  if (wanted && journal && [...journal.options].some((option) => option.value === wanted)) journal.value = wanted;

  const form = document.querySelector("form.add"), files = document.getElementById("files"), chosen = document.getElementById("chosen");
  if (form && files) {
    const list = () => {
      chosen.replaceChildren(...[...files.files].map((file) => {
        const item = document.createElement("li");
        item.dir = "auto";
        item.textContent = file.name;
        return item;
      }));
    };
    let depth = 0;
    const over = (on) => document.body.classList.toggle("dropping", on);
    const holds = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
    addEventListener("dragenter", (event) => { if (holds(event)) { depth++; over(true); event.preventDefault(); } });
    addEventListener("dragleave", (event) => { if (holds(event) && --depth <= 0) { depth = 0; over(false); } });
    addEventListener("dragover", (event) => { if (holds(event)) event.preventDefault(); });
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      depth = 0;
      over(false);
      if (!event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      list();
      form.requestSubmit();
    });
    files.addEventListener("change", list);
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]");
      setTimeout(() => { button.disabled = true; button.textContent = "Sending …"; });
    });
    addEventListener("pageshow", () => { const button = form.querySelector("button[type=submit]"); button.disabled = false; button.textContent = "Convert"; list(); });
  }

  // what the server does not answer any more is said, and nothing that was written is lost
  const gone = () => {
    if (document.getElementById("gone")) return;
    const told = document.createElement("p");
    told.id = "gone"; told.className = "notice"; told.setAttribute("role", "alert");
    told.textContent = "The desk does not answer: the program has ended. Start it again with rubricate serve; what stands on this page can still be read and downloaded.";
    document.body.prepend(told);
    for (const node of document.querySelectorAll("[hx-trigger]")) { node.removeAttribute("hx-trigger"); node.removeAttribute("hx-get"); htmx.process(node); }
  };
  addEventListener("htmx:sendError", gone);

  const frame = document.getElementById("proof"), apply = document.getElementById("apply");
  let unsaved = false;
  if (frame && apply) {
    addEventListener("message", async (event) => {
      if (event.source !== frame.contentWindow || !event.data) return;
      if (event.data.rubricate === "changed") unsaved = Boolean(event.data.changed);
      if (event.data.rubricate !== "corrections" || typeof event.data.yaml !== "string") return;
      try { await fetch(apply.dataset.alive, { cache: "no-store" }); } catch { unsaved = true; gone(); return; }
      unsaved = false;
      apply.elements.corrections.value = event.data.yaml;
      apply.requestSubmit();
    });
    addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  }

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset?.ask;
    if (question && !confirm(question)) event.preventDefault();
  });

  // one menu at a time, closed by Escape and by a click beside it
  const menus = [...document.querySelectorAll("details.menu")];
  for (const menu of menus) menu.addEventListener("toggle", () => { if (menu.open) for (const other of menus) if (other !== menu) other.open = false; });
  for (const menu of menus) for (const link of menu.querySelectorAll("a[download]")) link.addEventListener("click", () => setTimeout(shut));
  const shut = () => { for (const menu of menus) if (menu.open) { menu.open = false; if (menu.contains(document.activeElement)) menu.querySelector("summary").focus(); } };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  document.addEventListener("click", (event) => { if (!event.target.closest("details.menu")) shut(); });
  addEventListener("blur", () => { if (document.activeElement === frame) shut(); });
})();
