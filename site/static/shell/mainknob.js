// The slider that stands beside the picture where a page is narrow: that of the
// knob which the lab wants at hand.
import {dialOf} from './dial.js';
import {h, put, say} from './dom.js';
import {sliderOf} from './slider.js';
import {latest} from './throttle.js';

/**
 * @import {Lab} from '../labs.js'
 * @import {Scale, Settings} from '../protocol.js'
 */

export class MainKnob {
  element = h('div', {className: 'main-knob'});
  #knob;
  #dial;
  #name = h('span');
  #value = h('output');
  #slider;
  #moved = false; // and not answered yet

  /**
   * @param {Lab} lab
   * @param {(name: string, value: string) => Promise<void>} set changes a setting, or says why not
   */
  constructor(lab, set) {
    const knob = (this.#knob = lab.knobs.find((k) => k.name === lab.slider));
    if (!knob) return;
    this.#dial = dialOf(knob);
    const send = latest(async (/** @type {{value: string}} */ {value}) => {
      await set(knob.name, value);
      this.#moved = false;
    });
    /** @param {string} text */
    const enter = (text) => {
      const value = this.#dial?.toKnob(text) ?? null;
      if (value === null) return;
      this.#moved = true;
      this.#say(text);
      send({value});
    };
    this.#slider = sliderOf(knob.label, enter, () => send({value: knob.default}));
    this.element.append(h('p', {}, this.#name, this.#value), this.#slider.element);
    this.show({[knob.name]: knob.default});
  }

  /**
   * @param {Settings} settings
   * @param {Scale[]} [scales]
   */
  show(settings, scales) {
    const value = this.#knob && settings[this.#knob.name];
    if (!this.#knob || value === undefined || this.#moved) return;
    const scale = scales?.find((s) => s.knob === this.#knob?.name);
    put(this.element, 'hidden', scale?.at.length === 0); // it means nothing at present
    this.#dial = dialOf(this.#knob, scale);
    say(this.#name, this.#dial.knob.label);
    this.#slider?.name(this.#dial.knob.label);
    this.#say(this.#dial.read(value));
  }

  /** @param {string} text */
  #say(text) {
    if (!this.#dial) return;
    const {unit} = this.#dial.knob;
    say(this.#value, unit ? `${text}\u202f${unit}` : text);
    this.#slider?.move(this.#dial.knob, text, text);
  }
}
