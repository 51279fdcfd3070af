// Names of places as the reader wants them: `n` in Latin letters, `o` in their own script, `ol` its language.
import { el } from "./net.js";

const RIGHT_TO_LEFT = new Set(["ar", "ckb", "fa", "he", "ps", "ur"]);
export const direction = (language) => (RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");

// The lines of a label.
export function lines({ n, o }) {
  const wanted = document.documentElement.dataset.names;
  if (!o || wanted === "latin") return [n];
  return wanted === "own" ? [o] : [n, o];
}

// A name for a page; styles hide the half that is not wanted.
export function named({ n, o, ol }) {
  const parts = [el("bdi", { class: "lat" }, n)];
  if (o) parts.push(el("span", { class: "sep", "aria-hidden": "true" }, " · "), el("bdi", { class: "own", lang: ol, dir: direction(ol) }, o));
  return el("span", { class: "nm" }, ...parts);
}
