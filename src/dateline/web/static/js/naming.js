// How places are named: in Latin letters, in their own script, or both; kept in this browser. A plain
// script, run before the page is drawn, so that no name changes under the reader's eyes.
(() => {
  const root = document.documentElement;
  try { root.dataset.names = localStorage.getItem("names") || "both"; } catch { root.dataset.names = "both"; }
  document.addEventListener("DOMContentLoaded", () => {
    const select = document.getElementById("naming");
    select.value = root.dataset.names;
    select.parentElement.hidden = false;
    select.addEventListener("change", () => {
      root.dataset.names = select.value;
      try { localStorage.setItem("names", select.value); } catch { /* kept for this page alone */ }
      document.dispatchEvent(new Event("naming"));
    });
  });
})();
