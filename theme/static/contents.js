// Where the reader is: marks the heading of the page's contents that is being read.
(function () {
  "use strict";

  document.addEventListener("DOMContentLoaded", function () {
    const links = new Map();
    for (const link of document.querySelectorAll(".contents a")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    if (!links.size || !("IntersectionObserver" in window)) return;
    const headings = [...links.keys()];
    let marked = null;

    // The last heading above the upper third of the window.
    function mark() {
      const line = innerHeight / 3;
      const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
      const next = links.get(passed[passed.length - 1]) || null;
      if (next === marked) return;
      if (marked) marked.removeAttribute("aria-current");
      if (next) next.setAttribute("aria-current", "location");
      marked = next;
    }

    // Headings that cross the line tell when to look; nothing is computed while they do not. All above the line counts, however far:
    // a heading may pass the window in one leap.
    const observer = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -66% 0px" });
    headings.forEach((heading) => observer.observe(heading));
    mark();
  });
})();
