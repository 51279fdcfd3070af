// What stands where on the screen: events drawn together, and labels that do not overlap.
import { direction, lines } from "./names.js";

// Shipped fonts first: a map looks the same whatever the machine has (fonts.css).
const FONT = '"Dateline Sans", system-ui, "Noto Sans", sans-serif';
const NEAR = 34; // pixels within which events are drawn as one
const STEP = 64; // side of the buckets in which taken space is looked up

// Groups events by squares that stay where they are when the map moves; a number in `n` counts as many.
export function clustered(events, cam) {
  const level = 2 ** Math.round(cam.zoom) * 512, groups = new Map();
  for (const e of events) {
    const key = `${Math.floor((e.x * level) / NEAR)},${Math.floor((e.y * level) / NEAR)}`;
    const g = groups.get(key);
    if (g) { g.items.push(e); g.n += e.n || 1; g.px += e.px; g.py += e.py; } else groups.set(key, { items: [e], n: e.n || 1, px: e.px, py: e.py });
  }
  const made = [...groups.values()];
  for (const g of made) {
    g.px /= g.items.length;
    g.py /= g.items.length;
    g.size = g.n === 1 ? 9 : g.n < 10 ? 9 : g.n < 50 ? 12 : 15;
  }
  return made;
}

export class Labels {
  constructor(ctx, css, cam) {
    Object.assign(this, { ctx, css, cam, taken: new Map() });
    ctx.textBaseline = "middle";
    ctx.lineWidth = 3;
    ctx.lineJoin = "round";
    // Where the base map has its buttons, scale and origin.
    const { width: w, height: h } = cam;
    for (const box of [[0, 0, 42, 72], [0, h - 36, 110, h], [w - 125, h - 22, w, h]]) this.#take(box);
  }

  *#buckets([x0, y0, x1, y1]) {
    for (let x = Math.floor(x0 / STEP); x <= Math.floor(x1 / STEP); x += 1) {
      for (let y = Math.floor(y0 / STEP); y <= Math.floor(y1 / STEP); y += 1) yield `${x},${y}`;
    }
  }

  #free(box, overMarks) {
    for (const key of this.#buckets(box)) {
      for (const { box: [x0, y0, x1, y1], mark } of this.taken.get(key) || []) {
        if (!(overMarks && mark) && x0 < box[2] && x1 > box[0] && y0 < box[3] && y1 > box[1]) return false;
      }
    }
    return true;
  }

  #take(box, mark = false) {
    for (const key of this.#buckets(box)) {
      if (!this.taken.has(key)) this.taken.set(key, []);
      this.taken.get(key).push({ box, mark });
    }
  }

  occupy(x, y, reach) { this.#take([x - reach, y - reach, x + reach, y + reach], true); }

  // Writes the lines of `text` beside a point, on the first side that is free.
  #write(text, x, y, away, size, { colour, sides, overMarks = false }) {
    const { ctx } = this, high = size * 1.2 * text.length;
    const wide = Math.max(...text.map((l) => ctx.measureText(l).width));
    const at = { below: [x - wide / 2, y + away], above: [x - wide / 2, y - away - high], right: [x + away, y - high / 2], left: [x - away - wide, y - high / 2], on: [x - wide / 2, y - high / 2] };
    for (const side of sides) {
      const [x0, y0] = at[side], box = [x0 - 1, y0, x0 + wide + 1, y0 + high];
      if (x0 < 2 || y0 < 2 || box[2] > this.cam.width - 2 || box[3] > this.cam.height - 2 || !this.#free(box, overMarks)) continue;
      this.#take(box);
      ctx.textAlign = side === "right" ? "left" : side === "left" ? "right" : "center";
      const tx = side === "right" ? x0 : side === "left" ? x0 + wide : x0 + wide / 2;
      ctx.strokeStyle = this.css.halo;
      ctx.fillStyle = colour;
      text.forEach((line, n) => {
        const ty = y0 + size * 1.2 * (n + 0.5);
        ctx.strokeText(line, tx, ty);
        ctx.fillText(line, tx, ty);
      });
      return true;
    }
    return false;
  }

  // A name in two scripts in two lines, or where these find no place, in Latin letters alone.
  #named(place, x, y, away, size, how) {
    this.ctx.direction = place.ol ? direction(place.ol) : "ltr";
    const text = lines(place), done = this.#write(text, x, y, away, size, how) || (text.length > 1 && this.#write([text[0]], x, y, away, size, how));
    this.ctx.direction = "ltr";
    return done;
  }

  mark(place) {
    const { px, py, k } = place, size = k <= 1 ? 13.5 : 12;
    this.ctx.font = `500 ${size}px ${FONT}`;
    const how = { colour: this.css.fg, sides: ["below", "right", "above", "left"] };
    // A city is named even where its label has to cover a lesser mark.
    if (!this.#named(place, px, py, 9, size, how) && k <= 1) this.#named(place, px, py, 9, size, { ...how, overMarks: true });
  }

  // Names of the base map: countries in capitals, places with a dot, by importance.
  name(place) {
    const { ctx } = this, { px, py, n, k, v } = place;
    if (k === "country") {
      ctx.font = `12px ${FONT}`;
      // Letters that join, as Arabic's do, are not spaced.
      const text = lines(place);
      ctx.letterSpacing = text.includes(n) && text.length === 1 ? "1.2px" : "0px";
      this.#write(text.map((line) => (line === n ? n.toUpperCase() : line)), px, py, 0, 12, { colour: this.css.soft, sides: ["on"] });
      ctx.letterSpacing = "0px";
      return;
    }
    if (k === "unit") {
      const size = v <= 1 ? 12 : 11;
      ctx.font = `italic ${size}px ${FONT}`;
      ctx.letterSpacing = v <= 1 ? "1px" : "0.3px";
      this.#write([n], px, py, 0, size, { colour: this.css.soft, sides: ["on"] });
      ctx.letterSpacing = "0px";
      return;
    }
    ctx.font = `11px ${FONT}`;
    if (!this.#free([px - 3, py - 3, px + 3, py + 3])) return;
    if (!this.#named(place, px, py, 4, 11, { colour: this.css.soft, sides: ["right", "left", "below", "above"] })) return;
    this.occupy(px, py, 3);
    ctx.fillStyle = this.css.soft;
    ctx.beginPath();
    ctx.arc(px, py, 1.8, 0, 7);
    ctx.fill();
  }
}
