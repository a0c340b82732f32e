/* <input data-suggest="address">: names while one types, as the combobox of the ARIA practices.
   With `data-many` the box holds several names with commas, and the last one is completed.
   The box alone still works: it sends what was typed, and the server knows names and slips. */

const WAIT = 130; // Milliseconds after the last letter.
let lists = 0;

function made(tag, attributes, parent) {
  const element = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  parent.append(element);
  return element;
}

function split(box) {
  const before = "many" in box.dataset ? box.value.match(/^.*[,;،؛]\s*/) : null;
  const kept = before ? before[0] : "";
  return { kept, typed: box.value.slice(kept.length).trim() };
}

function help(box) {
  const id = `suggestions-${++lists}`;
  const frame = document.createElement("div");
  frame.className = "suggest";
  box.replaceWith(frame);
  frame.append(box);
  const label = document.querySelector(`label[for="${box.id}"]`);
  const list = made("ul", { id, class: "suggest-list", role: "listbox", hidden: "" }, frame);
  list.setAttribute("aria-label", label ? label.textContent.trim() : "");
  const status = made("p", { class: "visually-hidden", role: "status" }, frame);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  Object.entries({ ...roles, "aria-controls": id, autocomplete: "off" }).forEach(
    ([name, value]) => box.setAttribute(name, value),
  );
  box.removeAttribute("list");

  let active = -1;
  let timer = 0;
  let asked = null;

  function mark(index) {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    box.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  }

  function close() {
    clearTimeout(timer);
    if (asked) asked.abort();
    asked = null;
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function take(option) {
    box.value = split(box).kept + option.dataset.name + ("many" in box.dataset ? ", " : "");
    close();
    status.textContent = "";
    box.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(answer) {
    list.replaceChildren();
    answer.suggestions.forEach((each, at) => {
      const option = made("li", { id: `${id}-${at}`, role: "option", "aria-selected": "false" }, list);
      option.dataset.name = each.name;
      made("bdi", {}, option).textContent = each.name;
      if (each.also) made("bdi", { class: "suggest-also" }, option).textContent = each.also;
    });
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !answer.suggestions.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = answer.said;
  }

  function ask() {
    const { typed } = split(box);
    if (asked) asked.abort();
    if (!typed) return close();
    asked = new AbortController();
    const { signal } = asked;
    fetch(`${box.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then((answer) => !signal.aborted && document.activeElement === box && show(answer))
      .catch(() => !signal.aborted && close()); // No line, or too many: the box goes on alone.
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  box.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return ask();
      const down = event.key === "ArrowDown";
      mark(active < 0 ? (down ? 0 : -1) : active + (down ? 1 : -1));
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault(); // Takes the name; a second Enter sends the form.
      take(list.children[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab" || event.key === "Enter") {
      close();
    }
  });
  box.addEventListener("blur", close);
  // Before the box loses the focus, which would close the list under the finger.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

document.querySelectorAll("[data-suggest]").forEach(help);
