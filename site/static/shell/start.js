// The Start button. While programs load it is the bar that says how far they are:
// bytes of bytes, then what is still done before there is something to see.
import {programs} from '../build.js';
import {h, put, say} from './dom.js';
import {bytes} from './numbers.js';

/** @import {Loaded} from '../wasm.js' */

export class Start {
  element = h('div', {className: 'start'});
  #text = h('span', {textContent: 'Start'});
  #button = h('button', {type: 'button', className: 'button first'}, this.#text);
  #bar = h('progress', {className: 'unseen', max: 1, value: 0, 'aria-label': 'Loading', hidden: true});
  /** @type {Map<string, Loaded>} */
  #loads = new Map(); // of each program of which something has come
  #names;

  /**
   * @param {string[]} names of the programs that will be loaded
   * @param {() => void} act
   */
  constructor(names, act) {
    this.#names = names;
    this.#button.addEventListener('click', () => this.#waits || act());
    this.element.append(this.#button, this.#bar);
  }

  get #waits() {
    return !this.#bar.hidden;
  }

  get focused() {
    return document.activeElement === this.#button;
  }

  /** The button is the bar from now on; it keeps the focus. */
  begin() {
    this.#wait(true);
    this.#show(0, 'Loading…');
  }

  /**
   * @param {string} name of a program
   * @param {Loaded} loads how much of it
   */
  progress(name, loads) {
    if (!this.#waits || !this.#names.includes(name)) return;
    this.#loads.set(name, loads);
    const sum = this.#names.reduce((sum, name) => sum + (this.#loads.get(name)?.loaded ?? 0), 0);
    const total = this.#names.reduce((sum, name) => sum + this.#size(name), 0);
    this.#show(sum / total, sum < total ? `${bytes(sum)} of ${bytes(total)}` : 'Compiling…');
  }

  /**
   * How large a program is; of which nothing has come yet, as the others come.
   * @param {string} name
   */
  #size(name) {
    const [[other, {total}]] = this.#loads;
    const {bytes, packed} = programs[name] ?? {bytes: 0, packed: 0};
    return this.#loads.get(name)?.total ?? (total === programs[other]?.bytes ? bytes : packed);
  }

  /** The programs run; the picture is still to be painted. */
  painting() {
    if (this.#waits) this.#show(1, 'First picture…');
  }

  /** Loading did not work; it may be tried again. */
  again() {
    this.#wait(false);
    say(this.#text, 'Try again');
  }

  /** @param {boolean} waits */
  #wait(waits) {
    this.#bar.hidden = !waits;
    this.#button.setAttribute('aria-disabled', String(waits));
    this.element.classList.toggle('waits', waits);
  }

  /** @type {(part: number, text: string) => void} */
  #show(part, text) {
    put(this.#bar, 'value', Math.min(1, part));
    this.#button.style.setProperty('--part', `${Math.round(100 * Math.min(1, part))}%`);
    say(this.#text, text);
  }
}
