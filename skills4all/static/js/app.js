/* Comfort for those with scripts; every page works without this file. */
(function () {
  "use strict";

  /* A refused form: go to what must be corrected. */
  var problems = document.querySelector("[data-focus]");
  if (problems) problems.focus();

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  /* The menu closes with Escape or a tap beside it. */
  var menu = document.querySelector(".menu");
  if (menu) {
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  }

  /* A form is sent once, however often its button is tapped. Coming back re-opens it. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });

  /* <input data-narrows="list-id">: shows the children of the list that hold the words typed. */
  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0640]/g, "").toLowerCase();
  }
  document.querySelectorAll("[data-narrows]").forEach(function (box) {
    var rows = Array.from(document.getElementById(box.dataset.narrows).children);
    box.addEventListener("input", function () {
      var words = folded(box.value).split(/\s+/);
      rows.forEach(function (row) {
        var text = folded(row.textContent);
        row.hidden = !words.every(function (word) { return text.includes(word); });
      });
    });
  });
})();
