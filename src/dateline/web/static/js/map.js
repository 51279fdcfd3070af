// The page of the map: puts views, timeline, legend and panel together and keeps the address.
import * as address from "./address.js";
import { toDay, toNumber } from "./days.js";
import { listen } from "./judge.js";
import { legend } from "./legend.js";
import { el, get, toast, watch } from "./net.js";
import { choose, open } from "./panel.js";
import { Timeline } from "./timeline.js";
import { View } from "./view.js";

const $ = (id) => document.getElementById(id);
const now = address.read();
let overview, holdings, events, main, other;
const grounds = new Map();

const spot = (map) => { const c = map.getCenter(); return { lat: c.lat, lon: c.lng, zoom: map.getZoom() }; };
const keep = () => address.write({ ...now, at: main ? spot(main.map) : null });

async function eventsOf(day) {
  if (overview.events <= overview.all_events) return (events ??= await get("/api/v1/map/events"));
  return get(`/api/v1/map/events?since=${toDay(day - 6)}&until=${toDay(day)}`);
}

function groundOf(day) {
  if (!grounds.has(day)) grounds.set(day, get(`/api/v1/map/ground?day=${toDay(day)}`));
  return grounds.get(day);
}

async function draw(view, day) {
  view.show(day, now.hidden);
  const span = Number(now.hidden.span);
  const told = span ? await eventsOf(day) : { features: [] };
  const features = told.features.filter(({ properties: p }) => p.f <= day && p.t > day - span && !now.hidden.types.has(p.e));
  view.events({ type: "FeatureCollection", features });
  // Ground is drawn when it comes: marks do not wait for it.
  groundOf(day).then((ground) => view.day === day && view.ground(ground, overview.holders, now.hidden)).catch(() => toast("Areas and fronts cannot be drawn."));
}

function today() {
  const day = now.day;
  const held = holdings.features.map((f) => f.properties).filter((p) => p.f <= day && p.t >= day);
  const changed = held.filter((p) => p.c === day);
  const first = held.filter((p) => p.n1 === day);
  const name = (key) => overview.holders.find((h) => h.key === key)?.name || "nobody named";
  const line = (p, text) => el("li", {}, el("button", { onclick: () => show(p.id) }, text));
  const contested = held.filter((p) => p.s === "contested");
  $("panel").replaceChildren(
    el("h2", {}, toDay(day)),
    el("p", {}, "Choose a mark to see who says so. Arrow keys step through the days, space plays."),
    el("h3", {}, `Changed hands on the day: ${changed.length}`),
    changed.length ? el("ul", { class: "marks" }, ...changed.map((p) => line(p, `${p.n}: ${name(p.w)} → ${name(p.h)} (${p.s})`))) : el("p", { class: "empty" }, "None that the record tells."),
    el("h3", {}, `First told of: ${first.length}`),
    first.length ? el("ul", { class: "marks" }, ...first.map((p) => line(p, `${p.n}: ${name(p.h)} (${p.s})`))) : "",
    el("h3", {}, `Contested: ${contested.length}`),
    el("ul", { class: "marks" }, ...contested.map((p) => line(p, p.n))),
    el("h3", {}, "In tables"),
    el("p", {}, el("a", { href: `/events?since=${toDay(day)}&until=${toDay(day)}` }, "Events of the day"), " · ", el("a", { href: `/holdings?since=${toDay(day)}&until=${toDay(day)}` }, "Holdings of the day"), " · ", el("a", { href: "/doubts" }, "Doubts")),
  );
}

async function show(id) {
  now.chosen = id;
  keep();
  await open($("panel"), id);
  $("panel").prepend(el("button", { class: "small", onclick: () => { now.chosen = null; keep(); today(); } }, "← the day"));
  $("panel").focus({ preventScroll: true });
}

const chosen = (items) => (items.length === 1 ? show(items[0].id) : choose($("panel"), items, show));

const caption = () => { if (now.day2 !== null) $("notice").textContent = `${toDay(now.day)} ◂ ▸ ${toDay(now.day2)}`; };

async function moved(day) {
  now.day = day;
  caption();
  keep();
  if (!now.chosen) today();
  await draw(main, day);
}

