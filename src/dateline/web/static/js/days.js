// Days as numbers since 1970, as the map's data has them, and back.
export const toDay = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
export const toNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / 864e5);

// Shows moments in the reader's own zone, the stored one kept as a title.
export function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(time.dateTime);
    time.title = time.textContent;
    const zone = localStorage.getItem("zone") || undefined;
    time.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "short", timeZone: zone, timeZoneName: undefined });
  }
}
