// The slider with the density of events and changes above it; keys, steps and play.
import { toDay } from "./days.js";

const PACE_MS = 900;

export class Timeline {
  constructor(parts, changed) {
    this.parts = parts;
    this.changed = changed;
    parts.slider.addEventListener("input", () => this.set(Number(parts.slider.value)));
    parts.prev.addEventListener("click", () => this.set(this.day - 1));
    parts.next.addEventListener("click", () => this.set(this.day + 1));
    parts.play.addEventListener("click", () => this.play());
    parts.date.addEventListener("change", () => parts.date.value && this.set(Math.round(Date.parse(`${parts.date.value}T00:00:00Z`) / 864e5)));
    new ResizeObserver(() => this.draw()).observe(parts.canvas);
  }

  load({ first, last, days }) {
    this.first = first;
    this.last = last;
    this.days = days.filter(([day]) => day >= first && day <= last);
    Object.assign(this.parts.slider, { min: first, max: last, step: 1 });
    Object.assign(this.parts.date, { min: toDay(first), max: toDay(last) });
    this.draw();
  }

  set(day, quiet = false) {
    this.day = Math.min(this.last, Math.max(this.first, day));
    const { slider, date } = this.parts;
    slider.value = this.day;
    slider.setAttribute("aria-valuetext", toDay(this.day));
    date.value = toDay(this.day);
    this.draw();
    if (!quiet) this.changed(this.day);
  }

  play() {
    const going = this.timer === undefined;
    this.parts.play.setAttribute("aria-pressed", going);
    if (!going) { clearInterval(this.timer); this.timer = undefined; return; }
    if (this.day >= this.last) this.set(this.first);
    this.timer = setInterval(() => (this.day >= this.last ? this.play() : this.set(this.day + 1)), PACE_MS);
  }

  draw() {
    const { canvas } = this.parts;
    if (!this.days) return;
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const pad = 8; // where the slider's thumb begins
    const step = (width - 2 * pad) / Math.max(1, this.last - this.first);
    const bar = Math.max(1, Math.min(14, step * 0.7));
    const most = Math.max(1, ...this.days.map((d) => d[1]));
    const mostChanged = Math.max(1, ...this.days.map((d) => d[2]));
    for (const [day, events, changed] of this.days) {
      const x = pad + (day - this.first) * step - bar / 2;
      ctx.fillStyle = "#8797a5";
      ctx.fillRect(x, height, bar, -(height - 2) * Math.sqrt(events / most));
      ctx.fillStyle = "#d8791c";
      ctx.fillRect(x + bar * 0.3, height, bar * 0.4, -(height - 2) * Math.sqrt(changed / mostChanged));
    }
  }
}
