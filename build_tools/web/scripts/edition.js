/* The switches between light and dark, and between the editors' reading and the transcription. It runs before the page
   is painted, so that nothing flashes. */
(function () {
  "use strict";
  var KEY = "edition-scheme";
  var TEXT_KEY = "edition-text";
  var root = document.documentElement;

  function kept(key) {
    try {
      return localStorage.getItem(key);
    } catch (refused) {
      return null; // a browser may keep nothing for files on the disk
    }
  }

  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch (refused) {
      return;
    }
  }

  function dark() {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  if (kept(KEY) === "dark" || kept(KEY) === "light") root.dataset.scheme = kept(KEY);
  if (kept(TEXT_KEY) === "witness") root.dataset.text = "witness";

  document.addEventListener("DOMContentLoaded", function () {
    var box = document.querySelector("[data-witness-switch]");
    if (!box) return;
    box.checked = root.dataset.text === "witness";
    box.addEventListener("change", function () {
      root.dataset.text = box.checked ? "witness" : "reading";
      keep(TEXT_KEY, root.dataset.text);
    });
  });

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", function () {
      root.dataset.scheme = dark() ? "light" : "dark";
      keep(KEY, root.dataset.scheme);
      button.setAttribute("aria-pressed", String(dark()));
    });
  });
})();
