// What is said over the picture. Each note speaks of one thing and stands until
// it is cleared by that; of several the worst shows.
import {h} from './dom.js';

/** @typedef {(typeof ranks)[number]} Topic */

// Worst first: there is no run, it has ended, it does not answer, something was
// refused, there is no picture, an earlier run is kept, the poster is of another one.
const ranks = /** @type {const} */ (['unable', 'stopped', 'silent', 'refused', 'picture', 'kept', 'poster']);

export class Notes {
  element = h('div', {className: 'note', role: 'status', hidden: true});
  /** @type {Map<Topic, Node[]>} */
  #notes = new Map();

  /**
   * Says something, with a button where something can be done; pressed, it takes
   * the note away with it.
   * @param {Topic} topic
   * @param {string} text
   * @param {string} [label]
   * @param {() => void} [act]
   */
  say(topic, text, label, act) {
    /** @type {HTMLElement[]} */
    const nodes = [h('p', {textContent: text})];
    if (label && act) nodes.push(this.#button(topic, label, act));
    this.#notes.set(topic, nodes);
    this.#render();
  }

  /** @type {(topic: Topic, label: string, act: () => void) => HTMLElement} */
  #button(topic, label, act) {
    const b = h('button', {type: 'button', className: 'button', textContent: label});
    const press = () => {
      this.clear(topic);
      act();
    };
    b.addEventListener('click', press, {once: true});
    return b;
  }

  /** @param {Topic[]} topics */
  clear(...topics) {
    const had = topics.filter((topic) => this.#notes.delete(topic));
    if (had.length) this.#render();
  }

  #render() {
    const worst = ranks.find((topic) => this.#notes.has(topic));
    const nodes = worst ? (this.#notes.get(worst) ?? []) : [];
    this.element.hidden = !worst;
    if (nodes[0] !== this.element.firstChild) this.element.replaceChildren(...nodes);
  }
}
