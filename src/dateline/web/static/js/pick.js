// Pickers: a place from the gazetteer, in a list and on a map; an actor from the register.
import { named } from "./names.js";
import { el, get } from "./net.js";

function picker(label, url, line, shown) {
  const input = el("input", { "aria-label": label, autocomplete: "off" });
  const hits = el("ul", { class: "hits" });
  const state = { chosen: null };
  let timer;
  const choose = (item, button) => {
    state.chosen = item;
    for (const other of hits.querySelectorAll("button")) other.setAttribute("aria-pressed", other === button);
    shown?.(item);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!input.value.trim()) return;
      const { items } = await get(url(input.value.trim()));
      hits.replaceChildren(...items.map((item) => {
        const button = el("button", { type: "button", "aria-pressed": "false" }, ...line(item));
        button.addEventListener("click", () => choose(item, button));
        return el("li", {}, button);
      }));
      if (!items.length) hits.replaceChildren(el("li", {}, "None of that name."));
      shown?.(null, items, (n) => hits.querySelectorAll("button")[n].click());
    }, 200);
  });
  return { input, hits, state };
}

export async function pickPlace(asked) {
  const box = el("div", { class: "pickmap" });
  let map, gl, marks = [];
  const onMap = async (item, items, press) => {
    if (!map) {
      const [{ baseMap }, { palette }] = await Promise.all([import("./base.js"), import("./view.js")]);
      ({ map, gl } = await baseMap(box, { lat: 20, lon: 30, zoom: 1 }, palette()));
    }
    if (items) {
      for (const mark of marks) mark.remove();
      const placed = items.map((p, n) => [p, n]).filter(([p]) => p.lat !== null);
      marks = placed.map(([p, n]) => {
        const mark = new gl.Marker().setLngLat([p.lon, p.lat]).addTo(map);
        mark.getElement().addEventListener("click", () => press(n));
        return mark;
      });
      if (placed.length) map.fitBounds(placed.reduce((b, [p]) => b.extend([p.lon, p.lat]), new gl.LngLatBounds()), { padding: 40, maxZoom: 7, animate: false });
    } else if (item?.lat != null) map.jumpTo({ center: [item.lon, item.lat], zoom: 8 });
  };
  const { input, hits, state } = picker("Name of the place", (q) => `/api/v1/gazetteer?q=${encodeURIComponent(q)}`, (p) => [named({ ...p, n: p.name }), ` · ${[p.feature, p.division, p.country].filter(Boolean).join(", ")} · ${p.why}`], onMap);
  const yes = await asked("Which place is it?", "Type a name; choose in the list or on the map.", input, hits, box);
  map?.remove();
  return yes && state.chosen ? { object: state.chosen.id } : null;
}

export async function pickActor(asked, id) {
  const told = (await get(`/api/v1/findings/${id}`)).claims[0]?.claim || {};
  const slots = ["holder", "from", "speaker", "organisation", "actors", "recipients"].filter((s) => told[s] && (!Array.isArray(told[s]) || told[s].length === 1));
  const slot = el("select", { "aria-label": "Which actor" }, ...slots.map((s) => el("option", {}, s)));
  const { input, hits, state } = picker("Name of the actor", (q) => `/api/v1/actors?q=${encodeURIComponent(q)}`, (a) => [`${a.name} · ${a.id}`]);
  const yes = await asked("Who is it?", "Type a name from the register.", el("label", {}, "Slot", slot), input, hits);
  return yes && state.chosen ? { object: state.chosen.id, slot: slot.value } : null;
}
