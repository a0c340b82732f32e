/* The service worker, served as /sw.js after a line with VERSION and FILES (web/service_worker.py).
   Pages always come from the network; only when it fails, a kept pathway or the offline page does.
   It stores no page itself: pathways are kept by js/offline.js, which never keeps a private one. */

const FILES_CACHE = `files-${VERSION}`;
const PATHWAYS = "pathways";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES_CACHE).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("files-") && name !== FILES_CACHE;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

async function page(request) {
  try {
    return await fetch(request);
  } catch (problem) {
    const { pathname } = new URL(request.url);
    const language = (pathname.match(/^\/(fr|ar|en)\//) || ["", "fr"])[1];
    const kept = request.method === "GET" ? await (await caches.open(PATHWAYS)).match(request.url) : null;
    return kept || (await caches.match(`/${language}/offline`)) || Response.error();
  }
}

async function file(request) {
  const cache = await caches.open(FILES_CACHE);
  const known = await cache.match(request.url);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) cache.put(request.url, answer.clone());
  return answer;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(file(request));
});
