/* The list of words with frequencies by letter. Loaded by search.html.

   count(hits, letters): {letters: [place, ...], rows: [{word, total, by: Map of letter -> number}]}, most frequent first,
   words of the same number in the order of the alphabet. Words are told apart as the search does; the form shown is the
   one that comes first, in small letters. */
(function () {
  "use strict";

  function count(hits) {
    var rows = new Map();
    var seen = new Set();
    hits.forEach(function (hit) {
      if (hit.letter < 0) return;
      seen.add(hit.letter);
      var cut = EditionWords.cut(hit.text);
      cut.words.forEach(function (word, n) {
        var row = rows.get(word);
        if (!row) {
          row = {key: word, word: hit.text.slice(cut.starts[n], cut.ends[n]).toLowerCase(), total: 0, by: new Map()};
          rows.set(word, row);
        }
        row.total += 1;
        row.by.set(hit.letter, (row.by.get(hit.letter) || 0) + 1);
      });
    });
    var list = Array.from(rows.values());
    list.sort(function (a, b) { return b.total - a.total || (a.key < b.key ? -1 : 1); });
    return {letters: Array.from(seen).sort(function (a, b) { return a - b; }), rows: list};
  }

  window.EditionWordList = {count: count};
})();
