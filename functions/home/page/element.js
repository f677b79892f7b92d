/** @typedef {string | Node | false | null | undefined} Child false, null and undefined are omitted */

/**
 * Makes an element. Texts become text nodes and are never parsed as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>}
 *   attributes a function is a listener for the event of that name; true is an attribute without a
 *   value; false, null and undefined are omitted
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...shown(children));
  return made;
}

/** @param {Element} parent @param {...Child} children */
export function replaceChildren(parent, ...children) {
  parent.replaceChildren(...shown(children));
}

/** @param {Child[]} children */
function shown(children) {
  return children.filter((child) => typeof child === 'string' || child instanceof Node);
}
