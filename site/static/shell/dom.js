// Making and changing nodes. A node is touched only where something changed, so
// that a page which is told the same thing again does nothing.

/** Makes an element; properties whose name has a dash, and role, are attributes. */
export function h(name, properties = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'for') e.setAttribute(key, value);
    else e[key] = value;
  }
  e.append(...children);
  return e;
}

/** Sets the text of a node if it is another one. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets a property of a node if it is another one. */
export function put(node, key, value) {
  if (node[key] !== value) node[key] = value;
}

export const byId = (id) => document.getElementById(id);

/** An icon from one path in a square of 16. */
export function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const p = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  p.setAttribute('d', path);
  svg.append(p);
  return svg;
}
