/* Lines of a concordance: every occurrence with what stands before and behind it. Loaded by search.html.

   of(hits): [{hit, start, end, before, words, after}]; sorted(lines, by): by "reading", "date", "left", "right", "words";
   pieces(text, places, around): the stretches of a passage around its occurrences, [{text, marked}];
   address(hit, letters): where a hit is found; csv(rows): a text in CSV, RFC 4180. */
(function () {
  "use strict";

  var AROUND = 90; // characters on each side of an occurrence
  var WHOLE = 420; // a passage that is no longer is shown whole
  var KEY = 6; // words by which contexts are compared

  function startOf(text, place, around) {
    if (place <= around) return 0;
    var cut = text.indexOf(" ", place - around);
    return cut >= 0 && cut < place ? cut + 1 : place - around;
  }

  function endOf(text, place, around) {
    if (place + around >= text.length) return text.length;
    var cut = text.lastIndexOf(" ", place + around);
    return cut > place ? cut : place + around;
  }

  function of(hits) {
    var lines = [];
    hits.forEach(function (hit) {
      hit.places.forEach(function (place) {
        var from = startOf(hit.text, place[0], AROUND);
        var to = endOf(hit.text, place[1], AROUND);
        lines.push({
          hit: hit, start: place[0], end: place[1],
          before: (from > 0 ? "… " : "") + hit.text.slice(from, place[0]),
          words: hit.text.slice(place[0], place[1]),
          after: hit.text.slice(place[1], to) + (to < hit.text.length ? " …" : "")
        });
      });
    });
    return lines;
  }

  function key(line, by) {
    if (by === "words") return EditionWords.folded(line.words);
    // Contexts are read away from the occurrence: the nearest word counts first.
    var text = by === "left" ? line.hit.text.slice(Math.max(0, line.start - 200), line.start) :
      line.hit.text.slice(line.end, line.end + 200);
    var words = EditionWords.cut(text).words;
    return (by === "left" ? words.reverse() : words).slice(0, KEY).join(" ");
  }

  /* ISO dates, a passage without a date behind all others. */
  function dated(hit, letters) {
    return (hit.letter >= 0 && letters[hit.letter][3]) || "9999";
  }

  function compared(one, other) {
    return one < other ? -1 : one > other ? 1 : 0;
  }

  function sorted(lines, by, letters) {
    if (by === "reading") return lines;
    var keys = new Map();
    lines.forEach(function (line) { keys.set(line, by === "date" ? dated(line.hit, letters) : key(line, by)); });
    // The sort is stable: what is equal stays in the order of reading.
    return lines.slice().sort(function (one, other) { return compared(keys.get(one), keys.get(other)); });
  }

  function sortedHits(hits, by, letters) {
    if (by === "date") return hits.slice().sort(function (a, b) { return compared(dated(a, letters), dated(b, letters)); });
    if (by === "most") return hits.slice().sort(function (a, b) { return b.places.length - a.places.length; });
    return hits;
  }

  function pieces(text, places) {
    var windows = [];
    if (text.length <= WHOLE) windows.push([0, text.length]);
    else {
      (places.length ? places : [[0, 0]]).forEach(function (place) {
        var from = startOf(text, place[0], AROUND), to = endOf(text, place[1], places.length ? AROUND : 2 * AROUND);
        var last = windows[windows.length - 1];
        if (last && from <= last[1] + 20) last[1] = Math.max(last[1], to);
        else windows.push([from, to]);
      });
    }
    var out = [];
    var next = 0;
    windows.forEach(function (stretch, n) {
      if (stretch[0] > 0) out.push({text: n ? " … " : "… "});
      var at = stretch[0];
      while (next < places.length && places[next][0] < stretch[1]) {
        out.push({text: text.slice(at, places[next][0])});
        out.push({text: text.slice(places[next][0], places[next][1]), marked: true});
        at = places[next][1];
        next += 1;
      }
      out.push({text: text.slice(at, stretch[1])});
      if (n === windows.length - 1 && stretch[1] < text.length) out.push({text: " …"});
    });
    return out.filter(function (piece) { return piece.text; });
  }

  /* The page of a hit with the words that mark.js marks there, and the anchor of its place. */
  function address(hit, letters) {
    var words = new Set(hit.places.map(function (place) {
      return EditionWords.cut(hit.text.slice(place[0], place[1])).words.join(" ");
    }));
    var marks = Array.from(words, function (each) { return "mark=" + encodeURIComponent(each).replace(/%20/g, "+"); });
    var query = marks.length ? "?" + marks.join("&") : "";
    if (hit.letter < 0) return "authorities/" + encodeURIComponent(hit.anchor) + ".html" + query;
    return "letters/" + encodeURIComponent(letters[hit.letter][0]) + ".html" + query + "#" + encodeURIComponent(hit.anchor);
  }

  function csv(rows) {
    return rows.map(function (row) {
      return row.map(function (cell) { return "\"" + String(cell).replace(/"/g, "\"\"") + "\""; }).join(",");
    }).join("\r\n") + "\r\n";
  }

  window.EditionLines = {
    of: of, sorted: sorted, sortedHits: sortedHits, pieces: pieces, address: address, csv: csv
  };
})();
