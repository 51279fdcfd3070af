// Natural Earth's countries as world-atlas packs them (TopoJSON), unpacked to GeoJSON once.
let land = null;

export async function countries() {
  land ??= fetch("/static/vendor/countries-50m.json").then((a) => a.json()).then(unpacked);
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
  return {
    type: "FeatureCollection",
    features: topology.objects.countries.geometries.map((g) => ({
      type: "Feature",
      properties: { name: g.properties.name },
      geometry: { type: "MultiPolygon", coordinates: polygons(g) },
    })),
  };
}
