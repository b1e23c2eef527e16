// What is being loaded, in bytes of bytes.
import {h, say} from './dom.js';
import {bytes} from './numbers.js';

export class Loading {
  element = h('div', {className: 'loading'});
  #text = h('p', {textContent: 'Loading the solver…'});
  #bar = h('progress', {max: 1, 'aria-label': 'Loading'});

  constructor() { this.element.append(this.#text, this.#bar); }

  show({loaded, total}) {
    if (!total) return say(this.#text, `Loading the solver: ${bytes(loaded)}`);
    this.#bar.value = Math.min(1, loaded / total);
    say(this.#text, loaded < total ? `Loading the solver: ${bytes(loaded)} of ${bytes(total)}` : 'Starting the solver…');
  }
}
