// Taking things along: the numbers, the picture, the whole run, the address, the
// line for another page.
import {h, say} from './dom.js';
import {csv} from './csv.js';
import {embedLine, permalink, withFile} from './address.js';
import {pack, unpack} from './keep.js';

export class Share {
  element = h('div', {className: 'share'});
  #said = h('p', {className: 'said', role: 'status'});
  #text = h('textarea', {readOnly: true, rows: 2, hidden: true, 'aria-label': 'Text to copy'});

  constructor(session, stage) {
    const settings = () => [
      session.lab,
      session.view?.settings ?? session.wanted.knobs,
      session.state?.seed ?? session.wanted.seed,
    ];
    const name = () => `${session.lab.name}-${session.state.steps}`;
    this.#button('Numbers as CSV', async () =>
      this.#save(`${name()}.csv`, new Blob([csv(await session.frame())], {type: 'text/csv'})),
    );
    this.#button('Picture as PNG', async () => this.#save(`${name()}.png`, await stage.picture()));
    this.#button('Save run', async () =>
      this.#save(`${name()}.run.json`, new Blob([await pack(session)], {type: 'application/json'})),
    );
    this.#load(session);
    const without = () => (withFile(session.lab, settings()[1]) ? ' It leaves your file out.' : '');
    this.#button('Copy link', async () => (await this.#copy('The link', permalink(...settings()))) + without());
    this.#button(
      'Copy embed line',
      async () => (await this.#copy('The line for another page', embedLine(...settings()))) + without(),
    );
    this.element.append(this.#said, this.#text);
  }

  #button(label, act) {
    const b = h('button', {type: 'button', className: 'button', textContent: label});
    b.addEventListener('click', () => this.#do(label, act));
    this.element.append(b);
  }

  async #do(label, act) {
    this.#text.hidden = true;
    try {
      say(this.#said, await act());
    } catch (e) {
      say(this.#said, `${label}: ${e.message}.`);
    }
  }

  // A run that was saved, chosen as a file.
  #load(session) {
    const input = h('input', {type: 'file', accept: '.json', hidden: true});
    input.addEventListener('change', () =>
      this.#do('Load run', async () => {
        const kept = unpack(await input.files[0].text(), session.lab);
        input.value = '';
        await session.restore(kept);
        return `Loaded the run at step ${session.state.steps}; its digest is ${session.state.digest}.`;
      }),
    );
    this.#button('Load run', () => {
      input.click();
      return '';
    });
    this.element.append(input);
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
