// Requests to this server and nowhere else; answers that have not changed are not sent again.
const tags = new Map();

// Where the server says that it is not ready yet, `later` is told what it says, and it is asked again.
export async function get(url, later) {
  const known = tags.get(url);
  const answer = await fetch(url, known ? { headers: { "If-None-Match": known.tag } } : {});
  if (answer.status === 304 && known) return known.body;
  if (answer.status === 503 && later && answer.headers.has("Retry-After")) {
    later((await answer.json()).detail);
    await new Promise((done) => setTimeout(done, 1000 * Number(answer.headers.get("Retry-After"))));
    return get(url, later);
  }
  if (!answer.ok) throw new Error((await answer.json()).detail || answer.statusText);
  const body = await answer.json();
  const tag = answer.headers.get("ETag");
  if (tag) tags.set(url, { tag, body });
  return body;
}

export async function part(id) {
  const answer = await fetch(`/evidence/${encodeURIComponent(id)}?part=1`);
  return { ok: answer.ok, html: await answer.text() };
}

export async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

export function toast(text, action, done) {
  const box = document.createElement("div");
  box.textContent = text;
  if (action) {
    const button = document.createElement("button");
    button.textContent = action;
    button.addEventListener("click", () => { box.remove(); done(); });
    box.append(button);
  }
  document.getElementById("toast").append(box);
  setTimeout(() => box.remove(), action ? 12000 : 5000);
}

// Calls `changed` when another window or process changed the record; asks every few seconds.
export function watch(changed) {
  let state = document.body.dataset.state;
  const ask = async () => {
    if (document.visibilityState === "visible") {
      try {
        const now = (await get("/api/v1/state")).state;
        if (now !== state) { state = now; changed(now); }
      } catch { /* the server is gone: the next round asks again */ }
    }
    setTimeout(ask, 3000);
  };
  setTimeout(ask, 3000);
  return { saw: (now) => { state = now; } };
}

export function el(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}
