/* What a word of the search is, exactly as build_tools/web/search/words.py has it. Loaded by search.html,
   and by find.js where suggestions or marks are wanted. */
(function () {
  "use strict";

  // Letters and figures with their marks, and what is invisible among them.
  var RUN = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu;
  var WORD = /[\p{L}\p{N}]+/gu;
  // Small letters that Unicode does not take apart; words.py has the same.
  var FOLDS = {"ə": "e", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"};
  var SPECIAL = /[əıøłđðþßæœ]/g;
  var ASCII = /^[\x00-\x7f]*$/;

  var ALONE = /^(?:news|proceed|exceed|succeed)$/; // only look as if they had an ending
  var stems = new Map();

  function folded(text) {
    if (ASCII.test(text)) return text.toLowerCase();
    var plain = text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();
    return plain.replace(SPECIAL, function (letter) { return FOLDS[letter]; });
  }

  /* The words of a text: three lists of the same length, {words, starts, ends}; positions are those of JavaScript. */
  function cut(text) {
    var words = [], starts = [], ends = [];
    for (var run of text.matchAll(RUN)) {
      // One run is mostly one word; "½" is two, without a border between them.
      for (var word of folded(run[0]).match(WORD) || []) {
        words.push(word);
        starts.push(run.index);
        ends.push(run.index + run[0].length);
      }
    }
    return {words: words, starts: starts, ends: ends};
  }

  /* For each letter v or c: vowel or consonant. The letter y is a vowel behind a consonant. */
  function shape(word) {
    var found = "";
    for (var n = 0; n < word.length; n++) {
      found += "aeiou".indexOf(word[n]) >= 0 || (word[n] === "y" && found[n - 1] === "c") ? "v" : "c";
    }
    return found;
  }

  /* How often a vowel is followed by a consonant. */
  function measure(word) {
    return shape(word).split("vc").length - 1;
  }

  /* What ends like "hop", where an e has been lost: hoping. */
  function short(word) {
    return shape(word).slice(-3) === "cvc" && "wxy".indexOf(word[word.length - 1]) < 0;
  }

  function withoutS(word) {
    if (/sses$/.test(word)) return word.slice(0, -2);
    if (/ie[sd]$/.test(word)) return word.slice(0, word.length === 4 ? -1 : -2);
    return /[^su]s$/.test(word) && shape(word.slice(0, -2)).indexOf("v") >= 0 ? word.slice(0, -1) : word;
  }

  function withoutEd(word) {
    if (/eed$/.test(word)) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
    var cut = /^(.*?)(?:ed|ing)$/.exec(word);
    if (!cut || shape(cut[1]).indexOf("v") < 0) return word;
    var left = cut[1];
    if (/(?:at|bl|iz)$/.test(left) || left.length === 2) return left + "e";
    if (/([^aeioulsz])\1$/.test(left)) return left.slice(0, -1);
    return measure(left) === 1 && short(left) ? left + "e" : left;
  }

  function stemmed(word) {
    if (!/^[a-z]{3,}$/.test(word) || ALONE.test(word)) return word;
    word = withoutS(word);
    if (ALONE.test(word)) return word;
    word = withoutEd(word);
    if (/[^aeiou]y$/.test(word) && word.length > 2) word = word.slice(0, -1) + "i";
    if (/e$/.test(word) && word.length > 3) {
      var left = word.slice(0, -1);
      if (measure(left) > 1 || (measure(left) === 1 && !short(left))) word = left;
    }
    return /ll$/.test(word) && measure(word) > 1 ? word.slice(0, -1) : word;
  }

  /* What a word has in common with its other forms; words.py says by what rules. */
  function stem(word) {
    var found = stems.get(word);
    if (found === undefined) {
      found = stemmed(word);
      stems.set(word, found);
    }
    return found;
  }

  window.EditionWords = {folded: folded, cut: cut, stem: stem};
})();
