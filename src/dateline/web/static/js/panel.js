// The evidence panel: a fragment that the server made, opened beside the map or the queue.
import { localTimes } from "./days.js";
import { named } from "./names.js";
import { el, part } from "./net.js";

export async function open(box, id) {
  box.setAttribute("aria-busy", "true");
  const { ok, html } = await part(id);
  box.removeAttribute("aria-busy");
  if (!ok) {
    box.replaceChildren(el("p", { class: "empty" }, "This is no more as it was: a judgement or a new report changed it. "), el("p", {}, el("a", { href: "/log" }, "What people judged")));
    return null;
  }
  box.innerHTML = html; // escaped by the server; the policy of the page runs no script in it
  localTimes(box);
  box.scrollTop = 0;
  return box.querySelector(".evidence");
}

export function choose(box, items, chosen) {
  box.replaceChildren(
    el("h2", {}, `${items.length} marks here`),
    el("ul", { class: "marks" }, ...items.map((p) => el("li", {}, el("button", { onclick: () => chosen(p.id) }, ...(p.x ? [p.x] : [named(p), `: ${p.s}`]))))),
  );
}
