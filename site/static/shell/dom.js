// Making and changing nodes. A node is touched only where something changed, so
// that a page which is told the same thing again does nothing.

/**
 * Makes an element; properties whose name has a dash, and role, are attributes.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Partial<HTMLElementTagNameMap[K]> & Record<`${string}-${string}`, string>} properties
 * @param {(Node | string)[]} children
 */
export function h(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role') made.setAttribute(key, String(value));
    else Object.assign(made, {[key]: value});
  }
  made.append(...children);
  return made;
}

/**
 * Sets the text of a node if it is another one.
 * @param {Node} node
 * @param {string} text
 */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Sets a property of a node if it is another one.
 * @template {Node} N
 * @template {keyof N} K
 * @param {N} node
 * @param {K} key
 * @param {N[K]} value
 */
export function put(node, key, value) {
  if (node[key] !== value) node[key] = value;
}

/**
 * An element that lab.html has.
 * @param {string} id
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element ${id}`);
  return found;
}

/**
 * An icon from one path in a square of 16.
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const p = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  p.setAttribute('d', path);
  svg.append(p);
  return svg;
}
