// What is looked at, kept in the address, so that a view can be sent to a colleague.
import { toDay, toNumber } from "./days.js";

export function read() {
  const q = new URLSearchParams(location.search);
  const set = (name) => new Set((q.get(name) || "").split(",").filter(Boolean));
  const [lat, lon, zoom] = (q.get("at") || "").split(",").map(Number);
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(q.get(name) || "") ? toNumber(q.get(name)) : null);
  return {
    day: day("day"), day2: day("vs"), chosen: /^[0-9a-f]{1,16}$/.test(q.get("of") || "") ? q.get("of") : null,
    at: q.get("at") && [lat, lon, zoom].every(Number.isFinite) ? { lat, lon, zoom } : null,
    hidden: { holders: set("hide"), statuses: set("without"), types: set("types"), fresh: q.get("fresh") || "7", span: q.get("events") || "1" },
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
  if (hidden.fresh !== "7") q.set("fresh", hidden.fresh);
  if (hidden.span !== "1") q.set("events", hidden.span);
  history.replaceState(null, "", `?${q}`);
}

// The same filters as the tables have them: `day` (or the days up to it), and what alone is shown.
export function filters(now, day) {
  const span = Math.max(1, Number(now.hidden.span));
  return new URLSearchParams({ since: toDay(day - span + 1), until: toDay(day) }).toString();
}
