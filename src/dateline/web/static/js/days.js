// Days as numbers since 1970, as the map's data has them, and back.
export const toDay = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
export const toNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5);

// The zone that the reader chose; undefined for the browser's own.
export function zone() {
  try { return localStorage.getItem("zone") || undefined; } catch { return undefined; }
}

// Shows moments in the reader's zone, named; the stored one is kept as a title.
export function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(time.dateTime);
    time.title = time.textContent;
    time.textContent = at.toLocaleString([], { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZone: zone(), timeZoneName: "short" });
  }
}
