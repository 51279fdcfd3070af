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

export class Told {
  // `later` is told how far the server has come, where it is still reading the record.
  async load(later) {
    this.grounds = new Map();
    this.views = new Map();
    this.overview = await get("/api/v1/map", later);
    this.whole = this.overview.whole;
    if (this.whole) {
      const [held, events] = await Promise.all([get("/api/v1/map/holdings"), get("/api/v1/map/events")]);
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
    const { west, south, east, north } = view.seen();
    const at = [west, south, east, north].map((v) => v.toFixed(4));
    const url = `/api/v1/map/view?day=${toDay(day)}&days=${span}&fresh=${fresh}&zoom=${view.where().zoom.toFixed(2)}&west=${at[0]}&south=${at[1]}&east=${at[2]}&north=${at[3]}`;
    if (!this.views.has(url)) {
      if (this.views.size >= KEPT) this.views.delete(this.views.keys().next().value);
      this.views.set(url, get(url).then((told) => ({ marks: told.marks.features.map(placed), events: told.events.features.map(placed), squares: told.squares })));
    }
    return this.views.get(url);
  }

  // Areas and fronts of a day; none of a record too large to be drawn so.
  async ground(day, hidden) {
    if (!this.overview.ground) return { areas: [], fronts: [] };
    const told = await this.#groundOf(day);
    const hides = (p) => hidden.holders.has(p.side) || hidden.holders.has(this.keys.get(p.holder)) || hidden.statuses.has(p.status);
    return {
      areas: told.areas.filter((a) => !hides(a)).map((a) => ({ ...a, colour: this.colours.get(a.side) || this.colour(a.holder) })),
      fronts: told.fronts,
    };
  }

  #groundOf(day) {
    if (!this.grounds.has(day)) {
      this.grounds.set(day, get(`/api/v1/map/ground?day=${toDay(day)}`).then(({ areas, fronts }) => ({
        areas: areas.features.map((f) => ({ ...f.properties, rings: rings(f.geometry) })),
        fronts: fronts.features.map((f) => ({ ...f.properties, rings: rings(f.geometry) })),
      })));
    }
    return this.grounds.get(day);
  }

  // Asks ahead for what the next step of the slider will want.
  ahead(day) {
    if (!this.overview.ground) return;
    for (const next of [day + 1, day - 1]) if (next >= this.overview.first && next <= this.overview.last) this.#groundOf(next).catch(() => this.grounds.delete(next));
  }

  // What the list beside the map says of a day.
  async day(day) {
    if (!this.whole) return get(`/api/v1/map/day?day=${toDay(day)}`);
    const held = this.holdings.filter((p) => p.f <= day && p.t >= day);
    const of = (test) => { const found = held.filter(test); return { total: found.length, items: found }; };
    return { changed: of((p) => p.c === day), first: of((p) => p.n1 === day), contested: of((p) => p.s === "contested") };
  }
}
