// The two buttons of the bar: light or dark, and print. Runs in the head, so that the first paint has the chosen colors.
//
// Colors follow the system until the reader decides otherwise. The decision is the one thing that the site keeps in the browser; where that is
// refused it holds for the page. Choosing what the system says forgets it.
(function () {
  "use strict";

  const KEY = "annexa-scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      const scheme = localStorage.getItem(KEY);
      return scheme === "light" || scheme === "dark" ? scheme : "";
    } catch (refused) {
      return "";
    }
  }

  function remember(scheme) {
    try {
      if (scheme) localStorage.setItem(KEY, scheme);
      else localStorage.removeItem(KEY);
    } catch (refused) {
      return;
    }
  }

  function wear(scheme) {
    if (scheme) document.documentElement.dataset.theme = scheme;
    else delete document.documentElement.dataset.theme;
  }

  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : dark.matches;
  }

  wear(remembered());

  document.addEventListener("DOMContentLoaded", function () {
    const tools = document.querySelector(".tools");
    if (!tools) return;
    const button = tools.querySelector("[data-scheme]");
    function show() {
      button.setAttribute("aria-pressed", String(isDark()));
    }
    button.addEventListener("click", function () {
      const wanted = isDark() ? "light" : "dark";
      const scheme = (wanted === "dark") === dark.matches ? "" : wanted;
      remember(scheme);
      wear(scheme);
      show();
    });
    dark.addEventListener("change", show);
    // Another page of the handbook, open beside this one.
    addEventListener("storage", function (event) {
      if (event.key !== KEY) return;
      wear(remembered());
      show();
    });
    tools.querySelector("[data-print]").addEventListener("click", function () { print(); });
    show();
    tools.hidden = false;
  });
})();
