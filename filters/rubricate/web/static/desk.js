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

  const frame = document.getElementById("proof"), apply = document.getElementById("apply");
  if (frame && apply) addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.data?.rubricate !== "corrections" || typeof event.data.yaml !== "string") return;
    apply.elements.corrections.value = event.data.yaml;
    apply.requestSubmit();
  });

  // one menu at a time, closed by Escape and by a click beside it
  const menus = [...document.querySelectorAll("details.menu")];
  for (const menu of menus) menu.addEventListener("toggle", () => { if (menu.open) for (const other of menus) if (other !== menu) other.open = false; });
  const shut = () => { for (const menu of menus) if (menu.open) { menu.open = false; if (menu.contains(document.activeElement)) menu.querySelector("summary").focus(); } };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  document.addEventListener("click", (event) => { if (!event.target.closest("details.menu")) shut(); });
  addEventListener("blur", () => { if (document.activeElement === frame) shut(); });
})();
