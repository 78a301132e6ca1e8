/* What the search page shows, as elements: hits, concordance lines, word list, facets, forms of names.
   Loaded by search.html. Nothing that was typed or read is ever taken for HTML. */
(function () {
  "use strict";

  var OWN = ["text", "matter", "note"];
  var COLUMNS = 12; // letters that have a column of their own in the list of words; the CSV has all
  var FEW = 6; // values of a facet that stand open

  function make(name, attributes) {
    var element = document.createElement(name);
    for (var key in attributes) {
      if (key === "text") element.textContent = attributes[key];
      else if (attributes[key] !== undefined && attributes[key] !== false) element.setAttribute(key, attributes[key]);
    }
    for (var n = 2; n < arguments.length; n++) element.append(arguments[n]);
    return element;
  }

  function placeOf(hit, letters) {
    return hit.letter < 0 ? hit.label : letters[hit.letter][1] + ", " + hit.label;
  }

  /* Whose words a hit has, and of which letter: what is not the letter's own says so first. */
  function toldOf(hit, letters, kinds) {
    var told = make("p", {"class": "hit__told"});
    if (hit.kind !== "text") told.append(make("span", {"class": "hit__kind", text: kinds[hit.kind] || hit.kind}));
    if (hit.letter < 0) return told;
    var letter = letters[hit.letter];
    var own = OWN.indexOf(hit.kind) >= 0;
    var facts = [letter[2], letter[4]].filter(Boolean).join(", ");
    told.append(hit.kind === "text" ? "" : own ? " · " : " to the letter: ", facts);
    return told;
  }

  function passage(hit, letters, kinds) {
    var words = make("p", {"class": "hit__words"});
    EditionLines.pieces(hit.text, hit.places).forEach(function (piece) {
      words.append(piece.marked ? make("mark", {text: piece.text}) : piece.text);
    });
    return make("li", {"class": "hit hit--" + hit.kind},
      make("p", {"class": "hit__place"}, make("a", {href: EditionLines.address(hit, letters), text: placeOf(hit, letters)})),
      toldOf(hit, letters, kinds), words);
  }

  function passages(hits, letters, kinds) {
    var list = make("ol", {id: "search-hits", "class": "hits"});
    hits.forEach(function (hit) { list.append(passage(hit, letters, kinds)); });
    return list;
  }

  function lines(rows, letters) {
    var body = make("tbody", {});
    rows.forEach(function (line) {
      var letter = line.hit.letter < 0 ? "" : letters[line.hit.letter][5] + ", ";
      var link = make("a", {
        href: EditionLines.address(line.hit, letters), text: letter + line.hit.label,
        title: placeOf(line.hit, letters)
      });
      body.append(make("tr", {},
        make("th", {scope: "row", "class": "line__place"}, link),
        make("td", {"class": "line__before"}, make("span", {text: line.before})),
        make("td", {"class": "line__words"}, make("mark", {text: line.words})),
        make("td", {"class": "line__after"}, make("span", {text: line.after}))));
    });
    var head = make("tr", {});
    ["Place", "Before", "Words", "Behind"].forEach(function (text) { head.append(make("th", {scope: "col", text: text})); });
    return make("table", {"class": "lines"},
      make("caption", {"class": "unseen", text: "Every occurrence with the words around it"}), make("thead", {}, head), body);
  }

  function wordTable(counted, rows, letters) {
    var columns = counted.letters.slice(0, COLUMNS);
    var head = make("tr", {}, make("th", {scope: "col", text: "Word"}), make("th", {scope: "col", "class": "figure", text: "All"}));
    columns.forEach(function (n) {
      head.append(make("th", {scope: "col", "class": "figure"}, make("abbr", {title: letters[n][1], text: letters[n][5]})));
    });
    var body = make("tbody", {});
    rows.forEach(function (row) {
      var link = make("a", {href: "#q=" + encodeURIComponent("=" + row.word), text: row.word});
      var line = make("tr", {}, make("th", {scope: "row"}, link), make("td", {"class": "figure", text: String(row.total)}));
      columns.forEach(function (n) { line.append(make("td", {"class": "figure", text: String(row.by.get(n) || "·")})); });
      body.append(line);
    });
    var box = make("div", {"class": "scroll", tabindex: "0", role: "region", "aria-label": "Words and how often each letter has them"});
    box.append(make("table", {"class": "words"}, make("thead", {}, head), body));
    return box;
  }

  function checkbox(facet, value) {
    var id = "facet-" + facet.key + "-" + value.key;
    var box = make("input", {type: "checkbox", id: id, name: facet.key, value: value.key});
    box.checked = value.chosen;
    return make("li", {}, make("label", {"for": id}, box, make("span", {text: value.label}),
      make("span", {"class": "facet__count", text: String(value.count)})));
  }

  function facet(one, open, all) {
    var shown = one.values.filter(function (value) { return value.count || value.chosen; });
    if (!all && shown.length > FEW) shown.sort(function (a, b) { return b.chosen - a.chosen || b.count - a.count; });
    if (!shown.length) return null;
    var list = make("ul", {});
    shown.slice(0, all ? shown.length : FEW).forEach(function (value) { list.append(checkbox(one, value)); });
    var box = make("details", {"class": "facet", "data-facet": one.key},
      make("summary", {text: one.title}), make("fieldset", {}, make("legend", {"class": "unseen", text: one.title}), list));
    box.open = open;
    if (!all && shown.length > FEW) {
      box.append(make("button", {type: "button", "data-all": one.key, text: "All " + shown.length}));
    }
    return box;
  }

  /* Names in the question with their other forms, all alike: [{name, form, rest, query of each, query of all}]. */
  function offers(text, tree, names) {
    var leaves = EditionQuery.wanted(tree);
    var words = [], begins = new Map(), ends = new Map();
    leaves.forEach(function (leaf) {
      begins.set(words.length, leaf.at[0]);
      leaf.atoms.forEach(function (atom) { words.push(atom.word || null); });
      ends.set(words.length, leaf.at[1]);
    });
    var found = [];
    names.forEach(function (name) {
      name[2].forEach(function (form) {
        var wanted = EditionWords.cut(form).words;
        for (var at = 0; at + wanted.length <= words.length; at++) {
          if (!begins.has(at) || !ends.has(at + wanted.length)) continue;
          if (wanted.every(function (word, n) { return words[at + n] === word; })) {
            found.push({name: name, form: form, at: at, to: at + wanted.length});
          }
        }
      });
    });
    found.sort(function (a, b) { return (b.to - b.at) - (a.to - a.at) || a.at - b.at; });
    var taken = [], told = new Set();
    return found.filter(function (one) {
      for (var n = one.at; n < one.to; n++) if (taken[n] && taken[n] !== one.to - one.at) return false;
      for (n = one.at; n < one.to; n++) taken[n] = one.to - one.at;
      if (told.has(one.name[1])) return false;
      told.add(one.name[1]);
      return true;
    }).map(function (one) {
      function instead(words) { return text.slice(0, begins.get(one.at)) + words + text.slice(ends.get(one.to)); }
      var all = one.name[2].map(function (form) { return "\"" + form + "\""; });
      return {
        name: one.name[0], url: one.name[1], form: one.form,
        forms: one.name[2].map(function (form, n) { return {text: form, query: instead(all[n])}; }),
        all: instead("(" + all.join(" OR ") + ")")
      };
    });
  }

  function offer(one) {
    var line = make("p", {"class": "offer"});
    line.append("Forms of the name ", make("a", {href: one.url, text: one.name}), ": ");
    one.forms.forEach(function (form, n) {
      line.append(n ? ", " : "", make("button", {type: "button", "data-query": form.query, text: form.text}));
    });
    line.append(". ", make("button", {type: "button", "data-query": one.all, text: "Look for all of them"}));
    return line;
  }

  window.EditionView = {
    OWN: OWN, make: make, placeOf: placeOf, passages: passages, lines: lines, wordTable: wordTable, facet: facet,
    offers: offers, offer: offer
  };
})();
