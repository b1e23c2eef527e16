// The keys of a laboratory, in a dialogue that "?" opens.
import {h} from './dom.js';

const rows = [
  ['Space', 'run or pause'],
  ['.', 'one step'],
  ['R', 'reset'],
  ['?', 'this list'],
  ['Tab', 'from one control to the next, the picture among them; then'],
  ['← → ↑ ↓', 'cross hairs that read the picture, with Shift pixel by pixel; a scene is turned, with Ctrl read'],
  [
    '+ − 0',
    'what is there larger, smaller, all as it was; Ctrl with the wheel does so too, and a double click shows all',
  ],
  ['Enter', 'what a click does there'],
  ['Escape', 'ends drawing; out of the picture'],
];

export class Help {
  element = h(
    'dialog',
    {className: 'key-list', 'aria-labelledby': 'help-title'},
    h('h2', {id: 'help-title', textContent: 'Keys'}),
    h(
      'dl',
      {},
      ...rows.flatMap(([key, text]) => [h('dt', {}, h('kbd', {textContent: key})), h('dd', {textContent: text})]),
    ),
    h('form', {method: 'dialog'}, h('button', {className: 'button', textContent: 'Close'})),
  );

  open() {
    if (!this.element.open) this.element.showModal();
  }
}
