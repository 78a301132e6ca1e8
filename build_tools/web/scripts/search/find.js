/* Stands on every page and does nothing by itself: it brings the suggestions when a search field is first used, and the
   marks when an address asks for them. */
(function () {
  "use strict";

  var base = new URL(".", document.currentScript.src).href;
  var asked = {};

  function bring(names) {
    names.forEach(function (name) {
      if (asked[name] || (name === "words" && window.EditionWords)) return;
      asked[name] = true;
      var script = document.createElement("script");
      script.src = base + name + ".js";
      script.async = false; // they run in this order
      document.head.append(script);
    });
  }

  document.addEventListener("focusin", function (event) {
    if (event.target.matches && event.target.matches("#site-search-field, [data-suggest]")) {
      bring(["words", "suggestions", "suggest"]);
    }
  });
  if (/[?&]mark=/.test(location.search)) bring(["words", "mark"]);
})();
