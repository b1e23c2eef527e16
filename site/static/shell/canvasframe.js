// The picture: a poster until there is a canvas, and the canvas in a frame of
// its own, so that a lost context costs the picture and never the run.
import {colours} from '../colours.js';
import {Deadline} from '../deadline.js';
import {h, put} from './dom.js';
import {Notes} from './notes.js';

const patience = 30000; // ms in which the frame must say something until it is ready

/**
 * @import {Lab} from '../labs.js'
 * @import {FromCanvasFrame, PanelName, ToCanvasFrame} from '../protocol.js'
 * @import {Loaded} from '../wasm.js'
 *
 * What comes from the frame.
 * @typedef {object} Hear
 * @property {(port: MessagePort) => void} connect the engine's end of a channel to the canvas
 * @property {(key: string) => void} key one that the canvas does not keep
 * @property {(file: File) => void} drop
 * @property {(loaded: Loaded) => void} progress of its program
 * @property {(panels: PanelName[]) => void} panels what the picture has
 */

export class CanvasFrame {
  /** @type {HTMLElement} */
  element;
  /** @type {Lab} */
  #lab;
  #narrow = h('source', {media: '(max-width: 619.9px)'});
  #wide = h('img', {className: 'poster'});
  /** What is said over the picture. */
  notes = new Notes();
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** @type {Hear} */
  #hear;
  #ready = false;
  #panel = -1; // which is shown; −1: all
  #draws = false; // a finger
  #shown = () => {};

  /** Kept when the first frame is to be seen, or none will come.
   * @type {Promise<void>}
   */
  shown = new Promise((done) => (this.#shown = done));

  /** @type {Deadline | null} */
  #deadline = null; // until the frame is ready
  /** @type {((blob: Blob | null) => void) | null} */
  #pictureTaken = null;

  /**
   * @param {HTMLElement} element
   * @param {Lab} lab
   * @param {Hear} hear
   */
  constructor(element, lab, hear) {
    this.element = element;
    this.#lab = lab;
    this.#hear = hear;
    Object.assign(this.#narrow, {width: 360, height: lab.poster.narrow});
    Object.assign(this.#wide, {alt: `A frame of a run: ${lab.law}`, width: 800, height: lab.poster.wide});
    this.#showPoster();
    element.replaceChildren(h('picture', {}, this.#narrow, this.#wide), this.notes.element);
    window.addEventListener('message', ({origin, source, data}) => {
      const fromFrame = this.#frame && source === this.#frame.contentWindow;
      if (fromFrame && origin === location.origin && data) this.#onMessage(data);
    });
  }

  #showPoster() {
    /** @param {string} shape */
    const address = (shape) => new URL(`../posters/${this.#lab.name}-${colours()}${shape}.svg`, import.meta.url).href;
    put(this.#narrow, 'srcset', address('-narrow'));
    put(this.#wide, 'src', address(''));
  }

  /** Opens the frame of the canvas. */
  open() {
    if (this.#frame) return;
    this.#ready = false;
    this.notes.clear('picture');
    this.#await();
    const src = new URL('../canvas.html', import.meta.url).href;
    this.#frame = h('iframe', {className: 'canvas', title: 'Picture of the run', src});
    this.element.append(this.#frame);
  }

  /** There is nothing to paint: the poster stays. */
  close() {
    this.#deadline?.end();
    this.#frame?.remove();
    this.#frame = null;
    this.#ready = false;
    this.element.classList.remove('live');
    this.#shown();
  }

  /**
   * Shows one panel alone, or all.
   * @param {number} panel −1: all
   */
  show(panel) {
    this.#panel = panel;
    if (this.#ready) this.#tell({type: 'panel', panel});
  }

  /**
   * Lets a finger draw on the picture, or scroll the page.
   * @param {boolean} draw
   */
  draw(draw) {
    this.#draws = draw;
    if (this.#ready) this.#tell({type: 'draw', draw});
  }

  /** Follows the colours of the page. */
  setTheme() {
    this.#showPoster();
    if (!this.#ready) return;
    const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#tell({type: 'theme', theme: colours(), reducedMotion});
  }

  /**
   * Resolves to the picture as it is now, as a PNG file.
   * @returns {Promise<Blob>}
   */
  picture() {
    return new Promise((resolve, reject) => {
      const none = new Error('there is no picture to save');
      if (!this.#ready) return reject(none);
      this.#pictureTaken = (blob) => (blob ? resolve(blob) : reject(none));
      this.#tell({type: 'picture'});
    });
  }

  /** @type {(message: ToCanvasFrame, transfer?: Transferable[]) => void} */
  #tell(message, transfer = []) {
    this.#frame?.contentWindow?.postMessage(message, location.origin, transfer);
  }

  // A frame that says nothing more before it is ready, or nothing at all, since its
  // page is missing, is given up.
  #await() {
    this.#deadline?.end();
    const text = 'The picture does not load. The run, its numbers and its checks go on.';
    this.#deadline = new Deadline(patience, () => this.#fail(text));
  }

  /** @param {FromCanvasFrame} message */
  #onMessage(message) {
    if (!this.#ready) this.#deadline?.renew();
    switch (message.type) {
      case 'progress':
        return this.#hear.progress(message);
      case 'ready':
        return this.#begin();
      case 'painted':
        return this.#reveal();
      case 'height':
        return this.element.style.setProperty('--height', `${message.height}px`);
      case 'panels':
        return this.#hear.panels(message.panels);
      case 'picture':
        return this.#pictureTaken?.(message.blob);
      case 'lost':
        return this.#wait();
      case 'failed':
        return this.#fail(`The picture cannot be drawn: ${message.reason}. The run, its numbers and its checks go on.`);
      case 'key':
        return this.#hear.key(message.key);
      case 'drop':
        return this.#hear.drop(message.file);
    }
  }

  // The graphics were reset; the frame loads itself anew and says when it is ready.
  #wait() {
    this.#ready = false;
    this.element.classList.remove('live');
    this.#await();
    this.notes.say(
      'picture',
      'The picture was lost, because the graphics of this machine were reset. It is loading again; the run goes on.',
    );
  }

  #begin() {
    this.#ready = true;
    this.#deadline?.end();
    this.setTheme();
    this.show(this.#panel);
    this.draw(this.#draws);
    this.join();
  }

  /** Opens the way between picture and engine, anew if there was one. */
  join() {
    if (!this.#ready) return;
    const {port1, port2} = new MessageChannel();
    this.#tell({type: 'port', port: port2}, [port2]);
    this.#hear.connect(port1);
  }

  // The poster stays until there is something else to see.
  #reveal() {
    this.notes.clear('picture');
    this.element.classList.add('live');
    this.#shown();
  }

  /** @param {string} text */
  #fail(text) {
    this.close();
    this.notes.say('picture', text, 'Reload the picture', () => this.open());
  }
}
