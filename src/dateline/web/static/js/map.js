// The page of the map: puts views, timeline, legend and panel together and keeps the address.
import * as address from "./address.js";
import { toDay, toNumber } from "./days.js";
import { listen } from "./judge.js";
import { legend } from "./legend.js";
import { el, get, toast, watch } from "./net.js";
import { choose, open } from "./panel.js";
import { named } from "./names.js";
import { Told } from "./data.js";
import { worldX, worldY } from "./mercator.js";
import { Timeline } from "./timeline.js";
import { View } from "./view.js";

const $ = (id) => document.getElementById(id);
const now = address.read();
const told = new Told();
let main, other, renaming;

const keep = () => address.write({ ...now, at: now.moved ? main.where() : null });

// Draws a day: marks at once, ground when it comes; what came too late for its day is left.
async function draw(view, day) {
  view.wanted = day;
  const scene = await told.scene(day, now.hidden, view);
  if (view.wanted !== day) return;
  view.show(scene);
  document.body.dataset.marks = toDay(day);
  if (view === main && !document.body.dataset.drawn) requestAnimationFrame(() => { document.body.dataset.drawn = Math.round(performance.now()); });
  const ground = await told.ground(day, now.hidden, view).catch(() => { toast("Areas and fronts cannot be drawn."); return {}; });
  if (view.wanted !== day) return;
  view.show({ ...ground, routes: await told.routesOf(day, now.hidden).catch(() => []) });
  document.body.dataset.ground ||= Math.round(performance.now());
  document.body.dataset.day = toDay(day);
  told.ahead(day, view);
}

// Places of the base map by importance, for what is in view.
async function name(view) {
  const { west, south, east, north } = view.seen();
  const at = { west, south, east, north, zoom: view.where().zoom };
  const query = Object.entries(at).map(([k, v]) => `${k}=${v.toFixed(3)}`).join("&");
  const { items } = await get(`/api/v1/map/names?${query}`).catch(() => ({ items: [] }));
  view.show({ names: items.filter((i) => i.k !== "unit" || !now.hidden.lines).map(({ lat, lon, ...rest }) => ({ ...rest, x: worldX(lon), y: worldY(lat) })) });
}

function moved(view) {
  clearTimeout(view.timer);
  view.timer = setTimeout(() => { name(view); if (!told.whole) draw(view, view.wanted); }, 120);
}

async function today() {
  const day = now.day;
  const { changed, first, contested } = await told.day(day);
  if (now.day !== day || now.chosen) return;
  const name = (key) => told.overview.holders.find((h) => h.key === key)?.name || "nobody named";
  const list = ({ total, items }, text) => [
    items.length ? el("ul", { class: "marks" }, ...items.map((p) => el("li", {}, el("button", { onclick: () => show(p.id) }, ...text(p))))) : el("p", { class: "empty" }, "None that the record tells."),
    total > items.length ? el("p", {}, el("a", { href: `/holdings?since=${toDay(day)}&until=${toDay(day)}` }, `All ${total} of the day stand in the table`)) : "",
  ];
  const to = (table) => `/${table}?${address.filters(now, day, told.overview, table)}`;
  $("panel").replaceChildren(
    el("h2", {}, toDay(day)),
    el("p", {}, "Choose a mark to see who says so. Arrow keys step through the days, space plays."),
    el("h3", {}, `Changed hands on the day: ${changed.total}`),
    ...list(changed, (p) => [named(p), `: ${name(p.w)} → ${name(p.h)} (${p.s})`]),
    el("h3", {}, `First told of: ${first.total}`),
    ...(first.total ? list(first, (p) => [named(p), `: ${name(p.h)} (${p.s})`]) : []),
    el("h3", {}, `Contested: ${contested.total}`),
    ...(contested.total ? list(contested, (p) => [named(p)]) : []),
    el("h3", { class: "intables" }, "In tables"),
    el("p", {}, el("a", { href: to("events") }, "Events of the day"), " · ", el("a", { href: to("holdings") }, "Holdings of the day"), " · ", el("a", { href: to("doubts") }, "Doubts")),
  );
}

async function show(id) {
  now.chosen = id;
  keep();
  await open($("panel"), id);
  $("panel").prepend(el("button", { class: "small", onclick: () => { now.chosen = null; keep(); today(); } }, "← the day"));
  $("panel").focus({ preventScroll: true });
}

function chosen(items, point) {
  // Many that only a nearer look parts; what can be chosen is chosen.
  const single = items.filter((i) => i.id);
  if (!single.length) return main.closer(point);
  items = single;
  return items.length === 1 ? show(items[0].id) : choose($("panel"), items, show);
}

const caption = () => { if (now.day2 !== null) $("notice").textContent = `${toDay(now.day)} ◂ ▸ ${toDay(now.day2)}`; };

