// Takes back changes of settings, one after the other. Changes of one control that
// follow each other at once, as while a slider is dragged, are one.
import {h, put} from './dom.js';

/** @import {Settings} from '../protocol.js' */

const most = 50;
const pause = 1500; // ms after which the same control makes another change

export class Undo {
  element = h('button', {type: 'button', className: 'button', textContent: 'Undo', disabled: true});
  /** @type {{before: Settings, what: string, key: string | null, at: number}[]} */
  #past = [];
  #back = false; // while a change is taken back

  /** @param {(values: Settings) => Promise<boolean>} set */
  constructor(set) {
    this.element.addEventListener('click', async () => {
      const last = this.#past.pop();
      if (!last || this.#back) return;
      this.#back = true;
      await set(last.before);
      this.#back = false;
      this.#show();
    });
  }

  /**
   * Notes a change that was made.
   * @type {(before: Settings, what: string, key: string | null) => void}
   */
  note(before, what, key) {
    if (this.#back) return;
    const last = this.#past.at(-1);
    const at = performance.now();
    if (last && key !== null && last.key === key && at - last.at < pause) {
      last.at = at;
      last.before = {...before, ...last.before};
    } else this.#past.push({before, what, key, at});
    this.#past.splice(0, this.#past.length - most);
    this.#show();
  }

  #show() {
    const last = this.#past.at(-1);
    put(this.element, 'disabled', !last);
    put(this.element, 'title', last ? `Takes back the change of ${last.what}` : 'Nothing to take back');
  }
}
