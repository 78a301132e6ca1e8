/* Citing a paragraph or a note, and reporting an error in it. The forms of citation stand at the end of the page with
   places left open; here they are filled in for the place at which a reader asks. Nothing is sent anywhere. */
(function () {
  "use strict";
  var section = document.querySelector("[data-cite]");
  var article = document.querySelector("article[data-letter]");
  if (!section || !article || typeof HTMLDialogElement !== "function") return;

  var UNITS = "[data-span][id], .editors-note[id], .emendations li[id]";
  var about = section.dataset;

  function element(name, properties, children) {
    var made = Object.assign(document.createElement(name), properties);
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  /* What a reader sees of a unit, without what the edition adds to it. */
  function firstWords(unit, count) {
    var copy = unit.cloneNode(true);
    if (!unit.closest("[data-editorial]")) {
      copy.querySelectorAll("[data-editorial], .call").forEach(function (own) { own.remove(); });
    } else {
      copy.querySelectorAll(".cite-tool").forEach(function (own) { own.remove(); });
    }
    var words = copy.textContent.trim().split(/\s+/);
    return words.slice(0, count).join(" ") + (words.length > count ? " …" : "");
  }

  /* The words that are marked, where they stand in the unit. */
  function markedWords(unit) {
    var marked = window.getSelection();
    if (!marked || marked.isCollapsed) return "";
    var within = unit || article;
    if (!within.contains(marked.anchorNode) && !within.contains(marked.focusNode)) return "";
    return marked.toString().trim().replace(/\s+/g, " ").slice(0, 500);
  }

  /* How a place is called: in words, and in the forms of citation. */
  function placeOf(unit) {
    if (!unit) return { id: "", name: "this letter", what: "", chicago: "", oscola: "" };
    var id = unit.id, number = /^p(\d+)$/.exec(id), label = unit.dataset.label, sign, of;
    if (number) {
      return { id: id, name: "paragraph " + number[1], what: "", chicago: "para. " + number[1], oscola: "para " + number[1] };
    }
    if (label) return { id: id, name: "note " + label, what: "", chicago: "n. " + label, oscola: "fn " + label };
    if (/^(note|emendation)-/.test(id)) {
      sign = unit.querySelector("[role=doc-backlink]");
      of = sign && document.getElementById(sign.hash.slice(1));
      of = placeOf(of && of.closest("[data-span][id]"));
      label = id.indexOf("note-") === 0 ? "Editors’ note " + sign.textContent.trim() : "Emendation";
      return { id: id, name: label.charAt(0).toLowerCase() + label.slice(1), what: label, chicago: of.chicago, oscola: of.oscola };
    }
    label = unit.classList.contains("heading") ? "heading “" + firstWords(unit, 8) + "”" : unit.classList[0] || id;
    return { id: id, name: label, what: "", chicago: label, oscola: label };
  }

  /* The forms of citation for a place: name and text of each. */
  function formsFor(place) {
    var notes = section.querySelector("template[data-cite-notes]");
    var from = place.what && notes ? notes.content : section;
    return Array.prototype.map.call(from.querySelectorAll("[data-form]"), function (form) {
      var copy = form.cloneNode(true), kind = form.dataset.form;
      var at = kind === "oscola" ? place.oscola : place.chicago;
      if (kind !== "oscola" && kind !== "chicago") at = at.replace(/["\\{}&%$#_]/g, "");
      var before = { chicago: ", ", oscola: " " }[kind] || "; ";
      var values = {
        at: at && before + at,
        hash: place.id && "#" + place.id,
        key: place.id && "-" + place.id,
        what: place.what
      };
      copy.querySelectorAll("[data-slot]").forEach(function (slot) { slot.replaceWith(values[slot.dataset.slot]); });
      return { kind: kind, name: form.dataset.name, shown: copy.firstElementChild, text: copy.textContent.trim() };
    });
  }

  function addressOf(place) {
    return about.address + (place.id && "#" + place.id);
  }

  function reportOn(place, words) {
    return [
      "Report of an error",
      "Edition: " + about.edition,
      "Letter: " + about.cite + " (" + about.letterId + ")",
      "Place: " + (place.id ? place.name : "the letter as a whole"),
      "Address: " + addressOf(place),
      "Words: " + (words ? "“" + words + "”" : ""),
      "What is wrong: "
    ].join("\n");
  }

  /* ---- the box ---- */

  var title = element("h2", { id: "cite-box-title" });
  var body = element("div", { className: "cite-box__body" });
  var told = element("p", { className: "cite-box__told" });
  told.setAttribute("role", "status");
  var close = element("button", { type: "button", className: "word-button cite-box__close", textContent: "Close" });
  var box = element("dialog", { className: "cite-box" }, [title, body, told, close]);
  var giveBack = null; // what had the focus; while there is something to give it back to, the button stays where it is
  box.setAttribute("aria-labelledby", title.id);
  box.dataset.editorial = "";
  close.addEventListener("click", function () { box.close(); });
  box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
  box.addEventListener("close", function () {
    var back = giveBack;
    giveBack = null;
    if (back && back.isConnected) back.focus();
  });
  document.body.append(box);

  /* The way that also works for files on a disk: mark the text in a field and let the browser copy it. */
  function copyMarked(text) {
    var field = element("textarea", { value: text, className: "unseen" }), done = false;
    box.append(field);
    field.select();
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    field.remove();
    return done;
  }

  function copy(text, button, name) {
    function end(done) {
      told.textContent = done ? "Copied: " + name + "." : "The browser does not let this page copy. Mark the text and copy it.";
      button.focus();
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { end(true); }, function () { end(copyMarked(text)); });
    } else {
      end(copyMarked(text));
    }
  }

  function copyButton(name, text) {
    var button = element("button", { type: "button", className: "word-button", textContent: "Copy" });
    button.setAttribute("aria-label", "Copy " + name);
    button.addEventListener("click", function () { copy(typeof text === "function" ? text() : text, button, name); });
    return button;
  }

  function row(name, shown, text) {
    var head = element("p", { className: "cite-box__head" }, [element("b", { className: "label", textContent: name }), " ", copyButton(name, text)]);
    return element("div", { className: "cite-box__row" }, [head, shown]);
  }

  function open(unit, from) {
    var place = placeOf(unit);
    var words = markedWords(unit) || (unit ? firstWords(unit, 12) : "");
    var address = addressOf(place);
    var link = element("a", { href: "#" + place.id, textContent: address });
    link.addEventListener("click", function () { box.close(); });
    var report = element("textarea", { readOnly: true, rows: 9, value: reportOn(place, words) });
    report.setAttribute("aria-label", "Text of the report");
    title.textContent = "Cite " + place.name;
    told.textContent = "";
    body.replaceChildren(row("Address", element("p", { className: "cite-box__address" }, [place.id ? link : address]), address));
    formsFor(place).forEach(function (form) {
      var text = form.kind === "ris" ? form.text.replace(/\n/g, "\r\n") + "\r\n" : form.text;
      var shown = form.shown;
      if (shown.localName === "pre") shown = element("details", {}, [element("summary", { textContent: "Show" }), shown]);
      body.append(row(form.name, shown, text));
    });
    body.append(
      element("h3", { textContent: "Report an error here" }),
      row("Report", report, function () { return report.value; }),
      element("p", {
        className: "cite-box__where",
        textContent: about.contact
          ? "Add what is wrong, and send it to " + about.contact + "."
          : "The edition has no address for reports yet. Keep the text, or give it to whoever gave you this edition."
      })
    );
    giveBack = from;
    box.showModal();
    box.scrollTop = 0;
  }

  /* ---- the way to it: one button, put beside the paragraph or note that is pointed at, focused or addressed ---- */

  var tool = element("button", { type: "button", className: "cite-tool", textContent: "cite" });
  tool.dataset.editorial = "";
  tool.addEventListener("mousedown", function (event) { event.preventDefault(); }); // what is marked stays marked
  tool.addEventListener("click", function () { open(tool.closest(UNITS), tool); });

  function put(unit) {
    if (!unit || unit.contains(tool) || !article.contains(unit)) return;
    if (document.activeElement === tool || giveBack) return;
    tool.setAttribute("aria-label", "Cite " + placeOf(unit).name + ", or report an error");
    var number = unit.querySelector(".number, .note-label, .editors-note__head a, .label + a");
    if (number) number.after(tool);
    else unit.prepend(tool);
  }

  article.addEventListener("focusin", function (event) { put(event.target.closest(UNITS)); });
  article.addEventListener("pointerover", function (event) {
    if (event.pointerType === "mouse") put(event.target.closest(UNITS));
  });
  function addressed() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) put(target.closest(UNITS));
  }
  window.addEventListener("hashchange", addressed);
  addressed();

  document.querySelectorAll("[data-cite-open]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      open(null, link);
    });
  });
})();
