// What is wrong with the value that stands in a control, said below it. The value
// stays there until the control is left, or Escape gives it up.
import {h, say} from './dom.js';

/** @import {Row} from './controls.js' */

export class Complaint {
  stands = false;
  #error = h('p', {className: 'error', role: 'alert'});
  #place = h('pre', {className: 'place', 'aria-hidden': 'true', hidden: true});
  #help;
  #giveUp;
  /** @type {Row['input'] | null} */
  #input = null;

  /**
   * @param {string} id of the control
   * @param {string} help what the control changes
   * @param {() => void} giveUp goes back to the value that is running
   */
  constructor(id, help, giveUp) {
    this.#error.id = `${id}-error`;
    this.#help = h('p', {className: 'help', id: `${id}-help`, textContent: help});
    this.#giveUp = giveUp;
  }

  /** @param {string} text what the control changes */
  set help(text) {
    say(this.#help, text);
  }

  /** @param {Row} row */
  attach({element, input}) {
    this.#input = input;
    input.setAttribute('aria-describedby', `${this.#help.id} ${this.#error.id}`);
    element.append(this.#place, this.#error, this.#help);
    element.addEventListener('focusout', ({relatedTarget}) => {
      if (this.stands && !(relatedTarget instanceof Node && element.contains(relatedTarget))) this.#giveUp();
    });
    element.addEventListener('keydown', (e) => {
      if (e.key !== 'Escape') return;
      e.preventDefault();
      this.#giveUp();
    });
  }

  /** @param {string} message */
  say(message) {
    this.stands = message !== '';
    say(this.#error, message);
    this.#input?.setAttribute('aria-invalid', String(this.stands));
    this.#point(message);
  }
  clear() {
    if (this.stands) this.say('');
  }

  /**
   * Marks the place in a text that a message names.
   * @param {string} message
   */
  #point(message) {
    const at = Number(/^at character (\d+)/.exec(message)?.[1]) - 1;
    const input = this.#input;
    this.#place.hidden = !(input instanceof HTMLTextAreaElement && at >= 0);
    if (this.#place.hidden || !input) return;
    const text = [...input.value];
    const from = Math.max(0, at - 16);
    const part = text
      .slice(from, at + 12)
      .join('')
      .replace(/\s/g, ' ');
    say(this.#place, `${part}\n${' '.repeat(at - from)}^`);
    if (document.activeElement === input) /** @type {HTMLTextAreaElement} */ (input).setSelectionRange(at, at);
  }
}
