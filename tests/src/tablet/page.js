// What a person makes out on a page: things by what they are and what they are called. An
// approximation of the accessibility tree, good for this app.
const [what, ...args] = arguments;

const KINDS = {
  button: "button, input[type=submit], input[type=button], summary, [role=button]",
  link: "a[href], [role=link]",
  field:
    "input:not([type=radio]):not([type=checkbox]):not([type=file]):not([type=submit]):not([type=button]):not([type=hidden]), textarea, select, [role=textbox], [role=combobox]",
  radio: "input[type=radio], [role=radio]",
  option: "[role=option]:not([aria-disabled=true]), option",
  heading: "h1, h2, h3, h4, legend, [role=heading]",
  file: "input[type=file]",
};

const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();

// Within a fold that is closed: the browser gives it a place all the same.
const folded = (one) => {
  for (let fold = one.closest("details:not([open])"); fold; fold = fold.parentElement && fold.parentElement.closest("details:not([open])")) {
    const summary = fold.querySelector(":scope > summary");
    if (one !== fold && !(summary && summary.contains(one))) return true;
  }
  return false;
};

// Drawn somewhere. A radio button or a file's input may lie unseen under its label.
const seen = (element) => {
  if (element.closest("[hidden], [aria-hidden=true], [inert]")) return false;
  const drawn = (one) =>
    one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden" && !folded(one);
  if (drawn(element)) return true;
  return ["radio", "file", "checkbox"].includes(element.type) && [...(element.labels || [])].some(drawn);
};

// Text as it is read out: without what is hidden from a reader.
const spoken = (element) => {
  if (element.nodeType === Node.TEXT_NODE) return element.textContent;
  if (element.nodeType !== Node.ELEMENT_NODE || element.getAttribute("aria-hidden") === "true") return "";
  if (element.getAttribute("aria-label")) return element.getAttribute("aria-label");
  const parts = [...element.childNodes].map(spoken);
  return getComputedStyle(element).display === "inline" ? parts.join("") : ` ${parts.join("")} `;
};

const name = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return tidy(by.split(/\s+/).map((id) => document.getElementById(id)).filter(Boolean).map(spoken).join(" "));
  if (element.getAttribute("aria-label")) return tidy(element.getAttribute("aria-label"));
  if (element.labels && element.labels.length) return tidy([...element.labels].map(spoken).join(" "));
  if (element.matches("input, textarea, select")) return tidy(element.title || element.placeholder || element.value);
  return tidy(spoken(element));
};

// An open dialog covers the rest.
const root = () => document.querySelector("dialog[open]") || document.body;

const all = (kind) => [...root().querySelectorAll(KINDS[kind])].filter(seen);

// Spaces within Chinese text are the stylesheet's doing.
const close = (text) => text.replace(/\s+/g, "");

// What a group of fields is called.
const called = (group) => {
  const legend = group.querySelector(":scope > legend");
  return close(legend ? spoken(legend) : name(group));
};

// `单小明｜签名` is what is called 签名 within what is called 单小明.
const within = (one, group) => {
  for (let at = one.parentElement; at; at = at.parentElement) {
    if (at.matches("[role=group], fieldset, section, li") && called(at).includes(close(group))) return true;
  }
  return false;
};

const find = (kind, path) => {
  const [wanted, ...groups] = path.split("｜").reverse();
  const found = all(kind).filter((one) => groups.every((group) => within(one, group)));
  const fits = (test) => found.find((one) => test(close(name(one)), close(wanted)));
  return fits((name, wanted) => name === wanted) || fits((name, wanted) => name.includes(wanted)) || null;
};

switch (what) {
  case "find":
    return find(args[0], args[1]);
  // How many rows a long list has, and of those that are drawn the place and the name: what is read out
  // as "3 of 24".
  case "rows": {
    const rows = [...root().querySelectorAll("li[aria-posinset]")].filter(seen);
    const number = (row, what) => Number(row.getAttribute(what));
    return {
      of: rows.length ? number(rows[0], "aria-setsize") : 0,
      rows: rows.map((row) => [number(row, "aria-posinset"), tidy(spoken(row))]),
    };
  }
  case "names":
    return all(args[0]).map(name).filter((one) => one.includes(args[1]));
  case "text":
    return document.body.innerText;
  case "chip": {
    const chip = document.querySelector("a[href='#/waiting']");
    return chip ? tidy(spoken(chip)) : null;
  }
  case "section": {
    const heading = find("heading", args[0]);
    const part = heading && (heading.closest("section, fieldset, article, li, .card") || heading.parentElement);
    return part ? part.innerText : null;
  }
  // The smallest list entry under a heading that holds a text.
  case "around": {
    const heading = find("heading", args[0]);
    const part = heading && heading.closest("section, fieldset, article");
    const entries = part ? [...part.querySelectorAll("li")].filter((one) => one.innerText.includes(args[1])) : [];
    return entries.length ? entries[entries.length - 1].innerText : null;
  }
  // What to press for a choice out of a group: the radio button, or its label where it lies unseen.
  case "choice": {
    const group = all("heading").filter((one) => one.tagName === "LEGEND" && tidy(one.innerText).includes(args[0]));
    for (const legend of group) {
      for (const radio of legend.parentElement.querySelectorAll("input[type=radio]")) {
        if (name(radio) !== args[1]) continue;
        const { width, height } = radio.getBoundingClientRect();
        return width * height > 100 || !radio.labels.length ? radio : radio.labels[0];
      }
    }
    return null;
  }
  // What is chosen out of a group.
  case "chosen": {
    for (const legend of document.querySelectorAll("legend")) {
      if (!tidy(legend.innerText).includes(args[0])) continue;
      const chosen = legend.parentElement.querySelector("input[type=radio]:checked");
      return chosen ? name(chosen) : null;
    }
    return null;
  }
  default:
    throw new Error(`page.js: ${what}`);
}
