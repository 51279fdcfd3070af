// One map: the record drawn on a canvas over a base map; it knows nothing of pages or addresses.
import { baseMap, recolour, showLines } from "./base.js";
import { boxOf, camera, centred, fitting } from "./mercator.js";
import { el } from "./net.js";
import { paint } from "./paint.js";

const EMPTY = { day: 0, land: [], areas: [], fronts: [], squares: [], marks: [], events: [], routes: [], names: [] };
const TOGETHER = 5; // marks as near to a click as this beyond the nearest are meant, too

export const palette = () => Object.fromEntries(["fg", "soft", "land", "sea", "halo", "route"].map((name) => [name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()]));

export class View {
  // `at` is { lat, lon, zoom }; `chosen` is told what was clicked, `moved` that the map moved.
  constructor(box, at, chosen, moved = () => {}) {
    Object.assign(this, { box, at, chosen, moved, scene: EMPTY, drawn: [], lined: true, css: palette() });
    this.under = el("div", { class: "under" });
    this.canvas = el("canvas", { class: "over", "aria-hidden": "true" });
    box.append(this.under, this.canvas);
    // In memory: without a graphics card a canvas elsewhere is copied through it for every picture.
    this.ctx = this.canvas.getContext("2d", { willReadFrequently: true });
    new ResizeObserver(() => this.#sized()).observe(box);
    // Fonts come when their letters are first written; names change with the setting.
    document.fonts.addEventListener("loadingdone", () => this.draw());
    document.addEventListener("naming", () => this.draw());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.css = palette(); if (this.map) recolour(this.map, this.css); this.draw(); });
    box.addEventListener("click", (e) => { if (!this.map && !e.target.closest("button,a")) this.#clicked(this.#point(e)); });
    box.addEventListener("mousemove", (e) => { box.classList.toggle("over-mark", this.#under(this.#point(e)).length > 0); });
    this.#sized();
  }

  // Loads the base map below; until it is drawn, land is drawn with the marks.
  async base() {
    const { map } = await baseMap(this.under, this.where(), this.css, this.lined);
    this.map = map;
    map.jumpTo({ center: [this.at.lon, this.at.lat], zoom: this.at.zoom });
    map.on("render", () => this.draw());
    map.on("click", (e) => this.#clicked(e.point));
    map.on("moveend", () => { this.at = this.where(); this.moved(); });
    map.getCanvas().setAttribute("aria-label", "Map; what it shows stands in the list beside it");
    await new Promise((done) => map.once("idle", done));
    this.based = true;
    this.draw();
    return map;
  }

  where() {
    if (!this.map) return this.at;
    const c = this.map.getCenter();
    return { lat: c.lat, lon: c.lng, zoom: this.map.getZoom() };
  }

  camera() { return camera(this.where(), this.box.clientWidth, this.box.clientHeight); }
  seen() { return boxOf(this.camera()); }

  go(at) {
    this.at = at;
    if (this.map) this.map.jumpTo({ center: [at.lon, at.lat], zoom: at.zoom });
    else this.moved();
    this.draw();
  }

  // Goes nearer to what lies at a point of the screen.
  closer({ x, y }) {
    const cam = this.camera(), { lat, lon } = centred(cam, x, y);
    this.go({ lat, lon, zoom: Math.min(14, cam.zoom + 2) });
  }

  around(box, padding = 45, most = 9) { this.go(fitting(box, this.box.clientWidth, this.box.clientHeight, padding, most)); }

  // Shows or hides administrative lines; kept until the base map is there.
  lines(shown) {
    this.lined = shown;
    if (this.map) showLines(this.map, shown);
  }

  show(scene) {
    this.scene = { ...this.scene, ...scene };
    this.draw();
  }

  draw() {
    this.drawn = paint(this.ctx, this.scene, this.camera(), this.css, !this.based);
  }

  #sized() {
    const ratio = devicePixelRatio || 1, { clientWidth: w, clientHeight: h } = this.box;
    if (!w || !h) return;
    this.canvas.width = w * ratio;
    this.canvas.height = h * ratio;
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.map?.resize();
    this.draw();
  }

  #point(e) {
    const box = this.box.getBoundingClientRect();
    return { x: e.clientX - box.left, y: e.clientY - box.top };
  }

  #under({ x, y }) {
    const hit = this.drawn.map((d) => ({ d, far: Math.hypot(d.px - x, d.py - y) })).filter(({ d, far }) => far <= d.reach);
    const nearest = Math.min(...hit.map((h) => h.far));
    return hit.filter((h) => h.far <= nearest + TOGETHER).sort((a, b) => a.far - b.far).map((h) => h.d);
  }

  #clicked(point) {
    const items = new Map(this.#under(point).flatMap((d) => d.items).map((i) => [i.id || `${i.x},${i.y}`, i]));
    if (items.size) this.chosen([...items.values()], point);
  }
}
