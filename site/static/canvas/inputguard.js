// Ebitengine swallows every key, wheel turn and touch. Nothing of that reaches it
// here: the events are caught on their way, what a picture needs is read from
// them, and all else stays the browser's, so that Tab and Escape leave, the wheel
// and a finger scroll, and the menu opens. On a scene Ctrl with the wheel, which is
// also what two fingers on a touchpad send, and two fingers on it magnify.

/**
 * @import {CanvasProgram} from '../protocol.js'
 * @import {FrameScheduler} from './scheduler.js'
 */

// prettier-ignore
const swallowedEvents = ['keydown', 'keyup', 'mousedown', 'mouseup', 'mousemove', 'wheel', 'contextmenu',
  'touchstart', 'touchmove', 'touchend', 'dragover', 'drop'];
const keys = [' ', '.', 'r', 'R'];
/** @type {Record<string, [number, number]>} */
const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** @type {Record<string, number>} */
const zooms = {'+': 1.25, '=': 1.25, '-': 0.8, 0: 0};
const wheelRate = 0.002; // of magnification, in the logarithm, per pixel of the wheel

// The kinds of lab.Action, and that of a pointer that only moves.
const hover = -1;
const press = 0;
const release = 2;

// What the pointer does at a place, as the program says it.
const paints = 1;
const rotates = 2;

const cursors = ['default', 'crosshair', 'grab'];
const stride = 8; // of the arrow keys, in pixels; 1 with Shift

/** @type {(touches: TouchList) => number} */
const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** @type {(v: number, most: number) => number} */
const within = (v, most) => Math.min(Math.max(v, 0), most);

export class InputGuard {
  acts = false; // the pointer is at work on the picture
  /** @type {HTMLCanvasElement} */
  #canvas;
  /** @type {CanvasProgram} */
  #program;
  /** @type {FrameScheduler} */
  #scheduler;
  /** @type {(key: string) => void} */
  #key;
  /** @type {[number, number] | null} */
  #place = null; // of the pointer or of the arrow keys' cross hairs
  /** @type {{x: number, y: number, rotating: boolean} | null} */
  #finger = null; // where it went down to rotate something
  #spread = 0; // of two fingers on a scene, in pixels

