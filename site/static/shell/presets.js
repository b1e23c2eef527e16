// Settings that are worth a try, in a list, with a sentence about those there are.
import {h, say} from './dom.js';

/**
 * @import {Knob, Preset} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 */

export class Presets {
  #name = h('summary', {className: 'button', textContent: 'Try…'});
  #list = h('ul');
  element = h('details', {className: 'try', hidden: true}, this.#name, this.#list);
  about = h('p', {className: 'about', role: 'status'});
  /** @type {Settings} */
  defaults;
  /** @type {Knob[]} */
  #knobs;
  /** @type {(Preset & {all: Settings})[]} */
  #presets;

  /**
   * @param {Preset[]} presets
   * @param {Knob[]} knobs
   * @param {(values: Settings) => Promise<boolean>} set
   */
  constructor(presets, knobs, set) {
    this.#knobs = knobs;
    this.defaults = Object.fromEntries(knobs.map((k) => [k.name, k.default]));
    // How a result is computed, and from which seed, is no matter of these.
    const own = Object.fromEntries(knobs.filter((k) => k.level !== 'advanced').map((k) => [k.name, k.default]));
    this.#presets = presets.map((p) => ({...p, all: {...own, ...p.knobs}}));
    this.#list.append(...this.#presets.map((p) => h('li', {}, this.#choice(p, set))));
    this.element.hidden = presets.length === 0;
    this.element.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape' || !this.element.open) return;
      this.#close();
      e.stopPropagation();
    });
  }

  /**
   * A preset with its sentence; pressed, it sets the knobs and the list closes.
   * @type {(p: Preset & {all: Settings}, set: (values: Settings) => Promise<boolean>) => HTMLElement}
   */
  #choice({name, about, all}, set) {
    const b = h(
      'button',
      {type: 'button', 'aria-pressed': 'false'},
      h('strong', {textContent: name}),
      ' ',
      h('span', {textContent: about}),
    );
    b.addEventListener('click', () => {
      this.#close();
      set(all);
    });
    return b;
  }

  #close() {
    this.element.open = false;
    this.#name.focus({preventScroll: true});
  }

  /** @param {Settings} settings */
  show(settings) {
    const at = this.#presets.findIndex((p) => this.#alike(p.all, settings));
    [...this.#list.querySelectorAll('button')].forEach((b, i) => b.setAttribute('aria-pressed', String(i === at)));
    say(this.#name, at < 0 ? 'Try…' : this.#presets[at].name);
    say(this.about, at < 0 ? '' : this.#presets[at].about);
  }

  /** @param {Settings} settings */
  areDefaults(settings) {
    return this.#alike(this.defaults, settings);
  }

  /** @type {(wanted: Settings, settings: Settings) => boolean} */
  #alike(wanted, settings) {
    return this.#knobs.every(({name, kind}) => {
      const [a, b] = [wanted[name], settings[name]];
      if (a === undefined || b === undefined || a === b) return true;
      return (kind === 'int' || kind === 'float') && Number(a) === Number(b);
    });
  }
}
