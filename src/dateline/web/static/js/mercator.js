// Web Mercator in plain numbers: the world is 1 wide; a camera says where it lies in pixels.
export const worldX = (lon) => lon / 360 + 0.5;
export const worldY = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360)) / (2 * Math.PI);
const lonOf = (x) => (x - 0.5) * 360;
const latOf = (y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;

// `at` is { lat, lon, zoom }, as MapLibre counts zoom: the world is 512 pixels wide at 0.
export function camera({ lat, lon, zoom }, width, height) {
  const scale = 512 * 2 ** zoom;
  const left = worldX(lon) * scale - width / 2, top = worldY(lat) * scale - height / 2;
  return { scale, left, top, width, height, zoom };
}

export function boxOf({ scale, left, top, width, height }) {
  return { west: lonOf(left / scale), north: latOf(top / scale), east: lonOf((left + width) / scale), south: latOf((top + height) / scale) };
}

export const centred = ({ scale, left, top }, x, y) => ({ lat: latOf((top + y) / scale), lon: lonOf((left + x) / scale) });

// Where to stand so that a box of [west, south, east, north] fits between paddings.
export function fitting([west, south, east, north], width, height, padding, most) {
  const x = [worldX(west), worldX(east)], y = [worldY(north), worldY(south)];
  const wide = Math.max(1, width - 2 * padding) / Math.max(1e-9, x[1] - x[0]);
  const high = Math.max(1, height - 2 * padding) / Math.max(1e-9, y[1] - y[0]);
  const zoom = Math.max(0.5, Math.min(most, Math.log2(Math.min(wide, high) / 512)));
  return { lat: latOf((y[0] + y[1]) / 2), lon: lonOf((x[0] + x[1]) / 2), zoom };
}
