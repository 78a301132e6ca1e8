/* The part that asks the index: window.EditionSearch = {load, ask}. Another engine that keeps to this can stand here.
   Loaded by search.html, after words.js; what is large comes only when `load` is called.

   load(): Promise; brings the index, once.
   ask({tree, chosen}): Promise of {hits, facets}
     tree    what EditionQuery.parse gives; null for every passage that the facets choose
     chosen  {facet: [key, ...]}; of one facet any value, of several facets all
     hits    [{number, kind, letter, anchor, label, text, places: [[start, end], ...]}] in the order of reading;
             letter: place in letters(), -1 for none; places: the occurrences in text, in order, none within another
     facets  [{key, title, values: [{key, label, count}]}]; a count is what the list would hold with this value, whatever
             else is chosen of the same facet
   letters(): [[id, short title, date, ISO date, senders, siglum]]    names(): [[name, address, forms]]

   Here lunr says in which passages the stems of a question stand; that may be too many and is never too few. Then the
   texts of these passages are read, so that phrases, distances, strokes and exact words are what the reader asked for. */
(function () {
  "use strict";

  var KIND = 0, LETTER = 1, ANCHOR = 2, LABEL = 3, TEXT = 4;
  var FILES = ["lunr.js", "index.js", "texts.js"];
  var base = new URL(".", document.currentScript.src).href;
  var loading = null;
  var index, texts, vocabulary;
  var read = []; // the words of passages that were looked at
  var holding = new Map(); // passages by stem
  var patterns = new Map();

  function script(name) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = base + name;
      element.async = false; // they run in this order, and come side by side
      element.onload = done;
      element.onerror = failed;
      document.head.append(element);
    });
  }

  function load() {
    if (!loading) {
      loading = Promise.all(FILES.map(script)).then(function () {
        texts = window.EDITION_TEXTS;
        vocabulary = texts.words.split(" ");
        index = texts.passages.length ? lunr.Index.load(window.EDITION_INDEX) : null;
      });
    }
    return loading;
  }

  /* Passages that hold a stem, as lunr says. */
  function withStem(stem) {
    var found = holding.get(stem);
    if (!found) {
      // A term by itself: nothing that a reader types is taken for lunr's own syntax.
      var hits = index.query(function (q) { q.term(stem, {usePipeline: false, wildcard: lunr.Query.wildcard.NONE}); });
      found = new Set(hits.map(function (hit) { return Number(hit.ref); }));
      holding.set(stem, found);
    }
    return found;
  }

  /* True where a word fits a pattern: * any letters, ? one. It goes back to the last star only, so it is never slow. */
  function fits(pattern, word) {
    var p = 0, w = 0, star = -1, from = 0;
    while (w < word.length) {
      if (pattern[p] === "*") {
        star = p++;
        from = w;
      } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === word[w])) {
        p++;
        w++;
      } else if (star >= 0) {
        p = star + 1;
        w = ++from;
      } else return false;
    }
    while (pattern[p] === "*") p++;
    return p === pattern.length;
  }

  /* The words that a pattern stands for. */
  function fitting(pattern) {
    var found = patterns.get(pattern);
    if (!found) {
      // A question mark at the end may also end a sentence.
      var shorter = /[^?]\?$/.test(pattern) ? pattern.slice(0, -1) : null;
      found = new Set(vocabulary.filter(function (word) {
        return fits(pattern, word) || (shorter !== null && fits(shorter, word));
      }));
      patterns.set(pattern, found);
    }
    return found;
  }

  function common(sets) {
    return sets.reduce(function (left, right) {
      if (!left || !right) return left || right;
      return new Set(Array.from(left).filter(function (one) { return right.has(one); }));
    }, null);
  }

  /* A set that holds every passage that may fit a question; null for all. */
  function candidates(tree) {
    if (!tree || tree.type === "not") return null;
    if (tree.type === "words") return common(tree.atoms.map(ofAtom));
    var sets = tree.parts.map(candidates);
    if (tree.type !== "or") return common(sets);
    if (sets.indexOf(null) >= 0) return null;
    return union(sets);
  }

  function union(sets) {
    var all = new Set();
    sets.forEach(function (set) { set.forEach(function (one) { all.add(one); }); });
    return all;
  }

  function ofAtom(atom) {
    if (atom.any) return null;
    if (!atom.pattern) return withStem(EditionWords.stem(atom.word));
    return union(Array.from(new Set(Array.from(fitting(atom.pattern), EditionWords.stem)), withStem));
  }

  function words(number) {
    if (!read[number]) {
      var cut = EditionWords.cut(texts.passages[number][TEXT]);
      cut.stems = cut.words.map(EditionWords.stem);
      cut.text = texts.passages[number][TEXT];
      read[number] = cut;
    }
    return read[number];
  }

  /* For each atom what it asks of the word at a place; made once for a question. */
  function prepared(tree) {
    if (!tree) return null;
    if (tree.type === "words") {
      return {type: "words", tests: tree.atoms.map(function (atom) {
        if (atom.any) return {joint: atom.joint};
        if (atom.pattern) return {joint: atom.joint, set: fitting(atom.pattern)};
        if (atom.exact) return {joint: atom.joint, word: atom.word};
        return {joint: atom.joint, stem: EditionWords.stem(atom.word)};
      })};
    }
    if (tree.type === "not") return {type: "not", part: prepared(tree.part)};
    return {type: tree.type, within: tree.within, parts: tree.parts.map(prepared)};
  }

  function stands(test, cut, at) {
    if (test.word !== undefined && cut.words[at] !== test.word) return false;
    if (test.stem !== undefined && cut.stems[at] !== test.stem) return false;
    if (test.set !== undefined && !test.set.has(cut.words[at])) return false;
    return !test.joint || cut.text.slice(cut.ends[at - 1], cut.starts[at]) === test.joint;
  }

  function occurrences(tests, cut) {
    var found = [];
    for (var at = 0; at + tests.length <= cut.words.length; at++) {
      var n = 0;
      while (n < tests.length && stands(tests[n], cut, at + n)) n++;
      if (n === tests.length) found.push([at, at + n - 1]);
    }
    return found;
  }

  /* Occurrences of both that stand at most so many words from one another. */
  function near(left, right, within) {
    var found = [];
    left.forEach(function (one) {
      right.forEach(function (other) {
        var apart = one[1] < other[0] ? other[0] - one[1] : one[0] > other[1] ? one[0] - other[1] : 0;
        if (apart > 0 && apart <= within) found.push(one, other);
      });
    });
    return found;
  }

  /* The occurrences of a question in a passage, as pairs of first and last word; null where the passage does not fit. */
  function fit(tree, cut) {
    if (tree.type === "words") {
      var places = occurrences(tree.tests, cut);
      return places.length ? places : null;
    }
    if (tree.type === "not") return fit(tree.part, cut) ? null : [];
    var parts = tree.parts.map(function (part) { return fit(part, cut); });
    if (tree.type === "or") parts = parts.filter(Boolean);
    if (!parts.length || parts.indexOf(null) >= 0) return null;
    if (tree.type === "near") {
      var pairs = near(parts[0], parts[1], tree.within);
      return pairs.length ? pairs : null;
    }
    return [].concat.apply([], parts);
  }

  /* Occurrences in order, without those that stand within another one, as places in the text. */
  function placed(pairs, cut) {
    pairs.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1]; });
    var out = [];
    var last = -1;
    pairs.forEach(function (pair) {
      if (pair[1] <= last) return;
      out.push([cut.starts[pair[0]], cut.ends[pair[1]]]);
      last = pair[1];
    });
    return out;
  }

  function matches(tree) {
    var ready = prepared(tree);
    var numbers = candidates(tree);
    var list = numbers ? Array.from(numbers).sort(function (a, b) { return a - b; }) : texts.passages.keys();
    var found = new Map();
    for (var number of list) {
      var pairs = ready ? fit(ready, words(number)) : [];
      if (pairs) found.set(number, pairs);
    }
    return found;
  }

  /* Facets with counts, and the passages that all choices leave. */
  function sifted(found, chosen) {
    var sets = {};
    texts.facets.forEach(function (facet) {
      var keys = chosen[facet[0]] || [];
      if (!keys.length) return;
      sets[facet[0]] = union(facet[2].filter(function (value) {
        return keys.indexOf(value[0]) >= 0;
      }).map(function (value) { return new Set(value[2]); }));
    });
    function passes(number, but) {
      for (var facet in sets) if (facet !== but && !sets[facet].has(number)) return false;
      return true;
    }
    var facets = texts.facets.map(function (facet) {
      var keys = chosen[facet[0]] || [];
      var values = facet[2].map(function (value) {
        var count = 0;
        value[2].forEach(function (number) {
          if (found.has(number) && passes(number, facet[0])) count += 1;
        });
        return {key: value[0], label: value[1], count: count, chosen: keys.indexOf(value[0]) >= 0};
      });
      return {key: facet[0], title: facet[1], values: values};
    });
    return {facets: facets, numbers: Array.from(found.keys()).filter(function (number) { return passes(number); })};
  }

  function ask(question) {
    return load().then(function () {
      var tree = question.tree;
      var chosen = question.chosen || {};
      var found = index ? matches(tree) : new Map();
      var left = sifted(found, chosen);
      var hits = left.numbers.map(function (number) {
        var passage = texts.passages[number];
        var pairs = found.get(number);
        return {
          number: number, kind: passage[KIND], letter: passage[LETTER], anchor: passage[ANCHOR], label: passage[LABEL],
          text: passage[TEXT], places: pairs.length ? placed(pairs, words(number)) : []
        };
      });
      return {hits: hits, facets: left.facets};
    });
  }

  window.EditionSearch = {
    load: load,
    ask: ask,
    letters: function () { return texts.letters; },
    names: function () { return texts.names; }
  };
})();
