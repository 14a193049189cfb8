// Says below a date field how what is typed is read.
document.addEventListener("DOMContentLoaded", () => {
  const source = document.querySelector("[data-edtf]");
  if (!source) return;
  for (const input of document.querySelectorAll("#id_date, #id_published")) {
    const said = document.createElement("p");
    said.className = "help edtf-reading";
    said.setAttribute("role", "status");
    input.after(said);
    let waiting;
    const read = async () => {
      const answer = await fetch(`${source.dataset.edtf}?value=${encodeURIComponent(input.value)}`);
      const { words, lower, upper, problem } = await answer.json();
      const bounds = lower || upper ? ` (${lower || "…"} to ${upper || "…"})` : "";
      said.textContent = problem || `Read as: ${words}${bounds}`;
    };
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(read, 250);
    });
  }
});