async function stepped(day) {
  now.day = day;
  caption();
  keep();
  const drawing = draw(main, day);
  if (!now.chosen) today();
  await drawing;
}

async function compare(on) {
  $("compare").setAttribute("aria-pressed", on);
  $("map2").hidden = $("other").hidden = !on;
  if (on && !other) {
    other = new View($("map2"), main.where(), chosen, () => moved(other));
    other.lines(!now.hidden.lines);
    other.base().then(() => {
      let busy = false;
      const follow = (a, b) => a.map.on("move", () => { if (!busy && b.map) { busy = true; b.go(a.where()); busy = false; } });
      follow(main, other);
      follow(other, main);
    });
  }
  now.day2 = on ? (now.day2 ?? told.overview.first) : null;
  if (on) {
    if (!now.at) around();
    other.go(main.where());
    $("day2").value = toDay(now.day2);
    await draw(other, now.day2);
    name(other);
  }
  $("notice").hidden = !on;
  caption();
  keep();
}

function redraw() {
  keep();
  for (const view of [main, other]) if (view && view.lined === now.hidden.lines) { view.lines(!now.hidden.lines); name(view); }
  if (!now.chosen) today();
  draw(main, now.day);
  if (other && now.day2 !== null) draw(other, now.day2);
}

const around = () => { if (told.overview.box) main.around(told.overview.box); };

function keys(time) {
  document.addEventListener("keydown", (e) => {
    if (e.target.closest("input,textarea,select,dialog,button,.maplibregl-canvas") || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "ArrowLeft") time.set(now.day - 1);
    else if (e.key === "ArrowRight") time.set(now.day + 1);
    else if (e.key === " ") time.play();
    else if (e.key === "Escape" && now.chosen) { now.chosen = null; today(); keep(); } else return;
    e.preventDefault();
  });
}

// Follows the record when it changed, here or in another window.
async function follow(time) {
  const was = told.whole ? told.holdings.find((p) => p.id === now.chosen) : null;
  await told.load(reading);
  // A finding changes its id with its claims: stay at the place that was looked at.
  const still = (p) => p.n === was.n && p.f <= now.day && p.t >= now.day;
  if (was) now.chosen = told.holdings.find(still)?.id ?? now.chosen;
  legend($("legend"), told.overview, now.hidden, redraw);
  time.load(told.overview);
  redraw();
  if (now.chosen) await show(now.chosen); else await today();
}

function reading(text) {
  $("panel").replaceChildren(el("p", { class: "loading", role: "status" }, `${text}. The map comes by itself; the `, el("a", { href: "/events" }, "tables"), " can be read meanwhile."));
}

async function start() {
  main = new View($("map"), now.at || { lat: 25, lon: 20, zoom: 1.5 }, chosen, () => moved(main));
  main.lines(!now.hidden.lines);
  await told.load(reading);
  if (told.overview.first === null) {
    $("legend").replaceChildren();
    $("panel").replaceChildren(el("p", { class: "empty" }, "The record is empty. Read reports into it: dateline read reports/ --store … and this page shows them at once."));
    watch(() => location.reload());
    return;
  }
  now.day ??= told.overview.best ?? told.overview.last;
  now.day = Math.min(told.overview.last, Math.max(told.overview.first, now.day));
  address.narrow(now, told.overview);
  if (!now.at) around();
  const time = new Timeline({ slider: $("slider"), prev: $("prev"), next: $("next"), play: $("play"), date: $("day"), canvas: $("density") }, stepped);
  time.load(told.overview);
  time.set(now.day, true);
  legend($("legend"), told.overview, now.hidden, redraw);
  const drawing = draw(main, now.day);
  if (now.chosen) await show(now.chosen); else await today();
  name(main);
  await drawing;
  if (now.day2 !== null) await compare(true);
  $("compare").addEventListener("click", () => compare($("compare").getAttribute("aria-pressed") !== "true"));
  $("day2").addEventListener("change", () => { now.day2 = toNumber($("day2").value); caption(); keep(); draw(other, now.day2); });
  keys(time);
  const seen = watch(async () => { await follow(time); toast("The record changed; the map is up to date."); });
  listen($("panel"), async (state) => { if (state) seen.saw(state); await follow(time); });
  $("panel").addEventListener("click", (e) => {
    const link = e.target.closest("[data-open]");
    if (link) { e.preventDefault(); show(link.dataset.open); }
  });
  // After the picture is on the screen: the base map takes the processor for a while.
  await new Promise((done) => setTimeout(done, 50));
  const map = await main.base();
  document.body.dataset.based = Math.round(performance.now());
  map.on("moveend", (e) => { now.moved ||= Boolean(e.originalEvent); keep(); });
}

start().catch((error) => $("panel").replaceChildren(el("p", { class: "warn", role: "alert" }, `The map cannot be shown: ${error.message}. The tables work without it.`)));
