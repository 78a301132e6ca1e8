/* Citations in a letter's page: a click, a tap, Enter or the mouse at rest shows the card of what is cited, made from
   the list at the end of the page. Without this script the links lead to the pages of authorities. */
(function () {
  "use strict";
  var WAIT = 350; // milliseconds that the mouse rests before a card shows
  var GRACE = 250; // milliseconds to reach the card with the mouse
  var LINKS = "a.citation, a.citation-mark";
  var box = null; // the card on the screen
  var opener = null; // the link it belongs to
  var pinned = false; // opened on purpose: the mouse leaving does not close it
  var timer = 0;

  function list(link, name) {
    return (link.getAttribute(name) || "").split(" ").filter(Boolean);
  }

  function bare(element) {
    var copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
    copy.querySelectorAll(".card__where").forEach(function (one) { one.remove(); });
    return copy;
  }

  /* The cards of a link, each with only what is said of this citation. */
  function cards(link) {
    var sayings = list(link, "data-saying").map(function (id) { return document.getElementById(id); }).filter(Boolean);
    var tokens = list(link, "data-card");
    if (!tokens.length) tokens = list(link, "data-authority");
    var found = tokens.map(function (token) { return document.getElementById("cited-" + token); }).filter(Boolean);
    if (!found.length) {
      // a mark: the card of what it speaks of
      found = sayings.slice(0, 1).map(function (saying) { return saying.closest(".card"); });
    }
    return found.map(function (card) {
      var copy = bare(card);
      var old = copy.querySelector(".card__sayings");
      var own = sayings.filter(function (saying) { return card.contains(saying); });
      if (old && !own.length) old.remove();
      if (old && own.length) old.replaceChildren.apply(old, own.map(bare));
      return copy;
    });
  }

  function place() {
    if (!box || matchMedia("(max-width: 48rem)").matches) return; // there the style sheet puts it at the foot
    var rects = opener.getClientRects();
    var rect = rects[rects.length - 1];
    var width = box.offsetWidth;
    var height = box.offsetHeight;
    var left = Math.max(8, Math.min(rect.left, document.documentElement.clientWidth - width - 8));
    var below = rect.bottom + 6 + height <= innerHeight || rects[0].top < height + 6;
    box.style.left = left + scrollX + "px";
    box.style.top = (below ? rect.bottom + 6 : rects[0].top - height - 6) + scrollY + "px";
  }

  function open(link, onPurpose, withFocus) {
    clearTimeout(timer);
    if (box && opener === link) {
      pinned = pinned || onPurpose;
    } else {
      close(false);
      var found = cards(link);
      if (!found.length) return false;
      box = document.createElement("div");
      box.className = "card-box";
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", "What is cited here");
      box.setAttribute("data-editorial", "");
      box.tabIndex = -1;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "card-box__close";
      button.textContent = "close";
      button.addEventListener("click", function () { close(true); });
      box.append.apply(box, found.concat(button));
      document.body.append(box);
      opener = link;
      pinned = onPurpose;
      link.setAttribute("aria-expanded", "true");
      place();
    }
    if (withFocus) box.focus({ preventScroll: true });
    return true;
  }

  function close(giveBack) {
    clearTimeout(timer);
    if (!box) return;
    var link = opener;
    box.remove();
    box = opener = null;
    pinned = false;
    link.removeAttribute("aria-expanded");
    if (giveBack) link.focus({ preventScroll: true });
  }

  function linkOf(event) {
    return event.target instanceof Element ? event.target.closest(LINKS) : null;
  }

  document.addEventListener("click", function (event) {
    var link = linkOf(event);
    if (link) {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (box && opener === link && pinned) {
        close(false);
        event.preventDefault();
      } else if (open(link, true, event.detail === 0)) {
        event.preventDefault();
      }
    } else if (box && (!box.contains(event.target) || event.target.closest('a[href^="#"]'))) {
      close(false);
    }
  });

  document.addEventListener("keydown", function (event) {
    if (!box) return;
    if (event.key === "Escape") {
      event.preventDefault(); // one key closes one thing: a note below stays open
      close(box.contains(document.activeElement) || document.activeElement === opener);
    } else if (event.key === "Tab" && box.contains(document.activeElement)) {
      // The card stands at the end of the page: from its ends the way leads back to the words.
      var stops = box.querySelectorAll("a[href], button, summary");
      var last = document.activeElement === stops[stops.length - 1] && !event.shiftKey;
      var first = (document.activeElement === box || document.activeElement === stops[0]) && event.shiftKey;
      if (last || first) {
        close(true);
        event.preventDefault();
      }
    }
  });

  if (matchMedia("(hover: hover)").matches) {
    document.addEventListener("mouseover", function (event) {
      var link = linkOf(event);
      if (pinned) return;
      if (link && link !== opener) {
        clearTimeout(timer);
        timer = setTimeout(function () { open(link, false, false); }, WAIT);
      } else if (link || (box && box.contains(event.target))) {
        clearTimeout(timer);
      } else {
        clearTimeout(timer);
        timer = setTimeout(function () { close(false); }, GRACE);
      }
    });
  }
  addEventListener("resize", place);

  document.querySelectorAll(LINKS).forEach(function (link) { link.setAttribute("aria-haspopup", "dialog"); });
})();
