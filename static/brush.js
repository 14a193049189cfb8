/* Draw over a chart to choose a span of time; with the keyboard, Shift and an arrow from a bar, then Enter. Each bar stays
   a plain link. */
(() => {
  "use strict";
  let from = null;
  let drawn = null;

  const barsOf = (chart) => [...chart.querySelectorAll("a[data-edtf]")];
  const spanOf = (bars, one, other) => {
    const [first, last] = [bars.indexOf(one), bars.indexOf(other)].sort((a, b) => a - b);
    return bars.slice(first, last + 1);
  };
  const nearest = (bars, x) => {
    const away = (bar) => {
      const box = bar.querySelector(".reach").getBoundingClientRect();
      return Math.abs(box.left + box.width / 2 - x);
    };
    return bars.reduce((best, bar) => (away(bar) < away(best) ? bar : best));
  };
  const mark = (bars, span) => bars.forEach((bar) => bar.classList.toggle("within", span.includes(bar)));
  const announce = (text) => {
    const place = document.querySelector("[data-announce]");
    if (place) place.textContent = text;
  };
  const words = (span) => {
    const label = (bar) => bar.getAttribute("aria-label").split(":")[0];
    return `${label(span[0])} to ${label(span.at(-1))}. Enter shows it.`;
  };
  const go = (figure, span) => {
    const pair = `${span[0].dataset.edtf}/${span.at(-1).dataset.edtf}`;
    location.assign(figure.dataset.brush.replace(/FROM\/TO(?!.*FROM\/TO)/, pair));
  };

  const stop = () => {
    if (from) mark(from.bars, []);
    from = null;
  };
  document.addEventListener("pointercancel", stop);

  document.addEventListener("pointerdown", (event) => {
    const chart = event.target.closest?.("[data-brush] .chart");
    if (!chart || event.button !== 0 || event.pointerType === "touch") return;
    const bars = barsOf(chart);
    if (bars.length < 2) return;
    from = { chart, bars, bar: nearest(bars, event.clientX), x: event.clientX, span: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (from && !event.buttons) stop(); // the button was let go outside the window
    if (!from || Math.abs(event.clientX - from.x) < 5) return;
    from.span = spanOf(from.bars, from.bar, nearest(from.bars, event.clientX));
    mark(from.bars, from.span);
  });
  document.addEventListener("pointerup", () => {
    if (from?.span) {
      drawn = from.chart;
      setTimeout(() => (drawn = null), 0);
      if (from.span.length > 1) go(from.chart.closest("[data-brush]"), from.span);
      else mark(from.bars, []);
    }
    from = null;
  });
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.("[data-brush] .chart")) event.preventDefault();
  });
  document.addEventListener(
    "click",
    (event) => {
      if (drawn?.contains(event.target)) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    const bar = event.target.closest?.("[data-brush] .chart a[data-edtf]");
    if (!bar) return;
    const figure = bar.closest("[data-brush]");
    const bars = barsOf(figure);
    const chosen = bars.filter((one) => one.classList.contains("within"));
    if (event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      const start = figure.start && chosen.length ? figure.start : bar;
      figure.start = start;
      const next = bars[bars.indexOf(bar) + (event.key === "ArrowRight" ? 1 : -1)];
      if (!next) return;
      next.focus();
      const span = spanOf(bars, start, next);
      mark(bars, span);
      announce(words(span));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && chosen.length > 1) {
      event.preventDefault();
      go(figure, chosen);
    } else if (event.key === "Escape" && chosen.length) {
      mark(bars, []);
      announce("No span is chosen.");
    }
  });
})();
