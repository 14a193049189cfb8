// The keys of the review queue: those that stand on the buttons, "u" to undo, "o" to open the page of what is shown.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("[data-case]")?.focus({ preventScroll: true });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const undo = event.key === "u" ? document.querySelector(".messagelist button.undo") : null;
    const open = event.key === "o" ? document.querySelector("[data-open]") : null;
    const button = undo || open || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
});
