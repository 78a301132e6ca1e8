/* The address of the search page holds question, choices, view and order. Loaded by search.html.

   EditionAddress(facets, views, sorts) gives {read, write, of}: read() the state {q, view, sort, chosen} of the address;
   write(state, step) puts a state there, with `step` as a step that the way back leads to; of(state) is its text. */
(function () {
  "use strict";

  window.EditionAddress = function (facets, views, sorts) {
    /* What stands behind # serves a file on the disk too; behind ? stands the question of another page's field. */
    function read() {
      var hash = location.hash.slice(1);
      var given = new URLSearchParams(hash.indexOf("=") >= 0 ? hash : location.search);
      var chosen = {};
      given.forEach(function (value, key) {
        if (facets.indexOf(key) >= 0) (chosen[key] = chosen[key] || []).push(value);
      });
      var view = Object.keys(views).indexOf(given.get("view")) >= 0 ? given.get("view") : "passages";
      var known = sorts[view].some(function (one) { return one[0] === given.get("sort"); });
      return {q: given.get("q") || "", view: view, sort: known ? given.get("sort") : "reading", chosen: chosen};
    }

    function of(state) {
      var out = new URLSearchParams();
      if (state.q) out.set("q", state.q);
      if (state.view !== "passages") out.set("view", state.view);
      if (state.sort !== "reading") out.set("sort", state.sort);
      Object.keys(state.chosen).forEach(function (facet) {
        state.chosen[facet].forEach(function (value) { out.append(facet, value); });
      });
      return "#" + out.toString();
    }

    function write(state, step) {
      var hash = of(state);
      if (hash === (location.hash || "#")) return;
      var move = step ? "pushState" : "replaceState";
      try {
        history[move](null, "", location.pathname + hash); // without the ?q= by which a field of another page led here
      } catch (refused) {
        try {
          history[move](null, "", hash); // a file on the disk keeps its whole address
        } catch (again) {
          return;
        }
      }
    }

    return {read: read, write: write, of: of};
  };
})();
