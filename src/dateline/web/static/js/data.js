// What the record tells for a day, as the map draws it: all of a small record at once, so that a
// day asks nobody; of a large one what lies in view, put together by the server.
import { toDay } from "./days.js";
import { worldX, worldY } from "./mercator.js";
import { get } from "./net.js";

const UNKNOWN = "#7c848a";
const KEPT = 60; // answers about views that are kept

const flat = (ring) => ring.flatMap(([lon, lat]) => [worldX(lon), worldY(lat)]);
const placed = ({ geometry: { coordinates: [lon, lat] }, properties }) => ({ ...properties, x: worldX(lon), y: worldY(lat) });

function rings({ type, coordinates }) {
  if (type === "LineString") return [flat(coordinates)];
  if (type === "MultiPolygon") return coordinates.flat().map(flat);
  return coordinates.map(flat);
}

// What a view sees, as the server is asked for it.
function boxed(view) {
  const { west, south, east, north } = view.seen();
  return Object.entries({ zoom: view.where().zoom, west, south, east, north }).map(([k, v]) => `${k}=${v.toFixed(k === "zoom" ? 2 : 4)}`).join("&");
}

export class Told {
  // `later` is told how far the server has come, where it is still reading the record.
  async load(later) {
    this.views = new Map();
    this.overview = await get("/api/v1/map", later);
    this.whole = this.overview.whole;
    if (this.whole) {
      const [held, events] = await Promise.all([get("/api/v1/map/holdings"), get("/api/v1/map/events")]);
      this.routes = get("/api/v1/map/routes").then(({ features }) => features.map((f) => ({ ...f.properties, ends: f.geometry.coordinates.map(([lon, lat]) => [worldX(lon), worldY(lat)]) })));
      this.holdings = held.features.map(placed);
      this.events = events.features.map(placed);
    }
    const { holders, land } = this.overview;
    this.colours = new Map(holders.flatMap((h) => [[h.key, h.colour], [h.name, h.colour]]));
    this.keys = new Map(holders.map((h) => [h.name, h.key]));
    this.land = land.map((ring) => ring.map((v) => v / 1e6));
  }

  colour(key) { return this.colours.get(key) || UNKNOWN; }

  // Marks, events and squares of a day, for what a view sees.
  async scene(day, hidden, view) {
    const span = Number(hidden.span), fresh = hidden.fresh === "7" ? 6 : 0;
    const { marks, events, squares } = this.whole ? this.#ofDay(day, span) : await this.#inView(day, span, fresh, view);
    const on = (key, status) => !hidden.holders.has(key) && !hidden.statuses.has(status);
    return {
      day,
      land: this.land,
      marks: marks.filter((p) => on(p.h, p.s)).map((p) => ({ ...p, colour: this.colour(p.h), fresh: p.c !== undefined && p.c >= day - fresh })),
      events: events.filter((p) => !hidden.types.has(p.e)),
      squares: squares.filter((s) => on(s.h, "held")).map((s) => ({ ...s, colour: this.colour(s.h) })),
    };
  }

  #ofDay(day, span) {
    return {
      marks: this.holdings.filter((p) => p.f <= day && p.t >= day),
      events: this.events.filter((p) => p.f <= day && p.t > day - span && span),
      squares: [],
    };
  }

  async #inView(day, span, fresh, view) {
    return this.#asked(`/api/v1/map/view?day=${toDay(day)}&days=${span}&fresh=${fresh}&${boxed(view)}`, (told) => (
      { marks: told.marks.features.map(placed), events: told.events.features.map(placed), squares: told.squares }));
  }

  // What the server answers, read by `made`; the last answers are kept.
  #asked(url, made) {
    if (!this.views.has(url)) {
      if (this.views.size >= KEPT) this.views.delete(this.views.keys().next().value);
      const answer = get(url).then(made);
      answer.catch(() => this.views.delete(url));
      this.views.set(url, answer);
    }
    return this.views.get(url);
  }

  // Movements of the days for which events are shown; of small records only.
  async routesOf(day, hidden) {
    const span = Number(hidden.span);
    if (!this.whole || hidden.routes || !span) return [];
    return (await this.routes).filter((p) => p.f <= day && p.t > day - span && !hidden.types.has(p.e));
  }

  // Areas and fronts of a day: by cells, or of a large record as a view needs them.
  async ground(day, hidden, view) {
    const told = await this.#groundOf(day, view);
    const hides = (p) => hidden.holders.has(p.side) || hidden.holders.has(this.keys.get(p.holder)) || hidden.statuses.has(p.status);
    return {
      areas: told.areas.filter((a) => !hides(a)).map((a) => ({ ...a, colour: this.colours.get(a.side) || this.colour(a.holder) })),
      fronts: told.fronts,
    };
  }

  #groundOf(day, view) {
    const shapes = ({ features }) => features.map((f) => ({ ...f.properties, rings: rings(f.geometry) }));
    const url = this.overview.ground ? `/api/v1/map/ground?day=${toDay(day)}` : `/api/v1/map/ground/view?day=${toDay(day)}&${boxed(view)}`;
    return this.#asked(url, ({ areas, fronts }) => ({ areas: shapes(areas), fronts: shapes(fronts) }));
  }

  // Asks ahead for what the next step of the slider will want.
  ahead(day, view) {
    for (const next of this.whole ? [day + 1, day - 1] : [day + 1]) if (next >= this.overview.first && next <= this.overview.last) this.#groundOf(next, view).catch(() => {});
  }

  // What the list beside the map says of a day.
  async day(day) {
    if (!this.whole) return get(`/api/v1/map/day?day=${toDay(day)}`);
    const held = this.holdings.filter((p) => p.f <= day && p.t >= day);
    const of = (test) => { const found = held.filter(test); return { total: found.length, items: found }; };
    return { changed: of((p) => p.c === day), first: of((p) => p.n1 === day), contested: of((p) => p.s === "contested") };
  }
}
