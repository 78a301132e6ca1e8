/* Marks words at the place that an address names: letters/ID.html?mark=lachin+road#p3. Loaded by find.js, and only where
   an address asks. The marks stand around the letter's own words; they can be taken away. */
(function () {
  "use strict";

  var ASIDE = "[data-editorial], script, style, .call, sup > a";

  /* The texts of an element that are its own words: inside of an editors' note all of them. */
  function texts(root) {
    var own = root.closest("[data-editorial]") ? "script, style" : ASIDE;
    var walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, function (node) {
      var within = node.parentElement.closest(own);
      return within && root.contains(within) && within !== root ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    var found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  /* Stretches of the joined texts that are one of the wanted rows of words. */
  function places(text, wanted) {
    var cut = EditionWords.cut(text);
    var found = [];
    for (var at = 0; at < cut.words.length; at++) {
      wanted.forEach(function (words) {
        if (at + words.length > cut.words.length) return;
        if (words.every(function (word, n) { return cut.words[at + n] === word; })) {
          found.push([cut.starts[at], cut.ends[at + words.length - 1]]);
        }
      });
    }
    found.sort(function (one, other) { return one[0] - other[0] || other[1] - one[1]; });
    var end = -1;
    return found.filter(function (place) {
      if (place[0] < end) return false; // within a longer one
      end = place[1];
      return true;
    });
  }

  function mark(node, from, to) {
    var range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    var element = document.createElement("mark");
    element.className = "found";
    range.surroundContents(element);
    return element;
  }

  function marked(root, wanted) {
    var nodes = texts(root);
    var joined = nodes.map(function (node) { return node.data; }).join("");
    var made = [];
    var at = 0;
    var all = places(joined, wanted);
    nodes.forEach(function (node) {
      var begin = at, end = at + node.data.length;
      at = end;
      // From the last to the first, so that positions in the node stay what they are.
      all.filter(function (place) { return place[0] < end && place[1] > begin; }).reverse().forEach(function (place) {
        var from = Math.max(place[0], begin) - begin, to = Math.min(place[1], end) - begin;
        if (to <= node.data.length) made.push(mark(node, from, to));
      });
    });
    return made;
  }

  function away(made, bar) {
    made.forEach(function (element) {
      var parent = element.parentNode;
      element.replaceWith(...element.childNodes);
      parent.normalize();
    });
    bar.remove();
    try {
      history.replaceState(null, "", location.pathname + location.hash);
    } catch (refused) {
      return; // a file on the disk keeps its address
    }
  }

  function begin() {
    var wanted = new URLSearchParams(location.search).getAll("mark").map(function (words) {
      return EditionWords.cut(words).words;
    }).filter(function (words) { return words.length; });
    var id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (malformed) {
      return; // no place has such a name
    }
    var root = (id && document.getElementById(id)) || (id ? null : document.getElementById("content"));
    if (!root || !wanted.length) return;
    var made = marked(root, wanted);
    if (!made.length) return;
    var bar = document.createElement("p");
    bar.className = "found-bar";
    bar.setAttribute("data-editorial", "");
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Take the marks away";
    button.addEventListener("click", function () { away(made, bar); });
    bar.append("The words looked for are marked. ", button);
    document.body.append(bar);
    if (id) root.scrollIntoView();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
