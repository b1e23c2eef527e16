// Taking things along: the numbers, the picture, the address, the line for
// another page.
import {h, say} from './dom.js';
import {csv} from './csv.js';
import {embedLine, permalink} from './address.js';

export class Share {
  element = h('div', {className: 'share'});
  #said = h('p', {className: 'said', role: 'status'});
  #text = h('textarea', {readOnly: true, rows: 2, hidden: true, 'aria-label': 'Text to copy'});

  constructor(session, stage) {
    const settings = () => [session.lab, session.view?.settings ?? session.wanted.knobs, session.state?.seed ?? session.wanted.seed];
    const name = () => `${session.lab.name}-${session.state.steps}`;
    this.#button('Numbers as CSV', async () => this.#save(`${name()}.csv`, new Blob([csv(await session.frame())], {type: 'text/csv'})));
    this.#button('Picture as PNG', async () => this.#save(`${name()}.png`, await stage.picture()));
    this.#button('Copy link', () => this.#copy('The link', permalink(...settings())));
    this.#button('Copy embed line', () => this.#copy('The line for another page', embedLine(...settings())));
    this.element.append(this.#said, this.#text);
  }

  #button(label, act) {
    const b = h('button', {type: 'button', className: 'button', textContent: label});
    b.addEventListener('click', async () => {
      this.#text.hidden = true;
      try {
        say(this.#said, await act());
      } catch (e) {
        say(this.#said, `${label}: ${e.message}`);
      }
    });
    this.element.append(b);
  }

  #save(name, blob) {
    const a = h('a', {href: URL.createObjectURL(blob), download: name});
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    return `Saved ${name}.`;
  }

  // Where the clipboard is closed to us the text is shown instead, selected.
  async #copy(what, text) {
    try {
      await navigator.clipboard.writeText(text);
      return `${what} is copied.`;
    } catch {
      Object.assign(this.#text, {value: text, hidden: false});
      this.#text.select();
      return `${what}, to be copied from here:`;
    }
  }
}
