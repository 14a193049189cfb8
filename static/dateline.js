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

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.querySelector("main [data-search]") || document.querySelector("[data-search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  /* After a swap of results: the same facet value keeps the focus, else the heading takes it; the count is read out. */
  let last = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const facet = document.activeElement?.closest("[data-facet]");
    last = facet && { facet: facet.dataset.facet, value: document.activeElement.dataset.value };
  });
  document.addEventListener("htmx:afterSettle", () => {
    openFilters();
    const heading = document.querySelector("[data-count]");
    if (!heading) return;
    const links = last?.value ? document.querySelectorAll(`[data-facet="${last.facet}"] [data-value]`) : [];
    const same = [...links].find((link) => link.dataset.value === last.value && link.checkVisibility());
    (same || heading).focus({ preventScroll: true });
    announce(heading.textContent.trim());
  });
  document.addEventListener("htmx:responseError", (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:sendError", () => announce("The server did not answer. Nothing has changed."));
})();
