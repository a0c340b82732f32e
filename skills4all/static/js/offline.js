/* Useful when the line drops: the service worker, pathways kept on this device, one line that says
   the connection is gone. Nothing of an account is kept, and signing out forgets the rest. */

const PATHWAYS = "pathways";
const MOST = 20;
const root = document.documentElement;
const wanted = "serviceWorker" in navigator && "caches" in window;

/* The page as it came, before other scripts change it, without the tokens of its forms. */
async function keep(page) {
  const copy = page.cloneNode(true);
  copy.querySelectorAll("input[name=csrf_token], [data-keep]").forEach((each) => each.remove());
  copy.querySelectorAll("[data-offline]").forEach((line) => { line.hidden = false; line.dataset.always = ""; });
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept": new Date().toISOString() };
  const cache = await caches.open(PATHWAYS);
  const address = location.href.split("#")[0];
  await cache.delete(address);
  await cache.put(address, new Response(`<!DOCTYPE html>${copy.outerHTML}`, { headers }));
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST).map((request) => cache.delete(request)));
}

/* Whatever this device holds of the person who was here. */
async function forget() {
  Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => localStorage.removeItem(name));
  if ("caches" in window) await caches.delete(PATHWAYS);
}

function tell() {
  const line = document.querySelector("[data-offline]");
  if (line) line.hidden = navigator.onLine && !("always" in line.dataset);
}

if (wanted && navigator.onLine && document.querySelector("[data-keep]")) {
  keep(root).then(() => document.querySelectorAll("[data-kept]").forEach((note) => { note.hidden = false; }));
}
if (document.querySelector("[data-forgotten]")) forget();
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-forget]")) forget();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-forget-all]")) forget().then(() => location.reload());
});
window.addEventListener("online", tell);
window.addEventListener("offline", tell);
tell();
// After the page, so that it never waits; not for who saves data, unless it is there already.
window.addEventListener("load", () => {
  if (wanted && !("lowData" in root.dataset)) navigator.serviceWorker.register("/sw.js").catch(() => {});
});
