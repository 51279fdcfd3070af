// One map: land, holdings of a day, what changed, events; it knows nothing of pages or addresses.
import * as gl from "/static/vendor/maplibre-gl.mjs";
import * as icons from "./icons.js";
import { countries } from "./land.js";

gl.setWorkerUrl(new URL("/static/vendor/maplibre-gl-worker.mjs", location.href).href);
const EMPTY = { type: "FeatureCollection", features: [] };
const MARKS = ["held", "event", "cluster"];

function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export class View {
  constructor(box, at, chosen) {
    this.day = 0;
    this.map = new gl.Map({
      container: box,
      style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: { "background-color": css("--sea") } }] },
      center: [at.lon, at.lat],
      zoom: at.zoom,
      maxZoom: 14,
      attributionControl: { compact: false, customAttribution: "Land: Natural Earth" },
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      reduceMotion: true,
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new gl.NavigationControl({ showCompass: false }), "top-left");
    this.map.addControl(new gl.ScaleControl(), "bottom-left");
    this.ready = new Promise((done) => this.map.once("load", done)).then(() => this.#layers());
    this.map.on("click", (e) => this.#clicked(e, chosen));
    this.map.on("mousemove", (e) => { this.map.getCanvas().style.cursor = this.#under(e.point).length ? "pointer" : ""; });
  }

  async #layers() {
    const map = this.map;
    const text = { "text-color": css("--fg"), "text-halo-color": css("--land"), "text-halo-width": 1.4 };
    const { land, names } = await countries();
    map.addSource("land", { type: "geojson", data: land });
    map.addSource("names", { type: "geojson", data: names });
    map.addSource("holdings", { type: "geojson", data: EMPTY });
    map.addSource("areas", { type: "geojson", data: EMPTY });
    map.addSource("fronts", { type: "geojson", data: EMPTY });
    map.addSource("events", { type: "geojson", data: EMPTY, cluster: true, clusterRadius: 34, clusterMaxZoom: 11 });
    map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": css("--land") } });
    const status = (...names) => ["in", ["get", "status"], ["literal", names]];
    map.addLayer({ id: "areas", type: "fill", source: "areas", filter: status("held"), paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.22 } });
    map.addImage("hatch", icons.pattern(css("--soft")), { pixelRatio: 2 });
    map.addLayer({ id: "fought", type: "fill", source: "areas", filter: status("contested"), paint: { "fill-pattern": "hatch", "fill-opacity": 0.5 } });
    map.addLayer({ id: "claimed", type: "line", source: "areas", filter: status("claimed"), paint: { "line-color": ["get", "colour"], "line-width": 1.5, "line-dasharray": [3, 2] } });
    map.addLayer({ id: "border", type: "line", source: "land", paint: { "line-color": css("--soft"), "line-width": 1, "line-opacity": 0.6 } });
    map.addLayer({ id: "fronts", type: "line", source: "fronts", paint: { "line-color": css("--fg"), "line-width": ["case", ["get", "firm"], 2.5, 1.2], "line-opacity": 0.75 } });
    map.addLayer({ id: "country", type: "symbol", source: "names", maxzoom: 7, layout: { "text-field": ["get", "name"], "text-size": 12, "text-transform": "uppercase", "text-letter-spacing": 0.1 }, paint: { ...text, "text-color": css("--soft") } });
    map.addLayer({ id: "reach", type: "circle", source: "holdings", filter: ["has", "r"], paint: {
      "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "r"], 20, ["*", ["get", "r"], 2 ** 20]],
      "circle-color": css("--soft"), "circle-opacity": 0.015, "circle-stroke-color": css("--soft"), "circle-stroke-width": 1, "circle-stroke-opacity": 0.35 } });
    map.addLayer({ id: "fresh", type: "circle", source: "holdings", paint: { "circle-radius": 12, "circle-color": "#f0a020", "circle-opacity": ["case", [">=", ["get", "c"], this.day], 0.9, 0.35] } });
    map.addLayer({ id: "held", type: "symbol", source: "holdings", layout: {
      "icon-image": ["concat", ["get", "h"], "|", ["get", "s"], "|", ["to-string", ["get", "a"]]],
      "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-sort-key": ["-", 9, ["get", "k"]] } });
    map.addLayer({ id: "label", type: "symbol", source: "holdings", layout: {
      "text-field": ["get", "n"], "text-size": ["case", ["<=", ["get", "k"], 1], 13.5, 12], "text-anchor": "top", "text-offset": [0, 0.7], "text-optional": true, "symbol-sort-key": ["get", "k"] }, paint: text });
    map.addLayer({ id: "cluster", type: "circle", source: "events", filter: ["has", "point_count"], paint: { "circle-color": "#4b5866", "circle-opacity": 0.8, "circle-radius": ["step", ["get", "point_count"], 9, 10, 12, 50, 16], "circle-stroke-color": "#fff", "circle-stroke-width": 1.5, "circle-translate": [11, -11] } });
    map.addLayer({ id: "count", type: "symbol", source: "events", filter: ["has", "point_count"], layout: { "text-field": ["get", "point_count_abbreviated"], "text-size": 11, "text-allow-overlap": true }, paint: { "text-color": "#fff", "text-translate": [11, -11] } });
    map.addLayer({ id: "event", type: "symbol", source: "events", filter: ["!", ["has", "point_count"]], layout: { "icon-image": ["concat", "event|", ["get", "e"]], "icon-allow-overlap": true }, paint: { "icon-translate": [11, -11] } });
  }

  images(holders, types) {
    const add = (id, made) => { if (!this.map.hasImage(id)) this.map.addImage(id, icons.pixels(made), { pixelRatio: 2 }); };
    for (const { key, colour } of [...holders, { key: "", colour: "#7c848a" }]) {
      for (const status of ["held", "probable", "claimed", "contested", "unknown"]) {
        for (const area of [true, false]) add(`${key}|${status}|${area}`, icons.holding(colour, status, area));
      }
    }
    for (const type of types) add(`event|${type}`, icons.event(type));
  }

  holdings(data) { this.map.getSource("holdings").setData(data); }
  events(data) { this.map.getSource("events").setData(data); }
  // Shows areas and fronts, in the colours of the holders.
  ground({ areas, fronts }, holders, hidden) {
    const colour = new Map(holders.flatMap((h) => [[h.key, h.colour], [h.name, h.colour]]));
    const key = new Map(holders.map((h) => [h.name, h.key]));
    const shown = areas.features.filter(({ properties: p }) => !hidden.holders.has(p.side) && !hidden.holders.has(key.get(p.holder)) && !hidden.statuses.has(p.status));
    for (const { properties: p } of shown) p.colour = colour.get(p.side) || colour.get(p.holder) || "#7c848a";
    this.map.getSource("areas").setData({ type: "FeatureCollection", features: shown });
    this.map.getSource("fronts").setData(fronts);
  }

  // Shows `day`, without the holders and statuses that are switched off.
  show(day, hidden) {
    this.day = day;
    const on = ["all", ["<=", ["get", "f"], day], [">=", ["get", "t"], day],
      ["!", ["in", ["get", "h"], ["literal", [...hidden.holders]]]], ["!", ["in", ["get", "s"], ["literal", [...hidden.statuses]]]]];
    this.map.setFilter("held", on);
    this.map.setFilter("label", on);
    this.map.setFilter("reach", [...on, ["has", "r"]]);
    const span = hidden.fresh === "7" ? 6 : 0;
    this.map.setFilter("fresh", [...on, ["has", "c"], [">=", ["get", "c"], day - span]]);
    this.map.setPaintProperty("fresh", "circle-opacity", ["case", [">=", ["get", "c"], day], 0.9, 0.4]);
  }

  #under(point) {
    const layers = MARKS.filter((id) => this.map.getLayer(id));
    const near = [[point.x - 5, point.y - 5], [point.x + 5, point.y + 5]];
    return layers.length ? this.map.queryRenderedFeatures(near, { layers }) : [];
  }

  async #clicked(e, chosen) {
    const found = this.#under(e.point);
    const cluster = found.find((f) => f.layer.id === "cluster");
    const plain = found.filter((f) => f.layer.id !== "cluster");
    const items = new Map(plain.map((f) => [f.properties.id, f.properties]));
    if (cluster) {
      const leaves = await this.map.getSource("events").getClusterLeaves(cluster.properties.cluster_id, 100, 0);
      for (const leaf of leaves) items.set(leaf.properties.id, leaf.properties);
    }
    if (items.size) chosen([...items.values()]);
  }
}
