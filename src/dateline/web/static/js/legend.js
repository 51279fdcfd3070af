// The legend, which filters: holders, how sure, kinds of events, how far back changes are marked.
import * as icons from "./icons.js";
import { el } from "./net.js";

const SURE = [["held", "held"], ["probable", "probably held"], ["claimed", "only claimed: by its holder alone"], ["contested", "contested: hatched"], ["unknown", "unknown: grey is no verdict"]];

export function legend(box, overview, hidden, changed) {
  const tick = (set, key, mark, text) => el("label", {}, el("input", { type: "checkbox", checked: !set.has(key), onchange: (e) => { e.target.checked ? set.delete(key) : set.add(key); changed(); } }), mark, text);
  const group = (title, ...inside) => el("fieldset", {}, el("legend", {}, title), ...inside);
  const fresh = el("select", { "aria-label": "Changes marked", onchange: (e) => { hidden.fresh = e.target.value; changed(); } },
    el("option", { value: "1" }, "on the day"), el("option", { value: "7" }, "in the last 7 days"));
  fresh.value = hidden.fresh;
  const span = el("select", { "aria-label": "Events shown", onchange: (e) => { hidden.span = e.target.value; changed(); } },
    el("option", { value: "1" }, "of the day"), el("option", { value: "7" }, "of the last 7 days"), el("option", { value: "0" }, "none"));
  span.value = hidden.span;
  const known = overview.holders.filter((h) => h.known), rest = overview.holders.filter((h) => !h.known);
  // Words for holders whom the register cannot name ("armed men") are one entry, not one each.
  const others = () => el("label", { title: rest.map((h) => h.name).join(", ") }, el("input", { type: "checkbox", checked: !rest.every((h) => hidden.holders.has(h.key)), onchange: (e) => { for (const h of rest) e.target.checked ? hidden.holders.delete(h.key) : hidden.holders.add(h.key); changed(); } }), icons.holding(rest[0].colour, "held"), `others, not in the register (${rest.length})`);
  box.replaceChildren(
    group("Who holds it", ...known.map((h) => tick(hidden.holders, h.key, icons.holding(h.colour, "held"), h.name)), ...(rest.length ? [others()] : [])),
    group("How sure", ...SURE.map(([key, text]) => tick(hidden.statuses, key, icons.holding("#7c848a", key), text))),
    overview.whole ? "" : el("p", {}, "Squares: in the colour of whoever holds most places in them, the stronger the more agree; framed where some changed hands. Click one to come nearer."),
    el("p", {}, "Tinted ground: nearest to places of that holder, or from afar where most are. Thick line: front between two that others say hold their ground; thin: one side only claims it."),
    document.body.dataset.borders ? el("p", {}, "Fainter ground: of the province or district it is told who holds it, and of nothing nearer.") : "",
    group("Changed hands", fresh, el("p", {}, "Orange ring; strong on the day itself.")),
    overview.whole ? group("Movements", el("label", {}, el("input", { type: "checkbox", checked: !hidden.routes, onchange: (e) => { hidden.routes = !e.target.checked; changed(); } }), icons.route(), "from place to place"), el("p", {}, "Schematic: the two ends are told, the way between is not.")) : "",
    group("Events", span, ...overview.types.map((t) => tick(hidden.types, t, icons.event(t), t.toLowerCase()))),
    document.body.dataset.borders ? group("Map", el("label", {}, el("input", { type: "checkbox", checked: !hidden.lines, onchange: (e) => { hidden.lines = !e.target.checked; changed(); } }), el("span", { class: "dashes" }), "provinces and districts")) : "",
    el("p", {}, "Square: a province or district, not a point. Circle around a mark: the place lies somewhere within."),
    el("p", {}, `${overview.unplaced} of ${overview.places} places have no point and are only in the `, el("a", { href: "/holdings" }, "table"), "."),
  );
}
