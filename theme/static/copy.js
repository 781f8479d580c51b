// The link of a heading copies its own address. Without scripts, and where the clipboard is refused, it is a link like others.
(function () {
  "use strict";

  const SHOWN = 4000;

  document.addEventListener("DOMContentLoaded", function () {
    if (!navigator.clipboard || !document.querySelector("a.anchor")) return;
    const status = document.createElement("p");
    status.className = "copied";
    status.setAttribute("role", "status");
    document.body.append(status);
    let timer;
    document.addEventListener("click", function (event) {
      const link = event.target.closest && event.target.closest("a.anchor");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      navigator.clipboard.writeText(link.href).then(function () {
        clearTimeout(timer);
        status.textContent = "Link copied";
        timer = setTimeout(function () { status.textContent = ""; }, SHOWN);
      }, function () {});
    });
  });
})();
