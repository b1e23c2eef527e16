// How many checks hold, in a few words beside the picture; pressed, it leads to
// them.
import {byId, h, say} from './dom.js';

/** @import {Check} from '../protocol.js' */

export class Score {
  element = h('button', {type: 'button', className: 'score', title: 'Checks'});

  constructor() {
    this.element.addEventListener('click', () => byId('checks').scrollIntoView());
  }

  /**
   * @param {Check[]} checks
   * @param {boolean} final the run has ended
   */
  show(checks, final) {
    const measured = checks.filter((c) => !c.construction);
    this.element.hidden = !measured.length;
    say(this.element, `${measured.filter((c) => c.pass).length} of ${measured.length} hold${final ? '' : ' so far'}`);
  }
}
