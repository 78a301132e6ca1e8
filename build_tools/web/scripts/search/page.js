/* The search page: reads the question from the address and from the field, asks the index, lists the hits. */
(function () {
  "use strict";

  // A word, as build_tools/web/search.py cuts it.
  var WORD = /[\p{L}\p{N}]+(?:\/[\p{L}\p{N}]+)*/gu;
  var SHOWN = 200; // hits that are listed at most
  var AROUND = 140; // characters of a passage shown on each side of its first hit

  function folded(text) {
    return text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
  }

  function stem(word) {
    // The stemmers of lunr.js and of lunr for Python part ways over a last y (today, trying): it is made an i in both.
    return lunr.stemmer(new lunr.Token(word, {})).toString().replace(/y$/, "i");
  }

  /* The words of a question that are looked for, as the index holds them; words such as "the" are in no index. */
  function terms(query) {
    var words = folded(query).match(WORD) || [];
    return words.filter(function (word) {
      return lunr.stopWordFilter(new lunr.Token(word, {}));
    }).map(stem);
  }

  var index = null;

  /* Every passage that holds all words of the question, best first: {letter, title, date, anchor, label, text}. */
  function ask(query) {
    var wanted = terms(query);
    var texts = window.EDITION_TEXTS;
    if (!wanted.length || !texts.passages.length) return [];
    index = index || lunr.Index.load(window.EDITION_INDEX);
    // Terms are handed over one by one: nothing a reader types is taken for lunr's own syntax.
    var found = index.query(function (q) {
      wanted.forEach(function (term) {
        q.term(term, { usePipeline: false, presence: lunr.Query.presence.REQUIRED });
      });
    });
    return found.map(function (hit) {
      var passage = texts.passages[hit.ref];
      var letter = texts.letters[passage[0]];
      return {
        letter: letter[0], title: letter[1], date: letter[2],
        anchor: passage[1], label: passage[2], text: passage[3]
      };
    });
  }

  /* The stretch of a passage around its first hit, as nodes, with the found words in <mark>. */
  function snippet(text, wanted) {
    var marks = [];
    for (var match of text.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}]+(?:\/[\p{L}\p{N}\p{M}\p{Cf}]+)*/gu)) {
      var word = folded(match[0]);
      var forms = [word].concat(word.indexOf("/") < 0 ? [] : word.split("/"));
      if (forms.some(function (form) { return wanted.indexOf(stem(form)) >= 0; })) {
        marks.push([match.index, match.index + match[0].length]);
      }
    }
    var first = marks.length ? marks[0][0] : 0;
    var start = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0;
    var end = first + 2 * AROUND < text.length ? text.lastIndexOf(" ", first + 2 * AROUND) : text.length;
    if (end <= first) end = text.length;
    var out = document.createDocumentFragment();
    var at = start;
    if (start > 0) out.append("… ");
    marks.forEach(function (mark) {
      if (mark[1] > end) return;
      out.append(text.slice(at, mark[0]));
      var element = document.createElement("mark");
      element.textContent = text.slice(mark[0], mark[1]);
      out.append(element);
      at = mark[1];
    });
    out.append(text.slice(at, end));
    if (end < text.length) out.append(" …");
    return out;
  }

  function row(hit, wanted) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = "letters/" + encodeURIComponent(hit.letter) + ".html#" + encodeURIComponent(hit.anchor);
    link.textContent = hit.title + ", " + hit.label;
    var text = document.createElement("p");
    text.append(snippet(hit.text, wanted));
    var date = document.createElement("span");
    date.className = "search-hits__date";
    date.textContent = hit.date;
    item.append(link, " ", date, text);
    return item;
  }

  function said(query, hits) {
    if (!query.trim()) return "";
    if (!terms(query).length) {
      return "There is no word to look for in this: type a name, a number or another telling word.";
    }
    if (!hits.length) return "No paragraph and no note holds all of these words. Try fewer, or another spelling.";
    var letters = new Set(hits.map(function (hit) { return hit.letter; })).size;
    var places = hits.length === 1 ? "1 place" : hits.length + " places";
    var shown = hits.length > SHOWN ? "; the first " + SHOWN + " are listed" : "";
    return places + " in " + (letters === 1 ? "1 letter" : letters + " letters") + shown + ".";
  }

  function show(query) {
    var hits = ask(query);
    var wanted = terms(query);
    document.getElementById("search-count").textContent = said(query, hits);
    document.getElementById("search-hits").replaceChildren(
      ...hits.slice(0, SHOWN).map(function (hit) { return row(hit, wanted); })
    );
  }

  window.editionSearch = { ask: ask, terms: terms };
  var field = document.getElementById("search-field");
  document.getElementById("search-form").addEventListener("submit", function (event) {
    event.preventDefault();
    show(field.value);
    // The address can then be kept and sent; some browsers refuse this for a file on the disk.
    try {
      history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
    } catch (refused) {
      return;
    }
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  show(field.value);
})();
