// Natural Earth's countries as world-atlas packs them (TopoJSON), unpacked to GeoJSON once.
let land = null;

export async function countries() {
  land ??= fetch("/land.json").then((a) => a.json()).then(unpacked);
  return land;
}

function unpacked(topology) {
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let x = 0, y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
  const ring = (numbers) => numbers.flatMap((n, i) => {
    const arc = n < 0 ? arcs[~n].slice().reverse() : arcs[n];
    return i ? arc.slice(1) : arc;
  });
  const polygons = (g) => (g.type === "Polygon" ? [g.arcs.map(ring)] : (g.arcs || []).map((p) => p.map(ring)));
  const land = {
    type: "FeatureCollection",
    features: topology.objects.countries.geometries.map((g) => ({
      type: "Feature",
      properties: { name: g.properties.name },
      geometry: { type: "MultiPolygon", coordinates: polygons(g) },
    })),
  };
  return { land, names: { type: "FeatureCollection", features: land.features.map(named) } };
}

// A country's name stands in the middle of its largest piece, once.
function named({ properties, geometry }) {
  const boxes = geometry.coordinates.map(([ring]) => {
    const xs = ring.map((p) => p[0]), ys = ring.map((p) => p[1]);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
  const size = (b) => (b[2] - b[0]) * (b[3] - b[1]);
  const most = boxes.reduce((a, b) => (size(b) > size(a) ? b : a), [0, 0, 0, 0]);
  return { type: "Feature", properties, geometry: { type: "Point", coordinates: [(most[0] + most[2]) / 2, (most[1] + most[3]) / 2] } };
}
