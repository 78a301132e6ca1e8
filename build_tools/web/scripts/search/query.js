/* Reads a question: window.EditionQuery.parse(text) gives {tree, notes}. Loaded by search.html, after words.js.

   tree, or null where nothing is to be looked for:
     {type: "and" | "or", parts: [tree, ...]}    {type: "not", part: tree}    {type: "near", parts: [tree, tree], within: n}
     {type: "words", atoms: [atom, ...], at: [from, to]}    atoms stand one behind the other; at: where in the question
   atom: {word, exact, joint}    word as EditionWords.folded gives it; exact: this very word, else any ending of it;
                                 joint: "/" where a stroke must stand before it, else ""
         {pattern, joint}        a word with * or ?; the last ? stands for one letter or none
         {any: true, joint}      any one word
   notes: sentences for the reader on what was understood otherwise than typed. Nothing that is typed is an error. */
(function () {
  "use strict";

  var QUOTES = "\"“”„‟«»″";
  var CHUNK = new RegExp("[^\\s()" + QUOTES + "]+", "y");
  var ATOM = /[\p{L}\p{N}\p{M}\p{Cf}*?]+/gu;
  var NEAR = 10; // words between which NEAR looks, where no number is given
  var DEEP = 40; // brackets within brackets

  /* The atoms of a stretch of words; `exact` for words in quotation marks or behind an equals sign. */
  function atoms(text, exact) {
    var found = [];
    var end = 0;
    for (var match of text.matchAll(ATOM)) {
      var joint = found.length && text.slice(end, match.index) === "/" ? "/" : "";
      end = match.index + match[0].length;
      if (/^[*?]+$/.test(match[0])) {
        if (match[0] === "*") found.push({any: true, joint: joint});
        else if (match[0].indexOf("*") < 0) found.push({pattern: match[0], joint: joint});
        continue;
      }
      if (/[*?]/.test(match[0])) {
        found.push({pattern: EditionWords.folded(match[0]), joint: joint});
        continue;
      }
      EditionWords.cut(match[0]).words.forEach(function (word, n) {
        found.push({word: word, exact: exact, joint: n ? "" : joint});
      });
    }
    // The parts of a symbol have no endings, and of counter-terrorism only the last one: it is not "countering".
    found.forEach(function (atom, n) {
      if (atom.joint || (found[n + 1] && (found[n + 1].joint || !exact))) atom.exact = true;
    });
    return found;
  }

  function leaf(text, exact) {
    var found = atoms(text, exact);
    if (!found.some(function (atom) { return !atom.any; })) return null;
    if (found.length === 1 && /^\?+$/.test(found[0].pattern)) return null; // a question mark by itself
    var words = {type: "words", atoms: found};
    // counter-terrorism is also written in one word
    if (!exact && /^[\p{L}\p{M}]+(?:[-\u2010-\u2015][\p{L}\p{M}]+)+$/u.test(text)) {
      var solid = found.map(function (atom) { return atom.word; }).join("");
      return {type: "or", parts: [words, {type: "words", atoms: [{word: solid, exact: false, joint: ""}], variant: true}]};
    }
    return words;
  }

  /* Signs of a question: {sign: "(" | ")" | "and" | "or" | "not" | "near" | "leaf", ...}. */
  function signs(text, notes) {
    var out = [];
    var at = 0;

    /* A leaf that begins at a place of the text and ends where the reading has come to. */
    function add(from, tree) {
      if (!tree) return;
      tree.at = [from, Math.min(at, text.length)];
      if (tree.parts) tree.parts[0].at = tree.at;
      out.push({sign: "leaf", tree: tree});
    }

    while (at < text.length) {
      var from = at;
      var character = text[at];
      if (/\s/.test(character)) { at += 1; continue; }
      if (character === "(" || character === ")") { out.push({sign: character}); at += 1; continue; }
      var exact = false;
      if (character === "-" && /[^\s)-]/.test(text[at + 1] || "")) {
        out.push({sign: "not", minus: true});
        at += 1;
        continue;
      }
      if (character === "=") {
        exact = true;
        at += 1;
        if (at >= text.length || /[\s()]/.test(text[at])) continue;
        character = text[at];
      }
      if (QUOTES.indexOf(character) >= 0) {
        var close = at + 1;
        while (close < text.length && QUOTES.indexOf(text[close]) < 0) close += 1;
        if (close >= text.length && text.slice(at + 1).trim()) {
          notes.push("The closing quotation mark is missing: everything behind the first one was taken for the phrase.");
        }
        var phrase = text.slice(at + 1, close);
        at = close + 1;
        add(from, leaf(phrase, true));
        continue;
      }
      CHUNK.lastIndex = at;
      var match = CHUNK.exec(text);
      if (!match) { at += 1; continue; }
      var chunk = match[0];
      at += chunk.length;
      var near = /^NEAR(?:\/(\d{1,4}))?$/.exec(chunk);
      if (exact) add(from, leaf(chunk, true));
      else if (chunk === "AND" || chunk === "OR" || chunk === "NOT") out.push({sign: chunk.toLowerCase()});
      else if (near) out.push({sign: "near", within: near[1] ? Math.max(1, Number(near[1])) : NEAR});
      else add(from, leaf(chunk, false));
    }
    return out;
  }

  function joined(type, parts) {
    parts = parts.filter(Boolean);
    return parts.length > 1 ? {type: type, parts: parts} : parts[0] || null;
  }

  function parse(text) {
    var notes = [];
    var list = signs(String(text), notes);
    var at = 0;
    var left = {};

    function note(sentence) {
      if (notes.indexOf(sentence) < 0) notes.push(sentence);
    }

    function alone(sign) {
      if (!left[sign]) note(sign.toUpperCase() + " was left out where it has no words on both sides.");
      left[sign] = true;
    }

    function is(sign) {
      return at < list.length && list[at].sign === sign;
    }

    function anyOf(depth) {
      var parts = [allOf(depth)];
      while (is("or")) {
        at += 1;
        var next = allOf(depth);
        if (!next || !parts[parts.length - 1]) alone("or");
        parts.push(next);
      }
      return joined("or", parts);
    }

    function allOf(depth) {
      var parts = [];
      while (at < list.length && !is("or") && !is(")")) {
        if (is("and")) {
          at += 1;
          if (!parts.length || at >= list.length || is("or") || is(")") || is("and")) alone("and");
          continue;
        }
        parts.push(nearOf(depth));
      }
      return joined("and", parts);
    }

    function nearOf(depth) {
      var tree = notOf(depth);
      while (is("near")) {
        var within = list[at].within;
        at += 1;
        var next = at < list.length && !is("or") && !is("and") && !is(")") && !is("near") ? notOf(depth) : null;
        if (!tree || !next) {
          alone("near");
          tree = tree || next;
        } else if (tree.type === "not" || next.type === "not") {
          note("NEAR joins only words that are to be found: it was read as AND.");
          tree = {type: "and", parts: [tree, next]};
        } else {
          tree = {type: "near", parts: [tree, next], within: within};
        }
      }
      return tree;
    }

    function notOf(depth) {
      var turned = 0;
      while (is("not")) {
        turned += 1;
        at += 1;
      }
      var tree = primary(depth);
      if (turned && !tree) note("NOT was left out where no word follows it.");
      return tree && turned % 2 ? {type: "not", part: tree} : tree;
    }

    function primary(depth) {
      if (is("leaf")) return list[at++].tree;
      if (!is("(")) return null;
      at += 1;
      if (depth >= DEEP) {
        note("There are too many brackets within brackets: the innermost were left out.");
        return null;
      }
      var tree = anyOf(depth + 1);
      if (is(")")) at += 1;
      else note("A closing bracket is missing: it was put at the end.");
      return tree;
    }

    var parts = [];
    while (at < list.length) {
      var before = at;
      parts.push(anyOf(0));
      if (is(")")) {
        note("A closing bracket without an opening one was left out.");
        at += 1;
      }
      if (at === before) at += 1;
    }
    return {tree: joined("and", parts), notes: notes};
  }

  /* True where a question says of some word that it is to be found, and not only what is not. */
  function finds(tree) {
    if (!tree || tree.type === "not") return false;
    return tree.type === "words" || tree.parts.some(finds);
  }

  /* The leaves of a question that are to be found, in the order of the text: {atoms, at}. */
  function wanted(tree) {
    if (!tree || tree.type === "not" || tree.variant) return [];
    return tree.type === "words" ? [tree] : [].concat.apply([], tree.parts.map(wanted));
  }

  window.EditionQuery = {parse: parse, finds: finds, wanted: wanted};
})();
