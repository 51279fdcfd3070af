// Judging from any page: one click or key, undo at hand, other people's decisions never overwritten.
import { el, get, post, toast } from "./net.js";
import { pickActor, pickPlace } from "./pick.js";

const dialog = document.getElementById("ask");
let last = [];

export function asked(title, text, ...fields) {
  document.getElementById("ask-title").textContent = title;
  document.getElementById("ask-text").textContent = text;
  document.getElementById("ask-fields").replaceChildren(...fields);
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}

export async function judge(decision, after) {
  const { status, body } = await post("/api/v1/judgements", decision);
  if (status === 409) {
    const told = body.judgements.map((j) => `${j.by}: ${j.verdict}${j.slot ? ` ${j.slot}` : ""}${j.why ? ` (“${j.why}”)` : ""}`).join("; ");
    const anyway = await asked("Judged meanwhile", `${told}. Keep yours as well? The last word counts; both stay in the log.`);
    if (anyway) return judge({ ...decision, seen: null }, after);
    return after(null);
  }
  if (status >= 400) { toast(typeof body.detail === "string" ? body.detail : "The server could not read that."); return null; }
  last = body.judgements.map((j) => j.id);
  const number = body.judgements.length;
  toast(`${decision.verdict.replace("_", " ")}: ${number} claim${number === 1 ? "" : "s"}`, "Undo", () => undo(after));
  after(body.state);
  return body;
}

export async function undo(after, ids = last) {
  if (!ids.length) return toast("Nothing to undo.");
  const { status, body } = await post("/api/v1/judgements/undo", { judgements: ids });
  if (status >= 400) return toast(body.detail);
  last = [];
  toast("Undone.");
  return after(body.state);
}

async function corrected(id) {
  const claim = (await get(`/api/v1/findings/${id}`)).claims[0].claim;
  const slots = Object.keys(claim).filter((k) => !["id", "kind", "span", "because", "also", "confidence"].includes(k));
  const slot = el("select", { "aria-label": "Slot" }, ...slots.map((s) => el("option", {}, s)));
  const value = el("textarea", { rows: 5, "aria-label": "Value" });
  const why = el("input", { "aria-label": "Why" });
  const show = () => { value.value = typeof claim[slot.value] === "string" ? claim[slot.value] : JSON.stringify(claim[slot.value], null, 1); };
  slot.addEventListener("change", show);
  show();
  const yes = await asked("Correct a slot", "Plain words, or JSON where the slot has parts.", el("label", {}, "Slot", slot), el("label", {}, "Value", value), el("label", {}, "Why", why));
  return yes ? { slot: slot.value, value: value.value, why: why.value } : null;
}

async function reason(verdict) {
  const why = el("input", { required: true, "aria-label": "Why" });
  const yes = await asked(`${verdict}: why?`, "The reason is kept with the judgement.", el("label", {}, "Why", why));
  return yes ? { why: why.value } : null;
}

// Says that a claim is of another event than each of the others: one decision, undone as one.
async function parted(claim, others, seen, after) {
  const made = [];
  let state = null;
  for (const other of others) {
    const { status, body } = await post("/api/v1/judgements", { subject: claim, verdict: "different", object: other, seen: made.length ? null : seen });
    if (status >= 400) { toast(typeof body.detail === "string" ? body.detail : "The server could not read that."); break; }
    made.push(...body.judgements.map((j) => j.id));
    state = body.state;
  }
  last = made;
  if (!made.length) return;
  toast(`Another event: told from ${others.length} claim${others.length === 1 ? "" : "s"}`, "Undo", () => undo(after, made));
  after(state);
}

// Asks what a verdict needs, then judges.
export async function decide(verdict, id, seen, after) {
  const ask = { corrected: () => corrected(id), hide: () => reason("Hide"), is_place: () => pickPlace(asked), is_actor: () => pickActor(asked, id) }[verdict];
  const more = ask ? await ask() : {};
  if (more) await judge({ subject: id, verdict, seen, ...more }, after);
}

// Makes the buttons of evidence inside `root` work; `after` is told the new state.
export function listen(root, after) {
  root.addEventListener("click", async (e) => {
    const button = e.target.closest("button");
    if (!button) return;
    const panel = button.closest("[data-subject]");
    const seen = panel?.dataset.state;
    const { judge: verdict, id, undo: gone, merge, split } = button.dataset;
    if (verdict) await decide(verdict, id, seen, after);
    else if (gone) await undo(after, [gone]);
    else if (merge) await judge({ subject: panel.dataset.subject, verdict: "same", object: merge, seen }, after);
    else if (split) await parted(split, [...panel.querySelectorAll("[data-claim]")].map((c) => c.dataset.claim).filter((c) => c !== split), seen, after);
  });
}
