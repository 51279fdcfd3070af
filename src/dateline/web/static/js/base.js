// The base map: MapLibre with land and borders in tiles of this server, or the style that is set.
// It is loaded when the record is drawn already; nothing waits for it.
const VENDOR = new URL("../vendor/maplibre-gl", import.meta.url).href;

function plain(css) {
  const line = (layer, width, opacity) => ({ id: layer, type: "line", source: "base", "source-layer": layer, paint: { "line-color": css.soft, "line-width": width, "line-opacity": opacity } });
  return {
    version: 8,
    sources: { base: { type: "vector", tiles: [`${location.origin}/tiles/{z}/{x}/{y}`], maxzoom: 9 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": css.sea } },
      { id: "land", type: "fill", source: "base", "source-layer": "land", paint: { "fill-color": css.land } },
      line("border", 1, 0.6),
    ],
  };
}

// Tiles of a file that the user set: pictures as they are, or shapes named as Protomaps names them.
function ofFile(kind, css) {
  const [minzoom, maxzoom] = document.body.dataset.zooms.split(",").map(Number);
  const tiles = [`${location.origin}/basemap/{z}/{x}/{y}`];
  const sea = { id: "sea", type: "background", paint: { "background-color": css.sea } };
  if (kind === "raster") return { version: 8, sources: { base: { type: "raster", tiles, minzoom, maxzoom, tileSize: 256 } }, layers: [sea, { id: "picture", type: "raster", source: "base" }] };
  const fill = (layer, colour, opacity = 1) => ({ id: layer, type: "fill", source: "base", "source-layer": layer, paint: { "fill-color": colour, "fill-opacity": opacity } });
  const line = (layer, width, dashes) => ({ id: layer, type: "line", source: "base", "source-layer": layer, paint: { "line-color": css.soft, "line-opacity": 0.6, "line-width": width, ...(dashes ? { "line-dasharray": dashes } : {}) } });
  return { version: 8, sources: { base: { type: "vector", tiles, minzoom, maxzoom } }, layers: [sea, fill("earth", css.land), fill("landuse", css.soft, 0.06), fill("water", css.sea), line("roads", ["interpolate", ["linear"], ["zoom"], 6, 0.3, 14, 2]), line("boundaries", 1, [3, 2])] };
}

function styled(css) {
  const kind = document.body.dataset.basemap;
  if (kind === "style") return `${location.origin}/basemap/style.json`;
  return kind ? ofFile(kind, css) : plain(css);
}

// Administrative lines that the user added, a layer for each level, above any base map.
const DASHES = { 1: [5, 3], 2: [3, 3], 3: [1, 3] }, WIDTHS = { 1: 1.3, 2: 0.9, 3: 0.8 };
const levels = () => (document.body.dataset.levels || "").split(" ").filter(Boolean).map((pair) => pair.split(":").map(Number));

function admin(map, css, shown) {
  if (!document.body.dataset.borders || map.getSource("borders")) return;
  map.addSource("borders", { type: "vector", tiles: [`${location.origin}/tiles/admin/{z}/{x}/{y}?v=${document.body.dataset.borders}`], maxzoom: 12 });
  for (const [level, minzoom] of levels().reverse()) {
    map.addLayer({ id: `admin${level}`, type: "line", source: "borders", "source-layer": `admin${level}`, minzoom,
      layout: { visibility: shown ? "visible" : "none" },
      paint: { "line-color": css.soft, "line-opacity": 0.75, "line-width": WIDTHS[level], "line-dasharray": DASHES[level] } });
  }
}

export function showLines(map, shown) {
  for (const [level] of levels()) if (map.getLayer(`admin${level}`)) map.setLayoutProperty(`admin${level}`, "visibility", shown ? "visible" : "none");
}

export function recolour(map, css) {
  for (const [level] of levels()) if (map.getLayer(`admin${level}`)) map.setPaintProperty(`admin${level}`, "line-color", css.soft);
  if (document.body.dataset.basemap) return;
  map.setPaintProperty("sea", "background-color", css.sea);
  map.setPaintProperty("land", "fill-color", css.land);
  map.setPaintProperty("border", "line-color", css.soft);
}

// The sheet of the base map's buttons: with the map, as a page is painted when all its sheets are there.
function styleSheet(href) {
  if (document.querySelector(`link[href="${href}"]`)) return null;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((done) => { link.onload = link.onerror = done; });
  document.head.prepend(link);
  return loaded;
}

export async function baseMap(box, at, css, lines) {
  const [gl] = await Promise.all([import(`${VENDOR}.mjs`), styleSheet(`${VENDOR}.css`)]);
  gl.setWorkerUrl(`${VENDOR}-worker.mjs`);
  const map = new gl.Map({
    container: box,
    style: styled(css),
    center: [at.lon, at.lat],
    zoom: at.zoom,
    maxZoom: 15,
    attributionControl: { compact: false, customAttribution: document.body.dataset.basemap ? "" : "Land: Natural Earth" },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    reduceMotion: true,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new gl.NavigationControl({ showCompass: false }), "top-left");
  map.addControl(new gl.ScaleControl(), "bottom-left");
  map.once("styledata", () => admin(map, css, lines));
  return { map, gl };
}
