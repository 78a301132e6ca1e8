/* The switches of the frame and of a letter: light or dark, the editors' readings or the words of the transcription,
   which layers show. The choices are attributes of the page, set before it is painted by the script in its head. */
(function () {
  "use strict";
  var root = document.documentElement;

  function keep() {
    var text = JSON.stringify({ scheme: root.dataset.scheme, text: root.dataset.text, off: root.dataset.off });
    if (location.protocol === "file:") window.name = "edition:" + text;
    try {
      localStorage.setItem("edition", text);
    } catch (refused) {
      return; // a browser may keep nothing for files on the disk
    }
  }

  function dark() {
    return root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /* The layers that are off, as words in one attribute, by which the style sheet hides them. */
  function off() {
    return (root.dataset.off || "").split(" ").filter(Boolean);
  }

  /* Links of a layer that is off cannot be seen, and no key leads to them. */
  function reach() {
    ["name", "citation"].forEach(function (kind) {
      var hidden = off().indexOf(kind + "s") >= 0;
      document.querySelectorAll("[data-letter] a." + kind).forEach(function (link) {
        if (hidden) link.tabIndex = -1;
        else link.removeAttribute("tabindex");
      });
    });
  }

  function told() {
    keep();
    reach();
    document.dispatchEvent(new CustomEvent("edition:view"));
  }

  function begin() {
    var button = document.querySelector("[data-scheme-switch]");
    if (button) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(dark()));
      button.addEventListener("click", function () {
        root.dataset.scheme = dark() ? "light" : "dark";
        button.setAttribute("aria-pressed", String(dark()));
        keep();
      });
    }

    var box = document.querySelector("[data-witness-switch]");
    if (box) {
      box.checked = root.dataset.text === "witness";
      box.addEventListener("change", function () {
        root.dataset.text = box.checked ? "witness" : "reading";
        told();
      });
    }

    document.querySelectorAll("[data-switches]").forEach(function (group) { group.hidden = false; });
    document.querySelectorAll("[data-layer]").forEach(function (layer) {
      var name = layer.dataset.layer;
      layer.checked = off().indexOf(name) < 0;
      layer.addEventListener("change", function () {
        var others = off().filter(function (one) { return one !== name; });
        root.dataset.off = (layer.checked ? others : others.concat(name)).join(" ");
        told();
      });
    });
    if (off().length) reach();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
