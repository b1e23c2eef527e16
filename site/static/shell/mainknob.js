// The slider that stands beside the picture where a page is narrow: that of the
// knob which the lab wants at hand, or the first that acts while a run goes on.
import {faultText} from '../rpc.js';
import {h, put, say} from './dom.js';
import {fraction, steps, value} from './slider.js';
import {latest} from './throttle.js';

/**
 * @import {Knob, Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 */

/** @param {Lab} lab */
function mainKnob(lab) {
  const wanted = 'slider' in lab ? lab.slider : '';
  const sliders = lab.knobs.filter((k) => k.kind === 'int' || k.kind === 'float');
  return sliders.find((k) => k.name === wanted) ?? sliders.find((k) => k.live) ?? sliders[0];
}

export class MainKnob {
  element = h('div', {className: 'main-knob'});
  /** @type {Knob | undefined} */
  #knob;
  #value = h('output');
  #slider = h('input', {type: 'range', id: 'main-knob', min: '0', step: '1'});
  #moved = false; // and not answered yet

  /**
   * @param {Lab} lab
   * @param {(values: Settings) => Promise<void>} set changes settings, or rejects
   */
  constructor(lab, set) {
    const knob = (this.#knob = mainKnob(lab));
    if (!knob) return;
    this.#slider.max = String(steps(knob));
    const send = latest(async (/** @type {Settings} */ values) => {
      await set(values).catch((e) => console.warn(faultText(e).message)); // it is said beside the other control
      this.#moved = false;
    });
    this.#slider.addEventListener('input', () => {
      const text = value(knob, this.#slider.valueAsNumber);
      this.#moved = true;
      this.#say(text);
      send({[knob.name]: text});
    });
    this.element.append(h('label', {htmlFor: 'main-knob'}, `${knob.label} `, this.#value), this.#slider);
    this.show({[knob.name]: knob.default});
  }

  /** @param {Settings} settings */
  show(settings) {
    const text = this.#knob && settings[this.#knob.name];
    if (!this.#knob || text === undefined || this.#moved) return;
    this.#say(text);
    put(this.#slider, 'value', String(Math.max(0, fraction(this.#knob, text) || 0)));
  }

  /** @param {string} text */
  #say(text) {
    const unit = this.#knob?.unit;
    const shown = unit ? `${text}\u202f${unit}` : text;
    say(this.#value, shown);
    if (this.#slider.getAttribute('aria-valuetext') !== shown) this.#slider.setAttribute('aria-valuetext', shown);
  }
}
