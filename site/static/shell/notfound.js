// A page for an address that names no laboratory.
import {labs} from '../labs.js';
import {byId, h} from './dom.js';

/** @param {string} name */
export function noSuchLab(name) {
  const links = labs.map((l) => h('li', {}, h('a', {href: `?lab=${l.name}`, textContent: l.name}), ` · ${l.title}`));
  byId('lab').replaceChildren(
    h(
      'section',
      {className: 'not-found', role: 'alert'},
      h('h1', {textContent: `There is no lab “${name}”`}),
      h('p', {textContent: 'There are:'}),
      h('ul', {}, ...links),
    ),
  );
}
