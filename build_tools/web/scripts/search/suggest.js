/* Suggestions below a search field while somebody types: a combobox with a list, by the pattern of WAI-ARIA 1.2.
   Loaded by find.js when a field is first used, after words.js and suggestions.js. */
(function () {
  "use strict";

  if (!window.EditionWords) return; // it did not come: the reader was already on the way to another page

  var MOST = 8;
  var FIELDS = "#site-search-field, [data-suggest]";
  var data = (window.EDITION_SUGGESTIONS || []).map(function (one) {
    return {text: one[0], told: one[1], words: " " + EditionWords.cut(one[0]).words.join(" ")};
  });
  var fields = 0;

  /* What begins with the words typed, then what has them at the beginning of a later word. */
  function fitting(typed) {
    var words = EditionWords.cut(typed).words;
    // An operator, a quotation mark or a star shows somebody who knows what to write.
    if (!words.length || words.join("").length < 2 || /["“”=*()]|\b(?:AND|OR|NOT|NEAR)\b/.test(typed)) return [];
    var sought = " " + words.join(" ");
    var first = [], later = [];
    data.forEach(function (one) {
      var at = one.words.indexOf(sought);
      if (at === 0) first.push(one);
      else if (at > 0) later.push(one);
    });
    return first.concat(later).slice(0, MOST);
  }

  function question(text) {
    return EditionWords.cut(text).words.length > 1 && !/^[^\s]+\/[^\s]+$/.test(text) ? "\"" + text + "\"" : text;
  }

  function furnish(field) {
    var id = "suggestions-" + (++fields);
    var list = document.createElement("ul");
    list.id = id;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    field.after(list);
    field.parentElement.classList.add("suggesting");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-expanded", "false");
    var active = -1, shown = [];

    function close() {
      list.hidden = true;
      active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function choose(n) {
      active = n;
      Array.from(list.children).forEach(function (option, m) { option.setAttribute("aria-selected", String(m === n)); });
      if (n < 0) field.removeAttribute("aria-activedescendant");
      else {
        field.setAttribute("aria-activedescendant", list.children[n].id);
        list.children[n].scrollIntoView({block: "nearest"});
      }
    }

    function open() {
      shown = fitting(field.value);
      list.replaceChildren(...shown.map(function (one, n) {
        var option = document.createElement("li");
        option.id = id + "-" + n;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.n = n;
        option.append(one.text);
        if (one.told) {
          var told = document.createElement("span");
          told.className = "suggestions__told";
          told.textContent = " " + one.told;
          option.append(told);
        }
        return option;
      }));
      if (!shown.length) return close();
      active = -1;
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
    }

    function take(n) {
      field.value = question(shown[n].text);
      close();
      field.form.requestSubmit();
    }

    field.addEventListener("input", open);
    field.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) open();
        if (list.hidden) return;
        event.preventDefault();
        var step = event.key === "ArrowDown" ? 1 : -1;
        // Beyond either end lies the field itself.
        choose((active + 1 + step + shown.length + 1) % (shown.length + 1) - 1);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        take(active);
      } else if (event.key === "Enter" || event.key === "Tab") {
        close();
      }
    });
    field.addEventListener("blur", close);
    list.addEventListener("mousedown", function (event) { event.preventDefault(); }); // the field keeps the focus
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[data-n]");
      if (option) take(Number(option.dataset.n));
    });
    if (document.activeElement === field && field.value && field.form.id !== "search-form") open();
  }

  document.querySelectorAll(FIELDS).forEach(furnish);
})();
