/* What the pages can do beyond links and forms. Everything works without it. */
(() => {
  "use strict";
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const said = { auto: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" };
  const read = () => {
    try {
      const kept = localStorage.getItem("theme");
      return themes.includes(kept) ? kept : "auto";
    } catch {
      return "auto";
    }
  };
  let theme = read();
  const paint = () => (theme === "auto" ? root.removeAttribute("data-theme") : root.setAttribute("data-theme", theme));
  paint();

  const wide = matchMedia("(min-width: 60rem)");
  const openFilters = () => {
    for (const filters of document.querySelectorAll("[data-filters]")) {
      filters.toggleAttribute("data-wide", wide.matches);
      if (wide.matches) filters.open = true;
    }
  };

  const announce = (text) => {
    const place = document.querySelector("[data-announce]");
    if (place) place.textContent = text;
  };

  const toggle = (button) => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try {
      localStorage.setItem("theme", theme);
    } catch {
      /* the choice holds for this page */
    }
    paint();
    label(button);
    announce(said[theme]);
  };
  const label = (button) => {
    button.lastElementChild.textContent = said[theme];
    button.title = said[theme];
  };

  const copy = async (button) => {
    const text = document.querySelector(button.dataset.copy)?.textContent;
    if (!text) return;
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    announce("Copied");
  };

  document.addEventListener("DOMContentLoaded", () => {
    openFilters();
    wide.addEventListener("change", openFilters);
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      button.hidden = false;
      label(button);
      button.addEventListener("click", () => toggle(button));
    }
    if (navigator.clipboard) {
      for (const button of document.querySelectorAll("[data-copy]")) {
        button.hidden = false;
        button.addEventListener("click", () => copy(button));
      }
    }
  });

  /* Single keys, which a reader may switch off: speech input and unsteady hands press them by accident. */
  const keysWork = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };
  const openKeys = () => {
    const dialog = document.getElementById("keys-dialog");
    if (!dialog?.showModal || dialog.open) return;
    dialog.querySelector("[data-keys-choice]").checked = keysWork();
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const dialog = document.getElementById("keys-dialog");
    if (event.target === dialog) dialog.close(); // beside it: what is inside covers all of it but the backdrop
    const link = event.target.closest("[data-keys]");
    if (!link || !dialog?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openKeys();
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-choice]")) return;
    try {
      localStorage.setItem("keys", event.target.checked ? "on" : "off");
    } catch {
      announce("This browser keeps no choices; the keys stay on.");
      event.target.checked = true;
    }
  });

  const ROWS = ".row .headline a, .brief h3 a, .briefs h3 a, .lead h3 a, a.headline";
  const step = (by) => {
    const rows = [...document.querySelectorAll(`main :is(${ROWS})`)].filter((link) => link.checkVisibility());
    const inside = document.activeElement?.closest(".row, .brief, .lead, li, tr");
    const here = rows.findIndex((link) => link === document.activeElement || inside?.contains(link));
    rows[here < 0 ? 0 : Math.min(Math.max(here + by, 0), rows.length - 1)]?.focus();
  };
  const follow = (selector) => document.querySelector(selector)?.click();
  const toSearch = () => {
    const box = document.querySelector("main [data-search]") || document.querySelector("[data-search]");
    box?.focus();
    box?.select();
  };
  const keys = {
    "/": toSearch,
    "?": openKeys,
    j: () => step(1),
    k: () => step(-1),
    o: () => document.activeElement?.matches(`main :is(${ROWS})`) && document.activeElement.click(),
    "[": () => follow("main a[rel~=prev]"),
    "]": () => follow("main a[rel~=next]"),
  };
  let goneAt = -Infinity; // when "g" was pressed
  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || event.isComposing || (modified && !event.getModifierState("AltGraph"))) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog") || !keysWork()) return;
    const target = event.timeStamp - goneAt < 1500 && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    goneAt = event.key === "g" ? event.timeStamp : -Infinity;
    const act = target ? () => target.click() : Object.hasOwn(keys, event.key) && keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* After a swap of results: the same facet value keeps the focus, else the heading takes it; the count is read out. */
  let last = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const facet = document.activeElement?.closest("[data-facet]");
    last = facet && { facet: facet.dataset.facet, value: document.activeElement.dataset.value };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    openFilters();
    const links = last?.value ? document.querySelectorAll(`[data-facet="${last.facet}"] [data-value]`) : [];
    const same = [...links].find((link) => link.dataset.value === last.value && link.checkVisibility());
    if (same) same.focus({ preventScroll: true });
    else if (document.activeElement === document.body) document.querySelector("main h1")?.focus({ preventScroll: true });
    const count = event.detail.elt.id === "counts" && event.detail.elt.querySelector("[data-count]");
    if (count) announce(count.textContent.trim());
  });
  document.addEventListener("htmx:responseError", (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:sendError", () => announce("The server did not answer. Nothing has changed."));
})();
