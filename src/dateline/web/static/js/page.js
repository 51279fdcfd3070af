// Any page without a map or queue: times in the reader's zone, judging, news from other windows.
import { localTimes } from "./days.js";
import { listen } from "./judge.js";
import { get, toast, watch } from "./net.js";

// How many fit is counted while the page is read already; once it is known, it is said.
async function counted(boxes) {
  if (!boxes.length) return;
  const { total, exact } = await get(boxes[0].dataset.counting).catch(() => ({}));
  if (exact) for (const box of boxes) box.replaceWith(total);
  else if (total !== undefined) setTimeout(() => counted(boxes), 500);
}

localTimes(document);
listen(document.getElementById("main"), (state) => { if (state) location.reload(); });
counted(document.querySelectorAll("[data-counting]"));
watch(() => toast("The record changed.", "Show it", () => location.reload()));
