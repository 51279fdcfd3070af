// Review: one key an answer; what is judged leaves the queue, and other windows are told.
import { decide, listen, undo } from "./judge.js";
import { get, el, toast, watch } from "./net.js";
import { open } from "./panel.js";

const list = document.querySelector("#queue ol");
const panel = document.getElementById("panel");
const can = Boolean(document.body.dataset.reviewer);
let seen = watch(async () => { await refresh(); toast("The record changed; the queue is up to date."); });

const links = () => [...(list?.querySelectorAll("a") || [])];
const current = () => list?.querySelector("a[aria-current]");

async function show(link) {
  if (!link) { panel.replaceChildren(el("p", { class: "empty" }, "Nothing is left to review.")); return; }
  for (const other of links()) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
  await open(panel, link.dataset.item);
}

async function refresh() {
  if (!list) return;
  const at = links().indexOf(current());
  const was = current()?.dataset.item;
  const { items, total } = await get("/api/v1/queue?limit=200");
  list.replaceChildren(...items.map((i) => el("li", {}, el("a", { href: `/evidence/${i.id}`, "data-item": i.id }, el("span", { class: "kind" }, i.kind), ` ${i.title}`, el("small", {}, i.why)))));
  document.querySelector("#queue h1 small").textContent = total;
  const all = links();
  await show(all.find((a) => a.dataset.item === was) || all[Math.min(Math.max(at, 0), all.length - 1)]);
}

const after = async (state) => { if (state) seen.saw(state); await refresh(); };
listen(panel, after);
list?.addEventListener("click", (e) => {
  const link = e.target.closest("a");
  if (link) { e.preventDefault(); show(link); }
});
panel.addEventListener("click", (e) => {
  const link = e.target.closest("[data-open]");
  if (link) { e.preventDefault(); open(panel, link.dataset.open); }
});
document.addEventListener("keydown", (e) => {
  if (e.target.closest("input,textarea,select,dialog") || e.ctrlKey || e.metaKey || e.altKey) return;
  const step = { j: 1, k: -1, s: 1 }[e.key];
  const verdict = { y: "right", n: "wrong", h: "hide" }[e.key];
  const subject = panel.querySelector("[data-subject]");
  // A doubt is settled claim by claim: the key judges the chosen one, else the first.
  const claim = e.target.closest("[data-claim]") || (subject?.dataset.kind === "doubt" && panel.querySelector("[data-claim]:not(:has(.judged))"));
  const id = (claim || null)?.dataset.claim || (subject?.dataset.kind === "doubt" ? null : subject?.dataset.subject);
  if (step) show(links()[links().indexOf(current()) + step] || current());
  else if (e.key === "u" && can) undo(after);
  else if (verdict && id && can) decide(verdict, id, subject.dataset.state, after);
  else return;
  e.preventDefault();
});
show(links()[0]);
