/* <form method="get" data-live="region …">: a change recomputes those parts of the page at once.
   The address follows without new steps in the history: Back leaves the page, and coming back or
   reloading shows what was asked last. The focus stays where it is; what a region says of itself
   (`data-says`) is read out by the page's `data-said` line. Without an answer the button is there. */

const WAIT = 300; // Milliseconds after the last letter.
const thrifty = "lowData" in document.documentElement.dataset;

function address(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.action.split("?")[0]}?${new URLSearchParams(pairs)}`;
}

function replaced(region, fresh) {
  const opened = [...region.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
  const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
  region.replaceChildren(...fresh.childNodes);
  region.querySelectorAll("details > summary").forEach((each) => {
    if (opened.includes(each.textContent)) each.parentElement.open = true;
  });
  if (focused) document.getElementById(focused)?.focus();
}

function enliven(form) {
  const regions = form.dataset.live.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  const said = document.querySelector("[data-said]");
  let asked = null;
  let timer = 0;
  let last = address(form);

  /* A name that was understood is a tick now: its box is free again, unless one went on typing. */
  function cleared(typed, page) {
    typed.forEach(([box, value]) => {
      if (box.value === value) box.value = page.getElementById(box.id)?.value ?? value;
    });
    last = address(form);
  }

  async function answer() {
    clearTimeout(timer);
    const wanted = address(form);
    if (wanted === last) return;
    last = wanted;
    const typed = [...form.querySelectorAll("[data-suggest]")].map((box) => [box, box.value]);
    if (asked) asked.abort();
    asked = new AbortController();
    regions.forEach((region) => region.setAttribute("aria-busy", "true"));
    try {
      const got = await fetch(wanted, { signal: asked.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      const fresh = regions.map((region) => page.getElementById(region.id));
      if (fresh.includes(null)) return form.submit();
      const says = fresh.map((region) => region.dataset.says).find(Boolean);
      regions.forEach((region, at) => replaced(region, fresh[at]));
      cleared(typed, page);
      history.replaceState(null, "", wanted);
      if (said && says) said.textContent = says;
    } catch (problem) {
      if (problem.name === "AbortError") return; // A newer change is being answered.
      last = "";
    }
    regions.forEach((region) => region.removeAttribute("aria-busy"));
  }

  form.addEventListener("change", answer);
  if (thrifty) return; // Not a page for each pause in typing.
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(answer, WAIT);
  });
}

document.querySelectorAll("form[data-live]").forEach(enliven);
