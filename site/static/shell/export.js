// Taking things along: the numbers, the picture, the whole run, the address, the
// line for another page.
import {build} from '../build.js';
import {faultText} from '../rpc.js';
import {embedLine, permalink, withFile} from './address.js';
import {h, say} from './dom.js';
import {withText} from './png.js';
import {pack, unpack} from './runfile.js';

/**
 * @import {Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 * @import {CanvasFrame} from './canvasframe.js'
 * @import {Session} from './session.js'
 */

/**
 * What run a picture is of.
 * @param {Session} session
 */
function description({lab, report}) {
  const {seed, settings, steps, digest} = report;
  return JSON.stringify({lab: lab.name, build, settings, seed, steps, digest});
}

export class Export {
  element = h('div', {className: 'export'});
  #said = h('p', {className: 'said', role: 'status'});
  #text = h('textarea', {readOnly: true, rows: 2, hidden: true, 'aria-label': 'Text to copy'});
  /** @type {Session} */
  #session;

  /**
   * @param {Session} session
   * @param {CanvasFrame} canvas
   */
  constructor(session, canvas) {
    this.#session = session;
    this.#button('Numbers as CSV', async () => this.#save('csv', 'text/csv', await session.csv()));
    this.#button('Picture as PNG', async () =>
      this.#save('png', 'image/png', await withText(await canvas.picture(), description(session))),
    );
    this.#button('Save run', async () => this.#save('run.json', 'application/json', await pack(session)));
    this.#load();
    this.#button('Copy link', () => this.#copy('The link', permalink));
    this.#button('Copy embed line', () => this.#copy('The line for another page', embedLine));
    this.element.append(this.#said, this.#text);
  }

  /** @type {(label: string, act: () => string | Promise<string>) => void} */
  #button(label, act) {
    const b = h('button', {type: 'button', className: 'button', textContent: label});
    b.addEventListener('click', () => this.#do(label, act));
    this.element.append(b);
  }

  /** @type {(label: string, act: () => string | Promise<string>) => Promise<void>} */
  async #do(label, act) {
    this.#text.hidden = true;
    try {
      say(this.#said, await act());
    } catch (e) {
      say(this.#said, `${label}: ${faultText(e).message}.`);
    }
  }

  // A run that was saved, chosen as a file.
  #load() {
    const input = h('input', {type: 'file', accept: '.json', hidden: true});
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file) this.#do('Load run', () => this.#restore(file));
      input.value = ''; // so that the same file can be chosen again
    });
    this.#button('Load run', () => {
      input.click();
      return '';
    });
    this.element.append(input);
  }

  /** @param {File} file */
  async #restore(file) {
    await this.#session.restore(unpack(await file.text(), this.#session.lab));
    const {steps, digest} = this.#session.report;
    return `Loaded the run at step ${steps}; its digest is ${digest}.`;
  }

  /** @type {(extension: string, type: string, content: BlobPart) => string} */
  #save(extension, type, content) {
    const name = `${this.#session.lab.name}-${this.#session.report.steps}.${extension}`;
    const a = h('a', {href: URL.createObjectURL(new Blob([content], {type})), download: name});
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    return `${name} is handed to the browser.`;
  }

  /**
   * Copies what line makes of the run's settings. Where the clipboard is closed to
   * us the text is shown instead, selected.
   * @param {string} what
   * @param {(lab: Lab, settings: Settings, seed: string) => string} line
   */
  async #copy(what, line) {
    const {lab, view, wanted} = this.#session;
    const settings = view?.settings ?? wanted.knobs;
    const text = line(lab, settings, String(view?.seed ?? wanted.seed ?? ''));
    const without = withFile(lab, settings) ? ' It leaves your file out.' : '';
    try {
      await navigator.clipboard.writeText(text);
      return `${what} is copied.${without}`;
    } catch {
      Object.assign(this.#text, {value: text, hidden: false});
      this.#text.select();
      return `${what}, to be copied from here:${without}`;
    }
  }
}
