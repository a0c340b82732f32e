/* <form data-draft="owner">: what is typed in a long form stays on this device until it is sent.
   Offered, never put back by itself: what the server stores may be newer. `owner` is who writes, so
   that nobody else on the same phone is offered it; signing out forgets all (js/offline.js). */

const WAIT = 500;
const KEPT = 7 * 24 * 3600 * 1000;
const TYPES = ["hidden", "password", "file", "submit", "button"];

function fields(form) {
  return [...form.elements].filter((each) => each.name && !TYPES.includes(each.type) && each.tagName !== "BUTTON");
}

function value(field) {
  return ["checkbox", "radio"].includes(field.type) ? (field.checked ? "on" : "") : field.value;
}

/* Several fields may share a name: each is known by its name and its place among them. */
function typed(form) {
  const seen = {};
  return Object.fromEntries(
    fields(form).map((field) => {
      seen[field.name] = (seen[field.name] || 0) + 1;
      return [`${field.name} ${seen[field.name]}`, value(field)];
    }),
  );
}

function put(form, values) {
  const seen = {};
  fields(form).forEach((field) => {
    seen[field.name] = (seen[field.name] || 0) + 1;
    const kept = values[`${field.name} ${seen[field.name]}`];
    if (kept === undefined) return;
    if (["checkbox", "radio"].includes(field.type)) field.checked = kept === "on";
    else field.value = kept;
  });
}

function watch(form) {
  const owner = form.dataset.draft;
  const key = `draft:${location.pathname.replace(/^\/\w\w\//, "/")}`;
  const first = JSON.stringify(typed(form));
  const offer = form.querySelector("[data-draft-offer]");
  let timer = 0;

  function read() {
    const draft = JSON.parse(localStorage.getItem(key) || "null");
    return draft && draft.owner === owner && Date.now() - draft.at < KEPT ? draft : null;
  }

  function write(sent) {
    localStorage.setItem(key, JSON.stringify({ owner, at: Date.now(), sent, values: typed(form) }));
  }

  /* A form that was sent and is not refused arrived; unless one came back to it by Back or reload. */
  function arrived(draft) {
    const [how] = performance.getEntriesByType("navigation");
    return draft.sent && how.type === "navigate" && !document.querySelector("[data-focus]");
  }

  const draft = read();
  if (!draft || arrived(draft)) localStorage.removeItem(key);
  else if (JSON.stringify({ ...JSON.parse(first), ...draft.values }) !== first) {
    offer.querySelector("[data-draft-when]").textContent = new Intl.DateTimeFormat(
      document.documentElement.lang, { dateStyle: "long", timeStyle: "short" },
    ).format(new Date(draft.at));
    offer.hidden = false;
  }
  offer.querySelector("[data-draft-take]").addEventListener("click", () => {
    put(form, draft.values);
    offer.hidden = true;
    fields(form)[0]?.focus();
  });
  offer.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    offer.hidden = true;
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => write(false), WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    if (read() || JSON.stringify(typed(form)) !== first) write(true);
  });
}

document.querySelectorAll("form[data-draft]").forEach(watch);
