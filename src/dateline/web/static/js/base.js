// The base map: MapLibre with land and borders in tiles of this server, or the style that is set.
// It is loaded when the record is drawn already; nothing waits for it.
const VENDOR = "/static/vendor/maplibre-gl";

function plain(css) {
  const line = (layer, width, opacity, dashes) => ({ id: layer, type: "line", source: "base", "source-layer": layer, paint: { "line-color": css.soft, "line-width": width, "line-opacity": opacity, ...(dashes ? { "line-dasharray": dashes } : {}) } });
  return {
    version: 8,
    sources: { base: { type: "vector", tiles: [`${location.origin}/tiles/{z}/{x}/{y}`], maxzoom: 9 } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": css.sea } },
      { id: "land", type: "fill", source: "base", "source-layer": "land", paint: { "fill-color": css.land } },
      line("admin", 0.8, 0.5, [3, 2]),
      line("border", 1, 0.6),
    ],
  };
}

export function recolour(map, css) {
  if (!map.getLayer("land")) return;
  map.setPaintProperty("sea", "background-color", css.sea);
  map.setPaintProperty("land", "fill-color", css.land);
  for (const id of ["admin", "border"]) map.setPaintProperty(id, "line-color", css.soft);
}

export async function baseMap(box, at, css) {
  const gl = await import(`${VENDOR}.mjs`);
  gl.setWorkerUrl(new URL(`${VENDOR}-worker.mjs`, location.href).href);
  const style = document.body.dataset.basemap;
  const map = new gl.Map({
    container: box,
    style: style || plain(css),
    center: [at.lon, at.lat],
    zoom: at.zoom,
    maxZoom: 15,
    attributionControl: { compact: false, customAttribution: style ? "" : "Land: Natural Earth" },
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
  return { map, gl };
}
