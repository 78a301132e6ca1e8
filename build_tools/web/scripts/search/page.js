/* The search page: holds the question, the choices and the order, keeps them in the address, asks and shows.
   Loaded by search.html, last. The index comes when the field is used or the address has a question. */
(function () {
  "use strict";

  var STEP = {passages: 40, lines: 200, words: 200}; // rows that are shown at once
  var SORTS = {
    passages: [["reading", "as the letters are read"], ["date", "by date"], ["most", "most occurrences first"]],
    lines: [["reading", "as the letters are read"], ["date", "by date"], ["left", "by the words before"],
      ["right", "by the words behind"], ["words", "by the words found"]],
    words: [["reading", "most frequent first"], ["alphabet", "by the alphabet"]]
  };
  var OPEN = ["letter", "kind"]; // facets that stand open
  var SLOW = 60; // milliseconds of an answer from which on typing is waited for

  var field = document.getElementById("search-field");
  var count = document.getElementById("search-count");
  var said = document.getElementById("search-said");
  var notes = document.getElementById("search-notes");
  var offers = document.getElementById("search-offers");
  var tools = document.getElementById("search-tools");
  var sort = document.getElementById("search-sort");
  var results = document.getElementById("search-results");
  var more = document.getElementById("search-more");
  var narrow = document.getElementById("search-facets");
  var narrowed = document.getElementById("search-narrow");

  var ADDRESS = EditionAddress(narrow.dataset.facets.split(" "), STEP, SORTS);
  var state = {q: "", view: "passages", sort: "reading", chosen: {}};
  var shown = 0, whole = {}, opened = {};
  var answer = null, turn = 0, lasted = 0;
  var waiting = {};

  function later(name, delay, work) {
    clearTimeout(waiting[name]);
    waiting[name] = setTimeout(work, delay);
  }

  function plural(number, one, several) {
    return number.toLocaleString("en-GB") + " " + (number === 1 ? one : several);
  }

  function any() {
    return Object.keys(state.chosen).length > 0;
  }

  /* One sentence on what was found, or on what to type. */
  function sentence(parsed, hits) {
    if (!state.q.trim() && !any() && state.view !== "words") return "";
    if (state.q.trim() && !parsed.tree) {
      return "There is no word to look for in this: type a name, a number or another telling word.";
    }
    if (parsed.tree && !EditionQuery.finds(parsed.tree)) {
      return "This says only what is not to be found: add a word that is.";
    }
    if (!hits.length) {
      return any() ? "Nothing that is chosen here fits. Take a choice back, or try other words." :
        "No paragraph and no note fits. Try fewer words, another spelling, or the beginning of a word with a star: cease*";
    }
    if (state.view === "words" && !parsed.tree) {
      return plural((answer.rows = rows()).length, "different word", "different words") + ".";
    }
    var letters = new Set(hits.map(function (hit) { return hit.letter; }));
    letters.delete(-1);
    var places = hits.reduce(function (sum, hit) { return sum + hit.places.length; }, 0);
    var where = plural(hits.length, "paragraph or note", "paragraphs and notes");
    var from = letters.size ? " of " + plural(letters.size, "letter", "letters") : "";
    return (places ? plural(places, "place", "places") + " in " : "") + where + from + ".";
  }

  function kinds(facets) {
    var found = {};
    facets.forEach(function (facet) {
      if (facet.key === "kind") facet.values.forEach(function (value) { found[value.key] = value.label; });
    });
    return found;
  }

  /* The hits or rows of the present view, all of them. */
  function rows() {
    var letters = EditionSearch.letters();
    if (state.view === "lines") return EditionLines.sorted(EditionLines.of(answer.hits), state.sort, letters);
    if (state.view === "passages") return EditionLines.sortedHits(answer.hits, state.sort, letters);
    var own = answer.hits.filter(function (hit) { return state.chosen.kind || EditionView.OWN.indexOf(hit.kind) >= 0; });
    answer.counted = EditionWordList.count(own);
    if (state.sort === "alphabet") {
      answer.counted.rows.sort(function (a, b) { return a.key < b.key ? -1 : a.key > b.key ? 1 : 0; });
    }
    return answer.counted.rows;
  }

  function show() {
    var letters = EditionSearch.letters();
    var all = answer.rows = answer.rows || rows();
    var part = all.slice(0, shown);
    var made = null;
    if (part.length) {
      if (state.view === "lines") made = EditionView.lines(part, letters);
      else if (state.view === "words") made = EditionView.wordTable(answer.counted, part, letters);
      else made = EditionView.passages(part, letters, answer.kinds);
    }
    results.replaceChildren(...(made ? [made] : []));
    more.hidden = part.length >= all.length;
    more.textContent = "Show more (" + (all.length - part.length).toLocaleString("en-GB") + " left)";
  }

  function showTools() {
    tools.hidden = !answer.hits.length;
    tools.querySelectorAll("[data-view]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    });
    sort.replaceChildren(...SORTS[state.view].map(function (one) {
      var option = EditionView.make("option", {value: one[0], text: one[1]});
      option.selected = one[0] === state.sort;
      return option;
    }));
  }

  function showFacets(facets) {
    var focus = document.activeElement && document.activeElement.id;
    var boxes = facets.map(function (facet) {
      var open = facet.key in opened ? opened[facet.key] : OPEN.indexOf(facet.key) >= 0 || facet.key in state.chosen;
      return EditionView.facet(facet, open, whole[facet.key]);
    }).filter(Boolean);
    narrowed.replaceChildren(...boxes);
    narrow.hidden = !boxes.length;
    var again = focus && focus.indexOf("facet-") === 0 && document.getElementById(focus);
    if (again) again.focus();
    document.getElementById("search-clear").hidden = !any();
  }

  function run() {
    var mine = ++turn;
    var begun = 0;
    shown = STEP[state.view];
    var parsed = EditionQuery.parse(state.q);
    var asked = (parsed.tree && EditionQuery.finds(parsed.tree)) || (!state.q.trim() && (any() || state.view === "words"));
    return EditionSearch.load().then(function () {
      begun = performance.now(); // loading is no measure of how long the next answer takes
      return asked ? EditionSearch.ask({tree: parsed.tree, chosen: state.chosen}) : {hits: [], facets: []};
    }).then(function (found) {
      if (mine !== turn) return;
      answer = found;
      answer.kinds = kinds(found.facets);
      var told = sentence(parsed, found.hits);
      count.textContent = told;
      notes.replaceChildren(...parsed.notes.map(function (note) { return EditionView.make("li", {text: note}); }));
      var forms = parsed.tree ? EditionView.offers(state.q, parsed.tree, EditionSearch.names()) : [];
      offers.replaceChildren(...forms.map(EditionView.offer));
      show();
      lasted = performance.now() - begun;
      // What is beside the hits is drawn after them; the first time together with them, so that nothing moves.
      var beside = function () {
        if (mine !== turn) return;
        showTools();
        showFacets(found.facets);
      };
      if (tools.hidden || narrow.hidden) beside();
      else later("rest", 0, beside);
      // A reader who listens is told once typing has come to rest.
      later("said", 600, function () { said.textContent = [told].concat(parsed.notes).join(" "); });
    }, function () {
      count.textContent = "The index could not be loaded. Load the page again, or use the index of names below.";
    });
  }

  /* Take over a change; `step`: one that the way back should lead to. */
  function change(what, step) {
    Object.assign(state, what);
    if (what.view && !SORTS[state.view].some(function (one) { return one[0] === state.sort; })) state.sort = "reading";
    clearTimeout(waiting.address);
    if (step) ADDRESS.write(state, true);
    else later("address", 400, function () { ADDRESS.write(state, false); });
    return run();
  }

  function fill() {
    state = ADDRESS.read();
    field.value = state.q;
    if (state.q.trim() || any() || state.view !== "passages") return run();
    turn += 1;
    answer = null;
    [results, notes, offers, narrowed].forEach(function (element) { element.replaceChildren(); });
    count.textContent = said.textContent = "";
    tools.hidden = more.hidden = narrow.hidden = true;
    return Promise.resolve();
  }

  function save(name, text) {
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    var address = URL.createObjectURL(new Blob(["\ufeff" + text], {type: "text/csv;charset=utf-8"}));
    var link = EditionView.make("a", {href: address, download: name});
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }

  function exported() {
    var letters = EditionSearch.letters();
    if (state.view === "words") {
      rows();
      var own = answer.counted.letters;
      return [["word", "all"].concat(own.map(function (n) { return letters[n][0]; }))].concat(
        answer.counted.rows.map(function (row) {
          return [row.word, row.total].concat(own.map(function (n) { return row.by.get(n) || 0; }));
        }));
    }
    var lines = EditionLines.sorted(EditionLines.of(answer.hits), state.view === "lines" ? state.sort : "reading", letters);
    return [["letter", "date", "sender", "kind of text", "place", "before", "words", "behind", "address"]].concat(
      lines.map(function (line) {
        var letter = line.hit.letter < 0 ? ["", "", "", "", "", ""] : letters[line.hit.letter];
        return [letter[0], letter[3], letter[4], answer.kinds[line.hit.kind] || line.hit.kind, line.hit.label, line.before,
          line.words, line.after, EditionLines.address(line.hit, letters)];
      }));
  }

  field.addEventListener("focus", function () { EditionSearch.load().catch(function () {}); }, {once: true});
  field.addEventListener("input", function () {
    state.q = field.value;
    if (lasted > SLOW) later("run", 150, function () { change({}, false); });
    else change({}, false);
  });
  document.getElementById("search-form").addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(waiting.run);
    change({q: field.value}, true).then(function () { said.textContent = count.textContent; });
  });
  sort.addEventListener("change", function () { change({sort: sort.value}, true); });
  more.addEventListener("click", function () {
    var first = shown;
    shown += STEP[state.view];
    show();
    var links = results.querySelectorAll(".hit a, .lines th a, .words th a");
    if (links[first]) links[first].focus();
  });
  document.getElementById("search-csv").addEventListener("click", function () {
    save(state.view === "words" ? "words.csv" : "concordance.csv", EditionLines.csv(exported()));
  });
  document.getElementById("search-clear").addEventListener("click", function () {
    change({chosen: {}}, true);
    field.focus();
  });
  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-view], [data-query], [data-all]");
    if (!target || !document.querySelector(".search-page").contains(target)) return;
    if (target.dataset.view) change({view: target.dataset.view}, true);
    else if (target.dataset.all) {
      whole[target.dataset.all] = true;
      showFacets(answer.facets);
      var first = narrowed.querySelector("[data-facet='" + target.dataset.all + "'] input");
      if (first) first.focus();
    } else {
      field.value = target.dataset.query;
      change({q: field.value}, true);
      field.focus();
    }
  });
  narrowed.addEventListener("change", function (event) {
    var chosen = Object.assign({}, state.chosen);
    var values = (chosen[event.target.name] || []).filter(function (value) { return value !== event.target.value; });
    if (event.target.checked) values.push(event.target.value);
    if (values.length) chosen[event.target.name] = values;
    else delete chosen[event.target.name];
    change({chosen: chosen}, true);
  });
  narrowed.addEventListener("toggle", function (event) {
    if (event.target.dataset.facet) opened[event.target.dataset.facet] = event.target.open;
  }, true);
  addEventListener("popstate", fill);
  addEventListener("hashchange", function () { if ((location.hash || "#") !== ADDRESS.of(state)) fill(); });
  // Where there is room, the facets stand open beside the hits.
  narrow.open = matchMedia("(min-width: 60rem)").matches;
  fill();
})();
