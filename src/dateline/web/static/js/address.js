// What is looked at, kept in the address, so that a view can be sent to a colleague.
import { toDay, toNumber } from "./days.js";

const STATUSES = ["held", "probable", "claimed", "contested", "unknown"];

export function read() {
  const q = new URLSearchParams(location.search);
  const set = (name) => new Set((q.get(name) || "").split(",").filter(Boolean));
  const [lat, lon, zoom] = (q.get("at") || "").split(",").map(Number);
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(q.get(name) || "") ? toNumber(q.get(name)) : null);
  return {
    only: Object.fromEntries(["actor", "type", "status"].map((name) => [name, q.get(name) || ""])),
    day: day("day"), day2: day("vs"), chosen: /^[0-9a-f]{1,16}$/.test(q.get("of") || "") ? q.get("of") : null,
    at: q.get("at") && [lat, lon, zoom].every(Number.isFinite) ? { lat, lon, zoom } : null,
    hidden: { holders: set("hide"), statuses: set("without"), types: set("types"), routes: q.get("routes") === "0", fresh: q.get("fresh") || "7", span: q.get("events") || "1", lines: q.get("lines") === "0" },
  };
}

export function write({ day, day2, chosen, at, hidden }) {
  const q = new URLSearchParams();
  q.set("day", toDay(day));
  if (day2 !== null) q.set("vs", toDay(day2));
  if (chosen) q.set("of", chosen);
  if (at) q.set("at", [at.lat.toFixed(3), at.lon.toFixed(3), at.zoom.toFixed(2)].join(","));
  for (const [name, set] of [["hide", hidden.holders], ["without", hidden.statuses], ["types", hidden.types]]) {
    if (set.size) q.set(name, [...set].join(","));
  }
  if (hidden.routes) q.set("routes", "0");
  if (hidden.fresh !== "7") q.set("fresh", hidden.fresh);
  if (hidden.span !== "1") q.set("events", hidden.span);
  if (hidden.lines) q.set("lines", "0");
  history.replaceState(null, "", `?${q}`);
}

// The filters of the map as the tables have them: the days shown, and what alone is shown.
export function filters({ hidden }, day, { holders, types }, table) {
  const q = new URLSearchParams();
  q.set("since", toDay(day - Math.max(1, Number(hidden.span)) * (table === "events") + (table === "events")));
  q.set("until", toDay(day));
  const alone = (all, off) => { const on = all.filter((one) => !off.has(one)); return all.length > 1 && on.length === 1 ? on[0] : null; };
  const holder = alone(holders.map((h) => h.key), hidden.holders);
  if (holder && table !== "doubts") q.set("actor", holder);
  const type = alone(types, hidden.types), status = alone(STATUSES, hidden.statuses);
  if (type && table === "events") q.set("type", type);
  if (status && table === "holdings") q.set("status", status);
  return q;
}

// What a table was filtered by, taken over by the map: all else is hidden.
export function narrow({ hidden, only }, { holders, types }) {
  const actor = only.actor.toLowerCase(), type = only.type.toUpperCase(), status = only.status.toLowerCase();
  const fits = (h) => h.key.toLowerCase() === actor || h.name.toLowerCase().includes(actor);
  if (actor && holders.some(fits)) for (const h of holders) if (!fits(h)) hidden.holders.add(h.key);
  if (types.includes(type)) for (const t of types) if (t !== type) hidden.types.add(t);
  if (STATUSES.includes(status)) for (const s of STATUSES) if (s !== status) hidden.statuses.add(s);
}
