/* The offline page: what this device kept, newest first. */

const list = document.querySelector("[data-saved]");

function line(request, page, date) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = request.url;
  link.textContent = page.querySelector("h1")?.textContent.trim() || request.url;
  link.lang = page.documentElement.lang;
  link.dir = page.documentElement.dir;
  const note = document.createElement("span");
  note.textContent = new Intl.DateTimeFormat(list.lang, { dateStyle: "long", timeStyle: "short" }).format(date);
  item.append(link, note);
  return item;
}

async function show() {
  const cache = await caches.open("pathways");
  const kept = await cache.keys();
  for (const request of kept.reverse()) {
    const answer = await cache.match(request);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.append(line(request, page, new Date(answer.headers.get("X-Kept"))));
  }
  document.querySelectorAll("[data-some]").forEach((part) => { part.hidden = !kept.length; });
  document.querySelectorAll("[data-none]").forEach((part) => { part.hidden = kept.length > 0; });
}

/* What was being sent when the line dropped was not: its draft is offered again. */
Object.keys(localStorage).filter((name) => name.startsWith("draft:")).forEach((name) => {
  const draft = JSON.parse(localStorage.getItem(name));
  if (draft.sent) localStorage.setItem(name, JSON.stringify({ ...draft, sent: false }));
});
if (list && "caches" in window) show();
