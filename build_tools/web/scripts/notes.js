/* Notes beside their place. There is one copy of each, at the end of the letter; where the window has room this script
   sets it beside the line that calls it, elsewhere a call opens it at the foot of the screen. */
(function () {
  "use strict";
  var NOTES = ".letter-note:not(.uncalled), .editors-note, .emendations li";
  var STOPS = "a[href], button";
  var SPACE = 10; // pixels between two notes
  var root = document.documentElement;
  var article = document.querySelector("article[data-letter]");
  var page = document.querySelector(".letter-page");
  if (!article || !page) return;
  var all = document.querySelector("[data-all-notes]");
  var side = document.querySelector(".letter-side");
  var notes = [];
  var byId = {};
  var opened = null; // the note that the reader has opened
  var opener = null; // the call it was opened from
  var moved = []; // signs that stand where a note belongs, while it stands below its paragraph

  article.querySelectorAll(NOTES).forEach(function (element) {
    var back = element.querySelector("[role=doc-backlink]");
    var call = back && document.getElementById(back.hash.slice(1));
    if (!call) return;
    var note = { element: element, call: call, more: moreOf(element), top: 0 };
    element.tabIndex = -1;
    notes.push(note);
    byId[element.id] = note;
  });

  function moreOf(element) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "note-more";
    button.setAttribute("data-editorial", "");
    button.setAttribute("aria-expanded", "false");
    button.textContent = wordOf(element, false);
    button.hidden = true;
    button.addEventListener("click", function () {
      var full = element.classList.toggle("full");
      button.textContent = wordOf(element, full);
      button.setAttribute("aria-expanded", String(full));
      lay();
    });
    element.append(button);
    return button;
  }

  /* Of a dispute either all positions show or none: what is cut after the first would favour it. */
  function wordOf(element, full) {
    var positions = element.querySelectorAll(".position").length;
    return full ? "less" : positions ? positions + " positions" : "more";
  }

  function beside() {
    return getComputedStyle(root).getPropertyValue("--notes-beside").trim() === "1" && !isOff("marks");
  }

  function isOff(layer) {
    return (root.dataset.off || "").split(" ").indexOf(layer) >= 0;
  }

  function full(note, yes) {
    note.element.classList.toggle("full", yes);
    note.more.textContent = wordOf(note.element, yes);
    note.more.setAttribute("aria-expanded", String(yes));
  }

  /* The line that calls a note, from the top of the letter, so that the note's first line stands on the same. */
  function lineOf(call, from, line, small) {
    var rects = call.getClientRects();
    var rect = rects[0] || call.parentElement.getBoundingClientRect();
    var block = call.closest("p, li, h2, h3, h4, h5, h6") || call.parentElement;
    var top = block.getBoundingClientRect().top;
    var n = Math.max(0, Math.floor(((rect.top + rect.bottom) / 2 - top) / line));
    return top - from + n * line + (line - small) / 2 + small * 0.07;
  }

  function lay() {
    var on = beside();
    root.classList.toggle("notes-beside", on);
    if (!on) {
      article.style.minHeight = "";
      notes.forEach(function (note) { note.element.style.top = ""; note.more.hidden = true; });
      root.classList.add("notes-laid");
      return;
    }
    gather();
    var from = article.getBoundingClientRect().top;
    var line = parseFloat(getComputedStyle(article).lineHeight);
    var seen = notes.filter(function (note) { return note.element.offsetParent; });
    var small = seen.length ? parseFloat(getComputedStyle(seen[0].element).lineHeight) : line;
    seen.forEach(function (note) {
      var element = note.element;
      note.more.hidden = !element.classList.contains("full") && !element.querySelector(".position")
        && element.scrollHeight <= element.clientHeight + 2;
      note.height = element.offsetHeight;
      note.host = note.call.closest(NOTES);
      note.top = note.host ? 0 : lineOf(note.call, from, line, small);
    });
    var order = seen.filter(function (note) { return !note.host; }).sort(function (a, b) {
      return a.top - b.top || a.call.getBoundingClientRect().left - b.call.getBoundingClientRect().left;
    });
    // A note that another note calls stands below that one.
    seen.filter(function (note) { return note.host; }).forEach(function (note) {
      var at = order.findIndex(function (one) { return one.element === note.host; });
      while (at + 1 < order.length && order[at + 1].host === note.host) at += 1;
      order.splice(at < 0 ? order.length : at + 1, 0, note);
    });
    var end = 0;
    order.forEach(function (note) {
      var top = Math.max(note.top, end);
      note.element.style.top = top + "px";
      end = top + note.height + SPACE;
    });
    // The page is as long as its notes; what stands below the letter may stand beside them.
    page.style.minHeight = Math.ceil(end + from - page.getBoundingClientRect().top) + "px";
    root.classList.add("notes-laid");
  }

  function open(note, call) {
    if (opened && opened !== note) shut(false);
    opened = note;
    opener = call;
    note.element.classList.add("opened");
    call.setAttribute("aria-expanded", "true");
    if (beside()) {
      full(note, true);
      lay();
    } else if (!root.classList.contains("notes-all")) {
      closeButton(note.element);
    }
    note.element.focus({ preventScroll: true });
    if (getComputedStyle(note.element).position === "fixed") {
      // the words that call the note stay in sight above it
      var hidden = call.getBoundingClientRect().bottom - (innerHeight - note.element.offsetHeight - 16);
      if (hidden > 0) scrollBy(0, hidden);
    } else {
      note.element.scrollIntoView({ block: "nearest" });
    }
  }

  function closeButton(element) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "note-close";
    button.setAttribute("data-editorial", "");
    button.textContent = "close";
    button.addEventListener("click", function () { shut(true); });
    element.append(button);
  }

  function shut(giveBack) {
    if (!opened) return;
    var note = opened;
    var call = opener;
    opened = opener = null;
    note.element.classList.remove("opened");
    call.removeAttribute("aria-expanded");
    var button = note.element.querySelector(".note-close");
    if (button) button.remove();
    if (beside()) {
      full(note, root.classList.contains("notes-all"));
      lay();
    }
    if (giveBack) call.focus({ preventScroll: true });
  }

  /* Each note below the paragraph that calls it, for find-in-page on a narrow screen. */
  function spread() {
    notes.forEach(function (note) {
      var sign = document.createComment("note");
      note.element.before(sign);
      moved.push([sign, note.element]);
    });
    var last = new Map();
    notes.forEach(function (note) {
      var block = note.call.closest(NOTES) || note.call.closest("article > *, article > ul > li");
      if (block.tagName === "LI" && note.element.tagName !== "LI" && !block.closest(".emendations")) {
        block.append(note.element);
        return;
      }
      if (block.tagName === "LI") block = block.parentElement;
      (last.get(block) || block).after(note.element);
      last.set(block, note.element);
    });
  }

  function gather() {
    moved.forEach(function (pair) { pair[0].replaceWith(pair[1]); });
    moved = [];
  }

  function showAll(yes) {
    shut(false);
    root.classList.toggle("notes-all", yes);
    if (all) all.setAttribute("aria-pressed", String(yes));
    gather();
    if (beside()) {
      notes.forEach(function (note) { full(note, yes); });
    } else if (yes) {
      spread();
    }
    lay();
  }

  function callOf(event) {
    var link = event.target instanceof Element && event.target.closest("a[href^='#']");
    return link && link.getAttribute("role") === "doc-noteref" && byId[link.hash.slice(1)] ? link : null;
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var call = callOf(event);
    if (call) {
      event.preventDefault();
      if (opener === call) shut(true);
      else open(byId[call.hash.slice(1)], call);
      return;
    }
    var back = event.target instanceof Element && event.target.closest("[role=doc-backlink]");
    var note = back && byId[(back.closest(NOTES) || {}).id];
    if (note && (note === opened || beside())) {
      event.preventDefault();
      var to = note === opened ? opener : document.getElementById(back.hash.slice(1));
      shut(false);
      to.focus({ preventScroll: true });
      to.scrollIntoView({ block: "nearest" });
    } else if (opened && !beside() && !opened.element.contains(event.target) && !event.target.closest(".card-box")) {
      shut(false);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented) return;
    var call = event.key === " " && callOf(event);
    if (call) {
      event.preventDefault();
      call.click();
    } else if (event.key === "Escape" && opened) {
      event.preventDefault();
      shut(true);
    } else if (event.key === "Tab" && opened && opened.element.contains(document.activeElement)) {
      // The notes stand at the end of the page: from the ends of one the way leads back to the words.
      var stops = Array.from(opened.element.querySelectorAll(STOPS)).filter(function (one) { return one.offsetParent; });
      var at = document.activeElement;
      if (event.shiftKey ? at === opened.element || at === stops[0] : at === stops[stops.length - 1]) {
        event.preventDefault();
        shut(true);
      }
    }
  });

  /* A key leads to a link inside a note that shows in part: show all of it, for what is cut off cannot be seen. */
  article.addEventListener("focusin", function (event) {
    var note = byId[(event.target.closest(NOTES) || {}).id];
    if (note && event.target !== note.more && beside() && !note.more.hidden && !note.element.classList.contains("full")) {
      if (event.target === note.element || !event.target.matches(":focus-visible")) return;
      full(note, true);
      note.element.scrollTop = 0;
      lay();
    }
  });

  function pair(event, lit) {
    var element = event.target instanceof Element && event.target.closest(NOTES + ", [role=doc-noteref]");
    var note = element && (byId[element.id] || (element.hash && byId[element.hash.slice(1)]));
    if (!note) return;
    note.element.classList.toggle("lit", lit);
    note.call.classList.toggle("lit", lit);
  }

  article.addEventListener("mouseover", function (event) { pair(event, true); });
  article.addEventListener("mouseout", function (event) { pair(event, false); });

  /* An address that names a note leads to its place in the text, where the note stands beside it. */
  function follow() {
    var id = decodeURIComponent(location.hash.slice(1));
    var head = id && !byId[id] && document.getElementById(id);
    var list = head && head.matches("h2[id]") && head.parentElement.matches("section") && head.parentElement;
    var note = byId[id] || notes.find(function (one) { return list && list.contains(one.element); });
    if (note && beside()) {
      full(note, true);
      lay();
      note.call.scrollIntoView({ block: "center" });
    }
  }

  /* Contents and switches stand open where they have a column of their own. */
  function openSide() {
    if (side && getComputedStyle(root).getPropertyValue("--side-open").trim() === "1") side.open = true;
  }

  if (all) {
    all.hidden = false;
    all.addEventListener("click", function () { showAll(all.getAttribute("aria-pressed") !== "true"); });
  }
  var wasBeside = beside();
  function again() {
    if (beside() !== wasBeside) {
      wasBeside = !wasBeside;
      showAll(root.classList.contains("notes-all"));
    } else {
      lay();
    }
  }
  document.addEventListener("edition:view", again);
  addEventListener("resize", openSide);
  addEventListener("resize", again);
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", gather);
  addEventListener("afterprint", function () { showAll(root.classList.contains("notes-all")); });
  if (window.ResizeObserver) new ResizeObserver(again).observe(article);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(again);
  openSide();
  lay();
  follow();
})();
