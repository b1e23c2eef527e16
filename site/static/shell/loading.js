// What is being loaded, in bytes of bytes.
import {h, say} from './dom.js';
import {bytes} from './numbers.js';

/** @import {Loaded} from '../wasm.js' */

export class Loading {
  element = h('div', {className: 'loading'});
  #text = h('p');
  #bar = h('progress', {max: 1, 'aria-label': 'Loading'});
  /** @type {string} */
  #what;

  /** @param {string} what "the solver", "the picture" */
  constructor(what) {
    this.#what = what;
    this.element.append(this.#text, this.#bar);
    this.show({loaded: 0, total: null});
  }

  /** @param {Loaded} loaded */
  show({loaded, total}) {
    if (total) this.#bar.value = Math.min(1, loaded / total);
    else this.#bar.removeAttribute('value');
    say(this.#text, this.#words(loaded, total));
  }

  /** @type {(loaded: number, total: number | null) => string} */
  #words(loaded, total) {
    if (loaded === 0) return `Loading ${this.#what}…`;
    if (!total) return `Loading ${this.#what}: ${bytes(loaded)}`;
    return loaded < total ? `Loading ${this.#what}: ${bytes(loaded)} of ${bytes(total)}` : `Starting ${this.#what}…`;
  }
}