  /**
   * key hears the keys that are not for the picture, drop takes a file.
   * @param {HTMLCanvasElement} canvas
   * @param {CanvasProgram} program
   * @param {FrameScheduler} scheduler
   * @param {{key: (key: string) => void, drop: (file: File) => void}} hear
   */
  constructor(canvas, program, scheduler, {key, drop}) {
    Object.assign(canvas, {tabIndex: 0, role: 'img', ariaLabel: 'Picture of the run'});
    this.#canvas = canvas;
    this.#program = program;
    this.#scheduler = scheduler;
    this.#key = key;
    this.#on('touchstart', (e) => this.#touch(e));
    this.#on('touchmove', (e) => this.#stroke(e));
    this.#on('wheel', (e) => {
      const rate = e.deltaMode ? 30 : 1; // lines are about so many pixels
      if (e.ctrlKey && this.#magnify(e.clientX, e.clientY, Math.exp(-wheelRate * rate * e.deltaY))) e.preventDefault();
    });
    this.#on('dragover', (e) => e.preventDefault());
    this.#on('drop', (e) => {
      e.preventDefault();
      const file = e.dataTransfer?.files[0];
      if (file) drop(file);
    });
    this.#on('keydown', (e) => this.#keydown(e));
    this.#on('pointerdown', (e) => this.#down(e));
    this.#on('pointermove', (e) => this.#point(hover, e.clientX, e.clientY));
    this.#on('pointerup', (e) => this.#point(release, e.clientX, e.clientY));
    this.#on('pointercancel', (e) => {
      this.#point(release, e.clientX, e.clientY);
      this.#leave();
    });
    for (const type of swallowedEvents) {
      addEventListener(type, (e) => e.stopImmediatePropagation(), {capture: true}); // after ours
    }
    document.documentElement.addEventListener('pointerleave', () => this.acts || this.#leave());
    canvas.addEventListener('blur', () => this.#leave());
  }

  /**
   * Says what the picture shows.
   * @param {string} title
   */
  name(title) {
    const label = title ? `Picture: ${title}` : 'Picture of the run';
    if (this.#canvas.ariaLabel !== label) this.#canvas.ariaLabel = label;
  }

  /**
   * @template {keyof WindowEventMap} K
   * @param {K} type
   * @param {(event: WindowEventMap[K]) => void} act
   */
  #on(type, act) {
    addEventListener(type, act, {capture: true, passive: false});
  }

  /** @type {(kind: number, x: number, y: number) => void} */
  #point(kind, x, y) {
    this.#place = [x, y];
    this.#scheduler.wake(() => {
      this.acts = this.#program.point(kind, x, y) && kind !== release;
    });
    const action = this.#program.actionAt(x, y);
    this.#canvas.style.cursor = this.acts && action === rotates ? 'grabbing' : cursors[action];
  }

  #leave() {
    if (!this.#place) return;
    this.#place = null;
    this.#scheduler.wake(() => this.#program.leave());
  }

  /** @param {PointerEvent} e */
  #down(e) {
    if (!e.isPrimary || e.button !== 0) return;
    this.#point(press, e.clientX, e.clientY);
    if (this.acts) this.#canvas.setPointerCapture(e.pointerId);
  }

  /**
   * A finger on a panel that takes paint paints; elsewhere it scrolls the page.
   * On a scene that depends on how it sets out.
   * @param {TouchEvent} e
   */
  #touch(e) {
    const [{clientX: x, clientY: y}] = e.changedTouches;
    if (e.touches.length === 2 && this.#program.actionAt(x, y) === rotates) {
      this.#spread = spread(e.touches);
      this.#point(release, x, y);
      return e.preventDefault();
    }
    this.#spread = 0;
    const action = e.touches.length === 1 ? this.#program.actionAt(x, y) : 0;
    this.#finger = action === rotates ? {x, y, rotating: false} : null;
    if (action === paints) e.preventDefault();
  }

  /**
   * Sideways it rotates the scene from then on, up or down it scrolls the page; two
   * magnify it.
   * @param {TouchEvent} e
   */
  #stroke(e) {
    if (this.#spread && e.touches.length === 2) {
      const [{clientX: x, clientY: y}] = e.touches;
      const now = spread(e.touches);
      this.#magnify(x, y, now / this.#spread);
      this.#spread = now;
      return e.preventDefault();
    }
    const finger = this.#finger;
    if (!finger || !e.cancelable) return;
    const [{clientX, clientY}] = e.changedTouches;
    finger.rotating ||= Math.abs(clientX - finger.x) >= Math.abs(clientY - finger.y);
    if (finger.rotating) e.preventDefault();
  }

  /**
   * Magnifies the scene at a place, if there is one.
   * @type {(x: number, y: number, factor: number) => boolean}
   */
  #magnify(x, y, factor) {
    return this.#program.actionAt(x, y) === rotates && this.#zoom(factor);
  }

  /** @param {number} factor */
  #zoom(factor) {
    let done = false;
    this.#scheduler.wake(() => {
      done = this.#program.zoom(factor);
    });
    return done;
  }

  /** @param {KeyboardEvent} e */
  #keydown(e) {
    if (e.metaKey || e.altKey || (e.ctrlKey && !ways[e.key])) return;
    if (e.key === 'Escape') this.#canvas.blur();
    else if (keys.includes(e.key)) this.#send(e);
    else if (e.key in zooms) this.#zoom(zooms[e.key]) && e.preventDefault();
    else if (this.#canvas.matches(':focus-visible')) this.#walk(e);
  }

  /** @param {KeyboardEvent} e */
  #send(e) {
    e.preventDefault();
    if (!e.repeat || e.key === '.') this.#key(e.key);
  }

  /**
   * The arrow keys move the cross hairs, Enter acts where they stand. A scene is
   * rotated by them, as if dragged; with Ctrl they move there too.
   * @param {KeyboardEvent} e
   */
  #walk(e) {
    const [x, y] = this.#place ?? [innerWidth / 4, innerHeight / 2];
    const way = ways[e.key];
    if (!way && e.key !== 'Enter') return;
    e.preventDefault();
    if (!way) return this.#press(x, y, 0, 0);
    const d = e.shiftKey ? 1 : stride;
    const [dx, dy] = [d * way[0], d * way[1]];
    if (e.ctrlKey || this.#program.actionAt(x, y) !== rotates) {
      return this.#point(hover, within(x + dx, innerWidth), within(y + dy, innerHeight));
    }
    this.#press(x, y, 2 * dx, 2 * dy);
    this.#place = [x, y];
  }

  /**
   * Presses at a place, moves by (dx, dy) and releases.
   * @type {(x: number, y: number, dx: number, dy: number) => void}
   */
  #press(x, y, dx, dy) {
    this.#point(press, x, y);
    if (dx || dy) this.#point(hover, x + dx, y + dy);
    this.#point(release, x + dx, y + dy);
  }
}
