// What is understood of a text, below it while it is typed: a formula, and what can
// be said of it.
import {h} from './dom.js';
import {latest} from './throttle.js';

/**
 * @import {Echo} from '../protocol.js'
 * @import {Ask} from './controls.js'
 */

const pause = 150; // ms without a key, after which it is asked

export class TypedEcho {
  element = h('div', {
    className: 'echo',
    hidden: true,
    tabIndex: 0,
    role: 'group',
    'aria-label': 'As it is understood',
  });
  /** @type {Ask} */
  #ask;
  #mute = false; // the lab does not say
  #timer = 0;
  #heard = '';

  /** @param {Ask} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /** @param {string} text */
  hear(text) {
    if (this.#mute || text === this.#heard) return;
    this.#heard = text;
    this.element.classList.add('stale');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#answer({text}), pause);
  }

  #answer = latest(async (/** @type {{text: string}} */ {text}) => {
    const echo = await this.#ask(text).catch(() => undefined);
    this.#mute = echo === null;
    if (echo) this.#show(echo);
    else this.#heard = ''; // it is asked again when it is shown again
  });

  // What cannot be read leaves the last formula, paler.
  /** @param {Echo} echo */
  #show({mathml, remarks, wrong}) {
    if (wrong) return;
    this.element.hidden = false;
    this.element.classList.remove('stale');
    const list = h('ul', {}, ...remarks.map((textContent) => h('li', {textContent})));
    this.element.replaceChildren(...formula(mathml), ...(remarks.length ? [list] : []));
  }
}

/** @param {string} mathml */
function formula(mathml) {
  const parsed = new DOMParser().parseFromString(mathml, 'text/html').querySelector('math');
  return parsed ? [document.importNode(parsed, true)] : [];
}
