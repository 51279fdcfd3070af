// The zone in which times are shown: the reader's choice, kept in this browser; else its own.
import { asked } from "./judge.js";
import { el } from "./net.js";
import { zone } from "./days.js";

const button = document.getElementById("zone");
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
button.textContent = `Times: ${zone() || own}`;
button.hidden = false;
button.addEventListener("click", async () => {
  const names = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const select = el("select", { "aria-label": "Zone" }, el("option", { value: "" }, `this browser's: ${own}`), ...names.map((name) => el("option", { value: name }, name)));
  select.value = zone() || "";
  if (!(await asked("Times in which zone?", "Moments of reading and judging are shown in it. Days of events are those of their place, as reports tell them.", el("label", {}, "Zone", select)))) return;
  if (select.value) localStorage.setItem("zone", select.value); else localStorage.removeItem("zone");
  location.reload();
});
