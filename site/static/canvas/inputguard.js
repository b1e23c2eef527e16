// Ebitengine swallows every key, wheel turn and touch. Nothing of that reaches it
// here: the events are caught on their way, what a picture needs is read from
// them, and all else stays the browser's, so that Tab and Escape leave, the wheel
// scrolls, and the menu opens. A finger scrolls, too: it acts where it taps, turns
// a scene sideways, and draws only while it is told to. The wheel with Ctrl, which is
// also what two fingers on a touchpad send, magnifies what lies there, and so do two
// fingers on a scene; elsewhere these magnify the page. A double click shows all.

/**
 * @import {CanvasProgram} from '../protocol.js'
 * @import {FrameScheduler} from './scheduler.js'
 */

// prettier-ignore
const swallowedEvents = ['keydown', 'keyup', 'mousedown', 'mouseup', 'mousemove', 'wheel', 'contextmenu',
  'touchstart', 'touchmove', 'touchend', 'dragover', 'drop'];
const keys = [' ', '.', 'r', 'R', '?'];
/** @type {Record<string, [number, number]>} */
const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** @type {[number, number]} */
const nowhere = [-1, -1];

/** @type {Record<string, number>} */
const zooms = {'+': 1.25, '=': 1.25, '-': 0.8, 0: 0};
const wheelRate = 0.002; // of magnification, in the logarithm, per pixel of the wheel

// The kinds of lab.Action, and that of a pointer that only moves.
const hover = -1;
const press = 0;
const release = 2;

// What the pointer does at a place, as the program says it: 0 nothing, 1 it presses,
// 3 it draws, too.
const rotates = 2;

const cursors = ['default', 'crosshair', 'grab', 'crosshair'];
const tapReach = 10; // how far a finger moves that stays, in pixels
const stride = 8; // of the arrow keys, in pixels; 1 with Shift

/** @type {(touches: TouchList) => number} */
const spread = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** @type {(v: number, most: number) => number} */
const within = (v, most) => Math.min(Math.max(v, 0), most);

export class InputGuard {
  acts = false; // the pointer is at work on the picture
  draws = false; // a finger acts as the mouse does
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
  /** @type {{x: number, y: number, scene: boolean} | null} */
  #finger = null; // where it went down, until it is known what it does
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
      if (e.ctrlKey && this.#zoom(Math.exp(-wheelRate * rate * e.deltaY), e.clientX, e.clientY)) e.preventDefault();
    });
    this.#on('dblclick', (e) => this.#zoom(0, e.clientX, e.clientY));
    this.#on('dragover', (e) => e.preventDefault());
    this.#on('drop', (e) => {
      e.preventDefault();
      const file = e.dataTransfer?.files[0];
      if (file) drop(file);
    });
    this.#on('keydown', (e) => this.#keydown(e));
    this.#on('pointerdown', (e) => this.#down(e));
    this.#on('pointermove', (e) => this.#finger || this.#point(hover, e.clientX, e.clientY));
    this.#on('pointerup', (e) => this.#up(e));
    this.#on('pointercancel', (e) => this.#cancel(e));
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
    const {clientX: x, clientY: y} = e;
    this.#finger = null;
    if (e.pointerType === 'touch' && !this.draws) {
      this.#finger = {x, y, scene: this.#program.actionAt(x, y) === rotates};
      return;
    }
    this.#point(press, x, y);
    if (this.acts) this.#canvas.setPointerCapture(e.pointerId);
  }

  /**
   * A finger that goes up where it went down has tapped.
   * @param {PointerEvent} e
   */
  #up({clientX, clientY}) {
    const finger = this.#finger;
    this.#finger = null;
    if (!finger) return this.#point(release, clientX, clientY);
    if (Math.hypot(clientX - finger.x, clientY - finger.y) <= tapReach) this.#press(finger.x, finger.y, 0, 0);
  }

  /**
   * The browser scrolls: a finger that has done nothing yet never will.
   * @param {PointerEvent} e
   */
  #cancel({clientX, clientY}) {
    const finger = this.#finger;
    this.#finger = null;
    if (!finger) this.#point(release, clientX, clientY);
    this.#leave();
  }

  /**
   * While a finger draws the page stands still under it, and under two on a scene.
   * @param {TouchEvent} e
   */
  #touch(e) {
    const [{clientX: x, clientY: y}] = e.changedTouches;
    const action = this.#program.actionAt(x, y);
    this.#spread = e.touches.length === 2 && action === rotates ? spread(e.touches) : 0;
    if (this.#spread) {
      this.#finger = null;
      this.#point(release, x, y);
    }
    if (this.#spread || (this.draws && e.touches.length === 1 && action)) e.preventDefault();
  }

  /**
   * A finger that sets out sideways on a scene rotates it from then on; up or down it
   * scrolls the page. Two magnify it.
   * @param {TouchEvent} e
   */
  #stroke(e) {
    if (!e.cancelable) return;
    if (this.#spread && e.touches.length === 2) {
      const [{clientX: x, clientY: y}] = e.touches;
      const now = spread(e.touches);
      this.#zoom(now / this.#spread, x, y);
      this.#spread = now;
      return e.preventDefault();
    }
    if (this.acts) return e.preventDefault();
    const finger = this.#finger;
    if (!finger?.scene || e.touches.length > 1) return;
    const [{clientX, clientY}] = e.changedTouches;
    if (Math.abs(clientX - finger.x) < 2 * Math.abs(clientY - finger.y)) return;
    this.#finger = null;
    this.#point(press, finger.x, finger.y);
    e.preventDefault();
  }

  /**
   * Magnifies what lies at a place, and tells whether anything does; 0 shows all as it
   * was.
   * @type {(factor: number, x: number, y: number) => boolean}
   */
  #zoom(factor, x, y) {
    let done = false;
    this.#scheduler.wake(() => {
      done = this.#program.zoom(factor, x, y);
    });
    return done;
  }

  /**
   * Magnifies what the cross hairs are on, or else all scenes.
   * @param {number} factor
   */
  #magnify(factor) {
    return (this.#place && this.#zoom(factor, ...this.#place)) || this.#zoom(factor, ...nowhere);
  }

  /** @param {KeyboardEvent} e */
  #keydown(e) {
    if (e.metaKey || e.altKey || (e.ctrlKey && !ways[e.key])) return;
    if (e.key === 'Escape') this.#escape();
    else if (keys.includes(e.key)) this.#send(e);
    else if (e.key in zooms) this.#magnify(zooms[e.key]) && e.preventDefault();
    else if (this.#canvas.matches(':focus-visible')) this.#walk(e);
  }

  // Out of drawing first, then out of the picture.
  #escape() {
    if (this.draws) this.#key('Escape');
    else this.#canvas.blur();
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
