/* Suggestions under each search box: a combobox with a list, filled by the server. Everything works without it. */
(() => {
  "use strict";
  const source = document.currentScript.dataset.source;
  const list = document.createElement("div");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  let box = null; // the search box to which the list belongs
  let active = -1; // the option chosen so far; none while it is below 0
  let timer = 0;
  let asked = null;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const announce = (text) => {
    const place = document.querySelector("[data-announce]");
    if (place) place.textContent = text;
  };

  const prepare = () => {
    if (!list.isConnected) document.body.append(list);
    for (const input of document.querySelectorAll("input[data-search]:not([role])")) {
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
      for (const [name, value] of Object.entries({ ...attributes, "aria-controls": list.id, autocomplete: "off" })) {
        input.setAttribute(name, value);
      }
    }
  };

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    active = -1;
    list.hidden = true;
    box?.setAttribute("aria-expanded", "false");
    box?.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const all = options();
    active = place;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (place < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[place].id);
    all[place].scrollIntoView({ block: "nearest" });
  };

  const show = (input, html) => {
    if (!html.trim()) return close();
    box = input;
    list.innerHTML = html; // written and escaped by the server
    const all = options();
    all.forEach((option, number) => (option.id = `suggestion-${number}`));
    const host = input.closest(".field") || input.form;
    host.classList.add("suggest-host");
    host.append(list);
    list.hidden = false;
    list.scrollTop = 0;
    active = -1;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    announce(`${all.length} suggestion${all.length === 1 ? "" : "s"}`);
  };

  const ask = async (input) => {
    const mine = new AbortController();
    asked = mine;
    try {
      const answer = await fetch(`${source}?q=${encodeURIComponent(input.value)}`, { signal: mine.signal });
      const html = answer.ok ? await answer.text() : "";
      if (asked === mine && document.activeElement === input) show(input, html);
    } catch {
      if (asked === mine) close(); // no answer, no list
    }
  };

  document.addEventListener("input", (event) => {
    const input = event.target.closest("input[data-search]");
    if (!input) return;
    clearTimeout(timer);
    asked?.abort();
    asked = null;
    if (!input.value.trim()) return close();
    if (box === input && !list.hidden) choose(-1);
    timer = setTimeout(ask, 150, input);
  });

  document.addEventListener("keydown", (event) => {
    if (event.target !== box || list.hidden || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const last = options().length - 1;
    const moves = { ArrowDown: active < last ? active + 1 : -1, ArrowUp: active < 0 ? last : active - 1 };
    if (active >= 0) Object.assign(moves, { Home: 0, End: last });
    if (event.key in moves) {
      event.preventDefault();
      choose(moves[event.key]);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => event.target.closest("a") && close());
  document.addEventListener("focusout", (event) => event.target.matches?.("input[data-search]") && close());
  document.addEventListener("submit", close);
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("htmx:beforeSwap", close);
  document.addEventListener("htmx:afterSettle", prepare);
  addEventListener("pageshow", close);
})();
