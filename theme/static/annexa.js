// What pages gain when scripts are allowed: states as of the day of reading, folds.
// A classic script: it works from a folder as from a server. Nothing is fetched.
(function () {
  "use strict";

  document.documentElement.classList.add("js");

  function all(selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  }

  // States of reviews as of the day of reading; the words are those of the build (`distance_in_words`, `review_badge`).
  const STATES = new Map([["In date", "ok"], ["Review due soon", "warn"], ["Review overdue", "bad"]]);
  const PRESENT = new Map([["Present, in date", "ok"], ["Present, overdue", "warn"]]);

  function dayNumber(iso) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso || "");
    return parts ? Date.UTC(+parts[1], +parts[2] - 1, +parts[3]) / 86400000 : NaN;
  }

  function distance(days) {
    if (days === 0) return "today";
    if (days === 1) return "tomorrow";
    if (days === -1) return "yesterday";
    return days > 0 ? "in " + days + " days" : -days + " days ago";
  }

  // Days from the day of reading, or NaN. A handbook built for a later day keeps the states of that day.
  function daysUntil(iso) {
    const now = new Date();
    const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86400000;
    return today > dayNumber(document.body.dataset.today) ? dayNumber(iso) - today : NaN;
  }

  // The state of a review and its tone instead of the one that was built; null when that stands. The search asks, too.
  function stateOn(due, built) {
    const days = daysUntil(due);
    if (isNaN(days)) return null;
    if (PRESENT.has(built)) {
      const state = days < 0 ? "Present, overdue" : "Present, in date";
      return { state, tone: PRESENT.get(state) };
    }
    if (!STATES.has(built)) return null;
    const state = days < 0 ? "Review overdue" : days <= Number(document.body.dataset.warnDays) ? "Review due soon" : "In date";
    return { state, tone: STATES.get(state) };
  }
  window.annexaStateOn = stateOn;

  function reviews() {
    all("[data-due]").forEach(function (place) {
      const days = daysUntil(place.dataset.due);
      if (isNaN(days)) return;
      if (place.matches(".banner")) {
        place.hidden = days >= 0;
        return;
      }
      all(".distance", place).forEach(function (words) {
        words.textContent = words.textContent.trim().startsWith("(") ? "(" + distance(days) + ")" : distance(days);
      });
      all(".late", place).forEach(function (words) {
        words.textContent = days < 0 ? -days + (days === -1 ? " day late" : " days late") : distance(days);
        words.className = "badge badge-" + stateOn(place.dataset.due, "In date").tone + " late";
      });
      all(".way", place).forEach(function (words) { words.textContent = days < 0 ? "since" : "until"; });
      all(".badge", place).forEach(function (badge) {
        const now = stateOn(place.dataset.due, badge.textContent.trim());
        if (!now) return;
        badge.textContent = now.state;
        badge.className = "badge badge-" + now.tone;
      });
    });
  }

  // The tree and the page's contents are open where there is room for them.
  function folds() {
    [[".tree-fold", "(min-width: 60em)"], [".contents-fold", "(min-width: 75em)"]].forEach(function (fold) {
      const room = matchMedia(fold[1]);
      function set() {
        all(fold[0]).forEach(function (details) { details.open = room.matches; });
      }
      set();
      room.addEventListener("change", set);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    folds();
    reviews();
  });
})();
