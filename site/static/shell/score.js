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
    const all = checks.filter((c) => !c.construction);
    const known = all.filter((c) => c.known);
    const open = all.length - known.length;
    this.element.hidden = !all.length;
    const parts = [];
    if (known.length) parts.push(`${known.filter((c) => c.pass).length} of ${known.length} hold`);
    if (open) parts.push(final ? `${open} not measured` : `${open} ${known.length ? '' : 'checks '}to come`);
    say(this.element, parts.join(', '));
  }
}
