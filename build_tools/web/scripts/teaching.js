/* Notes and answers of a student: kept in the browser, saved as a file. In a letter an editors' note waits until the
   student has written on its passage. Loaded only by the pages that are made for students, before the notes are laid. */
(function () {
  "use strict";
  var panel = document.querySelector("[data-own]");
  if (!panel) return;
  var KEY = "edition:own:";
  var own = panel.dataset.own;
  var article = document.querySelector("article[data-letter]");
  var page = document.querySelector(".letter-page");
  var told = panel.querySelector("[data-own-told]");
  var wait = panel.querySelector("[data-own-wait]");
  var texts = read(own);
  var places = []; // where something can be written

  function read(name) {
    try {
      var found = JSON.parse(localStorage.getItem(KEY + name));
      return found && typeof found === "object" ? found : {};
    } catch (refused) {
      return {};
    }
  }

  /* True where the browser has kept what was written. */
  function keep() {
    try {
      if (Object.keys(texts).length) localStorage.setItem(KEY + own, JSON.stringify(texts));
      else localStorage.removeItem(KEY + own);
      return true;
    } catch (refused) {
      return false;
    }
  }

  function keeps() {
    try {
      localStorage.setItem(KEY + "?", "");
      localStorage.removeItem(KEY + "?");
      return true;
    } catch (refused) {
      return false;
    }
  }

  function say(text) {
    told.textContent = text;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    if (name === "button") made.type = "button";
    return made;
  }

  /* The words of a place without what the edition has added to it. */
  function wordsOf(host) {
    var copy = host.cloneNode(true);
    copy.querySelectorAll("[data-editorial], .own-note, .grounds, sup").forEach(function (one) { one.remove(); });
    return copy.textContent.trim().replace(/\s+/g, " ");
  }

  function waiting(place) {
    return Boolean(wait && wait.checked && !texts[place.id] && place.notes.length);
  }

  function notesIn(number) {
    return number === 1 ? "an editors’ note waits" : number + " editors’ notes wait";
  }

  function show(place) {
    var written = texts[place.id] || "";
    place.text.textContent = written;
    place.text.hidden = !written;
    place.button.textContent = written
      ? "Change your " + place.what + " on " + place.name
      : "Write " + (place.what === "note" ? "a note" : "your answer") + " on " + place.name +
        (waiting(place) ? ": " + notesIn(place.notes.length) : "");
    place.notes.forEach(function (note) { note.classList.toggle("own-waits", waiting(place)); });
  }

  function showAll() {
    places.forEach(show);
    if (page) page.classList.add("own-ready");
    document.dispatchEvent(new CustomEvent("edition:view"));
  }

  function open(place) {
    place.form.hidden = false;
    place.button.setAttribute("aria-expanded", "true");
    place.field.value = texts[place.id] || "";
    place.field.focus();
  }

  function shut(place) {
    place.form.hidden = true;
    place.button.setAttribute("aria-expanded", "false");
    place.button.focus();
  }

  function write(place) {
    var before = waiting(place);
    var text = place.field.value.trim();
    if (text) texts[place.id] = text;
    else delete texts[place.id];
    var kept = keep();
    show(place);
    shut(place);
    document.dispatchEvent(new CustomEvent("edition:view"));
    var said = !text ? "Nothing is written on " + place.name + " now." : kept
      ? "Kept in this browser."
      : "This browser keeps nothing here: save your " + place.what + "s as a file before you leave the page.";
    if (before && !waiting(place)) {
      var marks = place.notes.length === 1 ? "The editors’ note" : "The " + place.notes.length + " editors’ notes";
      said += " " + marks + " on " + place.name + (place.notes.length === 1 ? " is" : " are") + " there now.";
    }
    say(said);
  }

  function add(host, name, what, notes) {
    var id = host.id;
    var box = element("div", "own-note");
    var place = { id: id, host: host, name: name, what: what, notes: notes };
    box.setAttribute("data-editorial", "");
    place.text = element("p", "own-note__text");
    place.text.setAttribute("data-label", "Your " + what + ":");
    place.button = element("button");
    place.button.setAttribute("aria-expanded", "false");
    place.button.setAttribute("data-own-open", id);
    place.form = element("div", "own-note__form");
    place.form.hidden = true;
    var label = element("label", "", "Your " + what + " on " + name);
    place.field = element("textarea");
    place.field.rows = 4;
    place.field.id = "own-" + id;
    label.htmlFor = place.field.id;
    var done = element("button", "", "Keep it");
    var back = element("button", "", "Close");
    place.form.append(label, place.field, done, back);
    box.append(place.text, place.button, place.form);
    if (host.tagName === "LI") host.append(box);
    else host.after(box);
    place.button.addEventListener("click", function () { if (place.form.hidden) open(place); else shut(place); });
    done.addEventListener("click", function () { write(place); });
    back.addEventListener("click", function () { shut(place); });
    place.form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        shut(place);
      }
    });
    places.push(place);
  }

  /* The paragraph in which a note's words stand; for words of a note of the letter the paragraph that calls that one. */
  function passageOf(sign) {
    var block = sign && sign.closest("[data-span][id]");
    var back = block && block.matches(".letter-note") && block.querySelector("[role=doc-backlink]");
    var call = back && document.getElementById(decodeURIComponent(back.hash.slice(1)));
    return call ? call.closest("[data-span][id]") || block : block;
  }

  function letter() {
    var notes = new Map();
    article.querySelectorAll(".editors-note").forEach(function (note) {
      var back = note.querySelector("[role=doc-backlink]");
      var block = back && passageOf(document.getElementById(decodeURIComponent(back.hash.slice(1))));
      if (block) notes.set(block, (notes.get(block) || []).concat(note));
    });
    article.querySelectorAll("[data-span][id]").forEach(function (block) {
      var number = /^p(\d+)$/.exec(block.id);
      if (!number && !notes.has(block)) return;
      add(block, number ? "paragraph " + number[1] : "“" + wordsOf(block).split(" ").slice(0, 4).join(" ") + "”", "note", notes.get(block) || []);
    });
  }

  function questions() {
    document.querySelectorAll("[data-question]").forEach(function (question) {
      var number = Array.from(question.parentElement.children).indexOf(question) + 1;
      add(question, "question " + number, "answer", []);
    });
  }

  function file() {
    var lines = [panel.dataset.ownName, "Edition, version " + panel.dataset.ownVersion, ""];
    places.forEach(function (place) {
      if (!texts[place.id]) return;
      var words = wordsOf(place.host);
      var name = place.name.charAt(0).toUpperCase() + place.name.slice(1);
      var lesson = place.host.closest(".lesson");
      var of = lesson ? lesson.querySelector("h2").textContent.trim() + ", " : "";
      var shown = words.length > 160 && !lesson ? words.slice(0, 160).replace(/\s+\S*$/, "") + " …" : words;
      lines.push(of + name, "  " + shown, "", texts[place.id], "");
    });
    return lines.join("\r\n");
  }

  panel.querySelector("[data-own-save]").addEventListener("click", function () {
    if (!Object.keys(texts).length) {
      say("There is nothing to save yet.");
      return;
    }
    var address = URL.createObjectURL(new Blob(["\ufeff", file()], { type: "text/plain;charset=utf-8" }));
    var link = element("a");
    link.href = address;
    link.download = "my-notes-" + own + ".txt";
    link.hidden = true;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
    say("Saved as " + link.download + ", in the folder of your downloads.");
  });

  panel.querySelector("[data-own-clear]").addEventListener("click", function () {
    if (!Object.keys(texts).length || !confirm("Delete all that you have written on this page?")) return;
    texts = {};
    keep();
    showAll();
    say("Deleted.");
  });

  if (wait) {
    try {
      wait.checked = localStorage.getItem(KEY + "wait") !== "off";
    } catch (refused) {
      wait.checked = true;
    }
    wait.addEventListener("change", function () {
      try {
        localStorage.setItem(KEY + "wait", wait.checked ? "on" : "off");
      } catch (refused) {
        // it holds for this page alone
      }
      showAll();
    });
  }

  /* The sign of a note that waits leads to the place where the student writes. Before the script of the notes hears it. */
  document.addEventListener("click", function (event) {
    var sign = event.target instanceof Element && event.target.closest("a[role=doc-noteref]");
    var note = sign && document.getElementById(decodeURIComponent(sign.hash.slice(1)));
    if (!note || !note.classList.contains("own-waits")) return;
    var place = places.find(function (one) { return one.notes.indexOf(note) >= 0; });
    event.preventDefault();
    event.stopPropagation();
    open(place);
  }, true);

  if (article) letter();
  else questions();
  panel.querySelector("[data-own-tools]").hidden = false;
  showAll();
  if (!keeps()) say("This browser keeps nothing here: save what you write as a file before you leave the page.");
})();
