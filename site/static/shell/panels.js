// Which panel a narrow page shows, one at a time, and whether a finger draws on it,
// or turns what is there, in place of scrolling the page.
import {byId, h, put, say} from './dom.js';

/**
 * @import {PanelName} from '../protocol.js'
 * @import {CanvasFrame} from './canvasframe.js'
 */

const narrow = matchMedia('(max-width: 619.9px)'); // as of the posters
const turns = 2; // what the pointer does on a scene; 3: it draws, 1: it presses alone
const touch = matchMedia('(any-pointer: coarse)');

export class Panels {
  element = h('div', {className: 'panels'});
  #choices = h('div', {className: 'choices', role: 'group', 'aria-label': 'Panels'});
  #draw = h('button', {type: 'button', className: 'button draw', hidden: true, 'aria-pressed': 'false'}, 'Draw');
  /** @type {CanvasFrame} */
  #canvas;
  /** @type {PanelName[]} */
  #panels = [];
  #chosen = 0;

  /**
   * @param {CanvasFrame} canvas
   * @param {string[]} titles of the panels that it will have
   */
  constructor(canvas, titles) {
    this.#canvas = canvas;
    this.element.append(this.#choices, this.#draw);
    this.#draw.addEventListener('click', () => this.draw(!this.draws));
    for (const query of [narrow, touch]) query.addEventListener('change', () => this.#render());
    this.take(titles.map((title) => ({title, acts: 0})));
  }

  /** @param {PanelName[]} panels */
  take(panels) {
    this.#panels = panels;
    this.#choices.replaceChildren(...panels.map(({title}, i) => this.#choice(title || `Panel ${i + 1}`, i)));
    this.#render();
  }

  /** @type {(title: string, i: number) => HTMLElement} */
  #choice(title, i) {
    const b = h('button', {type: 'button', textContent: title});
    b.addEventListener('click', () => this.#choose(i));
    return b;
  }

  /** @param {number} i */
  #choose(i) {
    this.#chosen = i;
    this.draw(false);
    this.#render();
    this.#choices.children[i].scrollIntoView({block: 'nearest', inline: 'nearest'});
  }

  get draws() {
    return this.#draw.getAttribute('aria-pressed') === 'true';
  }

  /**
   * Lets a finger draw, or scroll.
   * @param {boolean} yes
   */
  draw(yes) {
    if (yes === this.draws) return;
    this.#draw.setAttribute('aria-pressed', String(yes));
    this.#canvas.draw(yes);
  }

  #render() {
    const last = this.#panels.length - 1;
    const chosen = Math.max(0, Math.min(this.#chosen, last));
    const shown = narrow.matches ? this.#panels.slice(chosen, chosen + 1) : this.#panels;
    const acts = Math.max(0, ...shown.map((p) => p.acts));
    say(this.#draw, acts === turns ? 'Turn' : 'Draw');
    [...this.#choices.children].forEach((b, i) => b.setAttribute('aria-pressed', String(i === chosen)));
    put(this.#choices, 'hidden', !narrow.matches || last < 1);
    put(this.#draw, 'hidden', !(acts >= turns && touch.matches));
    put(byId('hint'), 'hidden', narrow.matches && !acts); // it is of another panel
    if (this.#draw.hidden) this.draw(false);
    this.#canvas.show(narrow.matches ? chosen : -1);
  }
}