async function compare(on) {
  $("compare").setAttribute("aria-pressed", on);
  $("map2").hidden = $("other").hidden = !on;
  if (on && !other) {
    other = new View("map2", spot(main.map), chosen);
    await other.ready;
    other.images(overview.holders, overview.types);
    other.holdings(holdings);
    let busy = false;
    const follow = (a, b) => a.on("move", () => { if (!busy) { busy = true; b.jumpTo({ center: a.getCenter(), zoom: a.getZoom() }); busy = false; } });
    follow(main.map, other.map);
    follow(other.map, main.map);
  }
  main.map.resize();
  other?.map.resize();
  if (on && !now.at) around(main.map);
  now.day2 = on ? (now.day2 ?? overview.first) : null;
  if (on) { $("day2").value = toDay(now.day2); await draw(other, now.day2); }
  $("notice").hidden = !on;
  caption();
  keep();
}

function redraw() {
  keep();
  draw(main, now.day);
  if (other && now.day2 !== null) draw(other, now.day2);
}

async function load() {
  events = undefined;
  grounds.clear();
  [overview, holdings] = await Promise.all([get("/api/v1/map"), get("/api/v1/map/holdings")]);
}

// Where nearly all places are: a few strays far off do not shrink the rest to a dot.
function around(map) {
  const points = holdings.features.filter((f) => !f.properties.a).map((f) => f.geometry.coordinates);
  if (!points.length) return;
  const cut = Math.floor(points.length * 0.04);
  const ends = [0, 1].map((n) => points.map((p) => p[n]).sort((a, b) => a - b)).map((v) => [v[cut], v[v.length - 1 - cut]]);
  map.fitBounds([[ends[0][0], ends[1][0]], [ends[0][1], ends[1][1]]], { padding: 45, maxZoom: 9, animate: false });
}

async function start() {
  main = new View("map", now.at || { lat: 25, lon: 20, zoom: 1.5 }, chosen);
  await load();
  if (overview.first === null) {
    $("legend").replaceChildren();
    $("panel").replaceChildren(el("p", { class: "empty" }, "The record is empty. Read reports into it: dateline read reports/ --store … and this page shows them at once."));
    watch(() => location.reload());
    return;
  }
  now.day ??= overview.best ?? overview.last;
  now.day = Math.min(overview.last, Math.max(overview.first, now.day));
  if (!now.at) around(main.map);
  const time = new Timeline({ slider: $("slider"), prev: $("prev"), next: $("next"), play: $("play"), date: $("day"), canvas: $("density") }, moved);
  time.load(overview);
  time.set(now.day, true);
  legend($("legend"), overview, now.hidden, redraw);
  await main.ready;
  main.images(overview.holders, overview.types);
  main.holdings(holdings);
  const drawing = draw(main, now.day);
  if (now.chosen) await show(now.chosen); else today();
  await drawing;
  main.map.once("idle", () => { document.body.dataset.drawn = Math.round(performance.now()); });
  if (now.day2 !== null) await compare(true);
  main.map.on("moveend", keep);
  $("compare").addEventListener("click", () => compare($("compare").getAttribute("aria-pressed") !== "true"));
  $("day2").addEventListener("change", () => { now.day2 = toNumber($("day2").value); caption(); keep(); draw(other, now.day2); });
  document.addEventListener("keydown", (e) => {
    if (e.target.closest("input,textarea,select,dialog,button,.maplibregl-canvas") || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "ArrowLeft") time.set(now.day - 1);
    else if (e.key === "ArrowRight") time.set(now.day + 1);
    else if (e.key === " ") time.play();
    else if (e.key === "Escape" && now.chosen) { now.chosen = null; today(); keep(); } else return;
    e.preventDefault();
  });
  const after = async (state) => {
    if (state) seen.saw(state);
    const was = holdings.features.find((f) => f.properties.id === now.chosen)?.properties;
    await load();
    // A finding changes its id with its claims: stay at the place that was looked at.
    const still = (p) => p.n === was.n && p.f <= now.day && p.t >= now.day;
    if (was) now.chosen = holdings.features.find((f) => still(f.properties))?.properties.id ?? now.chosen;
    for (const view of [main, other].filter(Boolean)) { view.images(overview.holders, overview.types); view.holdings(holdings); }
    legend($("legend"), overview, now.hidden, redraw);
    time.load(overview);
    redraw();
    if (now.chosen) await show(now.chosen); else today();
  };
  const seen = watch(async () => { await after(); toast("The record changed; the map is up to date."); });
  listen($("panel"), after);
  $("panel").addEventListener("click", (e) => {
    const link = e.target.closest("[data-open]");
    if (link) { e.preventDefault(); show(link.dataset.open); }
  });
}

start().catch((error) => $("panel").replaceChildren(el("p", { class: "warn", role: "alert" }, `The map cannot be shown: ${error.message}. The tables work without it.`)));
