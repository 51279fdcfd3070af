// Draws what the record tells onto a canvas over the base map: ground, fronts, marks, events, names.
//
// A canvas, not layers of the base map: a day is drawn anew in one go, in milliseconds, with or
// without a graphics card, and before the base map is there; the browser shapes every script, from
// right to left as well, in the fonts that are shipped.
import * as icons from "./icons.js";
import { Labels, clustered } from "./layout.js";

const SPRITE = 20; // pixels of a mark on the screen
const ASIDE = 11; // events stand up and to the right of the place they happened at
const FRESH = 12;

const sprites = new Map();
function sprite(key, make) {
  if (!sprites.has(key)) sprites.set(key, make());
  return sprites.get(key);
}

function trace(ctx, rings, { scale, left, top }) {
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) ctx[i ? "lineTo" : "moveTo"](ring[i] * scale - left, ring[i + 1] * scale - top);
  }
}

function filled(ctx, rings, cam) {
  ctx.beginPath();
  trace(ctx, rings, cam);
}

function background(ctx, { land }, cam, css) {
  ctx.fillStyle = css.sea;
  ctx.fillRect(0, 0, cam.width, cam.height);
  filled(ctx, land, cam);
  ctx.fillStyle = css.land;
  ctx.fill("evenodd");
  ctx.globalAlpha = 0.6;
  ctx.strokeStyle = css.soft;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function ground(ctx, { areas, fronts }, cam, css) {
  for (const { rings, status, colour, layer } of areas) {
    // Of a whole province or district, where nothing nearer is told: fainter.
    const faint = layer === "division" ? 0.5 : 1;
    filled(ctx, rings, cam);
    if (status === "claimed") {
      ctx.setLineDash([4, 3]);
      ctx.strokeStyle = colour;
      ctx.lineWidth = 1.5;
      ctx.stroke();
      ctx.setLineDash([]);
    } else {
      ctx.globalAlpha = faint * (status === "contested" ? 0.5 : 0.22);
      ctx.fillStyle = status === "contested" ? ctx.createPattern(sprite("hatch", () => icons.pattern(css.soft)), "repeat") : colour;
      ctx.fill("evenodd");
      ctx.globalAlpha = 1;
    }
  }
  ctx.strokeStyle = css.fg;
  ctx.globalAlpha = 0.75;
  for (const { rings, firm } of fronts) {
    filled(ctx, rings, cam);
    ctx.lineWidth = firm ? 2.5 : 1.2;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

// Squares of many places: where no areas are drawn, the tint is who holds most of them, the stronger
// the more agree.
function squares(ctx, told, cam, tinted) {
  for (const s of told) {
    const x = s.x0 * cam.scale - cam.left, y = s.y0 * cam.scale - cam.top, side = (s.x1 - s.x0) * cam.scale;
    if (tinted) {
      ctx.globalAlpha = 0.15 + 0.45 * Math.max(0, 2 * s.share - 1);
      ctx.fillStyle = s.colour;
      ctx.fillRect(x, y, side - 0.5, side - 0.5);
    }
    Object.assign(s, { px: x + side / 2, py: y + side / 2, reach: side / 2 });
    if (!s.fresh) continue;
    ctx.globalAlpha = Math.min(0.9, 0.25 + s.fresh / s.n);
    ctx.strokeStyle = "#e08a12";
    ctx.lineWidth = 2;
    ctx.strokeRect(x + 1, y + 1, side - 2.5, side - 2.5);
  }
  ctx.globalAlpha = 1;
}

function reach(ctx, marks, cam, css) {
  ctx.strokeStyle = css.soft;
  ctx.lineWidth = 1;
  ctx.globalAlpha = 0.35;
  for (const m of marks) {
    if (!m.r) continue;
    ctx.beginPath();
    ctx.arc(m.px, m.py, m.r * (cam.scale / 512), 0, 7);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function holdings(ctx, marks, day) {
  ctx.fillStyle = "#f0a020";
  for (const m of marks) {
    if (!m.fresh) continue;
    ctx.globalAlpha = m.c >= day ? 0.9 : 0.4;
    ctx.beginPath();
    ctx.arc(m.px, m.py, FRESH, 0, 7);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  // The most important last, on top of the rest.
  for (const m of [...marks].sort((a, b) => b.k - a.k)) {
    const made = sprite(`${m.colour}|${m.s}|${m.a}`, () => icons.holding(m.colour, m.s, m.a));
    ctx.drawImage(made, m.px - SPRITE / 2, m.py - SPRITE / 2, SPRITE, SPRITE);
  }
}

const BEND = 0.14; // how far a movement's line bends aside, of its length: it is no road

function head(ctx, x, y, turn, size) {
  ctx.beginPath();
  ctx.moveTo(x + size * Math.cos(turn), y + size * Math.sin(turn));
  for (const side of [-1, 1]) ctx.lineTo(x - size * Math.cos(turn + side * 0.7), y - size * Math.sin(turn + side * 0.7));
  ctx.fill();
}

// Movements between two places, schematic; where to click is the middle of each.
function routes(ctx, told, cam, css) {
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = css.route;
  for (const r of told) {
    const [[x0, y0], [x1, y1]] = r.ends.map(([x, y]) => [x * cam.scale - cam.left, y * cam.scale - cam.top]);
    const bx = (x0 + x1) / 2 + (y1 - y0) * BEND * 2, by = (y0 + y1) / 2 - (x1 - x0) * BEND * 2;
    Object.assign(r, { px: (x0 + 2 * bx + x1) / 4, py: (y0 + 2 * by + y1) / 4, reach: 12 });
    const far = Math.hypot(x1 - x0, y1 - y0);
    if (far < 2 * SPRITE) { r.reach = 0; continue; } // too near for an arrow between two marks
    ctx.setLineDash([7, 5]);
    ctx.lineWidth = 2.2;
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.quadraticCurveTo(bx, by, x1, y1);
    ctx.stroke();
    // The head stands short of the mark it points at.
    const turn = Math.atan2(y1 - by, x1 - bx);
    head(ctx, x1 - Math.cos(turn) * 18, y1 - Math.sin(turn) * 18, turn, 6);
    head(ctx, r.px, r.py, Math.atan2(y1 - y0, x1 - x0), 9); // where to click, in sight even among marks
  }
  ctx.restore();
}

function events(ctx, groups) {
  ctx.font = '11px "Dateline Sans", system-ui, sans-serif';
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const g of groups) {
    if (g.n === 1) {
      ctx.drawImage(sprite(`event|${g.items[0].e}`, () => icons.event(g.items[0].e)), g.px - SPRITE / 2, g.py - SPRITE / 2, SPRITE, SPRITE);
      continue;
    }
    ctx.beginPath();
    ctx.arc(g.px, g.py, g.size, 0, 7);
    ctx.fillStyle = "#4b5866e0";
    ctx.fill();
    ctx.strokeStyle = "#fff";
    ctx.lineWidth = 1.5;
    ctx.stroke();
    ctx.fillStyle = "#fff";
    ctx.fillText(g.n < 1000 ? g.n : `${Math.round(g.n / 100) / 10}k`, g.px, g.py);
  }
}

// Paints `scene` as `cam` sees it; returns what was drawn, for clicks: [{ px, py, reach, items }].
export function paint(ctx, scene, cam, css, withLand) {
  const seen = (m, aside = 0) => {
    m.px = m.x * cam.scale - cam.left + aside;
    m.py = m.y * cam.scale - cam.top - aside;
    return m.px > -SPRITE && m.py > -SPRITE && m.px < cam.width + SPRITE && m.py < cam.height + SPRITE;
  };
  ctx.clearRect(0, 0, cam.width, cam.height);
  ctx.lineJoin = "round";
  if (withLand) background(ctx, scene, cam, css);
  ground(ctx, scene, cam, css);
  squares(ctx, scene.squares, cam, !scene.areas.length);
  const marks = scene.marks.filter((m) => seen(m));
  reach(ctx, marks, cam, css);
  routes(ctx, scene.routes, cam, css);
  holdings(ctx, marks, scene.day);
  const groups = clustered(scene.events.filter((e) => seen(e, ASIDE)), cam);
  events(ctx, groups);
  const labels = new Labels(ctx, css, cam);
  for (const m of marks) labels.occupy(m.px, m.py, SPRITE / 2 - 2);
  for (const r of scene.routes) labels.occupy(r.px, r.py, r.reach && 8);
  for (const g of groups) labels.occupy(g.px, g.py, g.size - 1);
  for (const m of [...marks].sort((a, b) => a.k - b.k || b.c - a.c || a.n.length - b.n.length)) labels.mark(m);
  for (const n of scene.names) if (seen(n)) labels.name(n);
  return [
    ...scene.squares.map((s) => ({ px: s.px, py: s.py, reach: s.reach, items: [{ x: s.x0, y: s.y0 }], n: s.n })),
    ...groups.map((g) => ({ px: g.px, py: g.py, reach: g.size + 2, items: g.items, n: g.n })),
    ...scene.routes.map((r) => ({ px: r.px, py: r.py, reach: r.reach, items: [r], n: 1 })),
    ...marks.map((m) => ({ px: m.px, py: m.py, reach: SPRITE / 2 + 3, items: [m], n: 1 })),
  ];
}
