// Settings that are worth a try, in a list, with a sentence about those there are.
import {h, put, say} from './dom.js';

/**
 * @import {Knob, Preset} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 */

export class Presets {
  element = h('select', {className: 'try', 'aria-label': 'Settings to try', hidden: true});
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
    this.element.append(h('option', {value: '', textContent: 'Try…'}));
    this.element.append(...presets.map((p, i) => h('option', {value: String(i), textContent: p.name, title: p.about})));
    this.element.hidden = presets.length === 0;
    this.element.addEventListener('change', () => {
      const chosen = this.#presets[Number(this.element.value)];
      if (this.element.value !== '' && chosen) set(chosen.all);
    });
  }

  /** @param {Settings} settings */
  show(settings) {
    const at = this.#presets.findIndex((p) => this.#alike(p.all, settings));
    put(this.element, 'value', at < 0 ? '' : String(at));
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
