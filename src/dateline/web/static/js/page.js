// Any page without a map or queue: times in the reader's zone, judging, news from other windows.
import { localTimes } from "./days.js";
import { listen } from "./judge.js";
import { toast, watch } from "./net.js";

localTimes(document);
listen(document.getElementById("main"), (state) => { if (state) location.reload(); });
watch(() => toast("The record changed.", "Show it", () => location.reload()));
