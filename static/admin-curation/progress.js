// Work that is done batch by batch: its form is sent until there is none, and the page shows how far it is; the end of
// it is announced.
document.addEventListener("DOMContentLoaded", async () => {
  const form = () => document.querySelector("#progress form[data-goes-on]");
  while (form()) {
    try {
      const answer = await fetch(location.href, { method: "POST", body: new FormData(form()), credentials: "same-origin" });
      if (!answer.ok) return; // the button is there, and leads to the error
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("#progress");
      if (!now) return location.reload(); // one was logged out meanwhile
      document.querySelector("#progress").replaceWith(now);
      history.replaceState(null, "", answer.url);
      if (!form()) document.querySelector("[data-announce]").textContent = document.querySelector("#progress p").textContent;
    } catch {
      return;
    }
  }
});
