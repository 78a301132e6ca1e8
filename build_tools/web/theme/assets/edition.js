/* The switch between light and dark. It runs before the page is painted, so that nothing flashes. */
(function () {
  "use strict";
  var KEY = "edition-scheme";
  var root = document.documentElement;

  function kept() {
    try {
      return localStorage.getItem(KEY);
    } catch (refused) {
      return null; // a browser may keep nothing for files on the disk
    }
  }

  function keep(scheme) {
    try {
      localStorage.setItem(KEY, scheme);
    } catch (refused) {
      return;
    }
  }

  function dark() {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  if (kept() === "dark" || kept() === "light") root.dataset.scheme = kept();

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", function () {
      root.dataset.scheme = dark() ? "light" : "dark";
      keep(root.dataset.scheme);
      button.setAttribute("aria-pressed", String(dark()));
    });
  });
})();
