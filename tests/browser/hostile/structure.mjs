// What a page is made of, and what of it neither the theme nor the list of allowed HTML makes. The functions run in the page.

// The elements of a page with their attributes, as `ELEMENT` and `ELEMENT ATTRIBUTE`. A part of the page that an author writes is looked at apart.
export function words() {
  const found = new Set();
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    const place = element.closest(".prose, .difference") && !element.matches(".prose, .difference") ? "prose " : "";
    found.add(place + name);
    for (const { name: attribute } of element.attributes) found.add(`${place}${name} ${attribute}`);
  }
  return [...found];
}

// What is wrong with a page. `known` are the words of harmless pages with the elements and attributes that an author may write.
export function problems({ known, origin }) {
  const found = [];
  const vocabulary = new Set(known);
  const ADDRESSES = ["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "cite", "srcset", "ping", "manifest"];
  function look(root, which) {
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName;
      const place = element.closest(".prose, .difference") && !element.matches(".prose, .difference") ? "prose " : "";
      const say = (what) => found.push(`${which}${place}<${name}> ${what}: ${element.outerHTML.slice(0, 160)}`);
      if (!vocabulary.has(place + name)) say("is not of the theme");
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/i.test(attribute)) say(`has the handler ${attribute}`);
        if (attribute === "style") say("has a style");
        if (!vocabulary.has(`${place}${name} ${attribute}`)) say(`has the attribute ${attribute}`);
        if (!ADDRESSES.includes(attribute)) continue;
        // As the browser reads it: blanks, control characters and entities are gone by now.
        const address = URL.parse(value, document.baseURI);
        if (address && !["http:", "https:", "mailto:", "tel:", "file:"].includes(address.protocol)) say(`leads to ${address.protocol}`);
        const isOurs = address?.href.startsWith(origin);
        if (attribute !== "href" && attribute !== "cite" && !isOurs) say(`loads ${value}`);
        if (name === "link" && !isOurs && address?.protocol !== "https:") say(`links ${value}`);
        if (name === "script" && !(isOurs && /\/(static|search|preview)\/[a-z0-9/-]+\.js$|\/__/.test(address.pathname))) say("is not the theme's");
        if (address && address.protocol === "file:" && !origin.startsWith("file:")) say(`leads to ${address}`);
      }
      if (name === "script" && !element.getAttribute("src")) say("holds a script");
      if (name === "a" && element.protocol && /^(javascript|data|vbscript|blob|file|filesystem):$/.test(element.protocol) && !origin.startsWith("file:")) say(`leads to ${element.protocol}`);
    }
  }
  look(document, "");
  // Written as text and read once more, as by a copy or a mail, the page is the same.
  const text = document.body.innerHTML;
  if (text.length < 3e6) {
    const again = new DOMParser().parseFromString(text, "text/html");
    if (again.body.innerHTML !== text) {
      look(again, "read again: ");
    }
  }
  // Names of an author hide nothing that scripts ask for.
  for (const name of ["annexaSearch", "annexaIndex", "annexaStateOn"]) if (globalThis[name] instanceof Element || globalThis[name] instanceof HTMLCollection) found.push(`${name} is an element`);
  for (const name of ["body", "currentScript", "getElementById", "querySelectorAll", "cookie"]) if (document[name] instanceof Element && name !== "body") found.push(`document.${name} is an element`);
  return found;
}

// What readers do on a page, and what happens to it by itself, done at once: each event reaches every element that an author could have made.
export function touched() {
  const KINDS = { Event: ["focus", "blur", "focusin", "load", "error", "toggle", "beforetoggle", "scroll", "scrollend", "change", "input", "copy", "beforematch", "contentvisibilityautostatechange"],
    MouseEvent: ["mouseover", "mouseenter", "mousemove", "mousedown", "mouseup", "dblclick", "contextmenu"], PointerEvent: ["pointerover", "pointerenter", "pointerdown", "pointermove"],
    AnimationEvent: ["animationstart", "animationend"], TransitionEvent: ["transitionrun", "transitionend"], WheelEvent: ["wheel"] };
  const events = Object.entries(KINDS).flatMap(([make, names]) => names.map((name) => () => new globalThis[make](name, { bubbles: false })));
  // Those that have a handler of their own (there must be none), and those that readers use.
  const isUsed = (element) => element.matches("details, summary, button, input, [tabindex], [id]") || [...element.attributes].some(({ name }) => name.startsWith("on"));
  const elements = [document.body, ...[...document.querySelectorAll("main *")].filter(isUsed).slice(0, 400)];
  for (const element of elements) for (const make of events) element.dispatchEvent(make());
  for (const details of [...document.querySelectorAll("details")].slice(0, 50)) details.open = true;
  for (const link of [...document.querySelectorAll("main a[href^='#']:not(.anchor)")].slice(0, 20)) link.click();
  for (const name of ["beforeprint", "afterprint", "hashchange", "resize", "message", "pageshow", "scroll"]) dispatchEvent(new Event(name));
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "x", altKey: true, bubbles: true }));
}
