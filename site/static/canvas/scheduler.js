// A FrameScheduler lets the program paint only when something has changed.
// Ebitengine asks for the next animation frame at once, for ever; a request made
// while there is nothing to do is held until there is. Besides, it looks ten
// times a second whether to silence its sound, and asks for gamepads, which makes
// the browser look for them; there are none here, and its timers are held until
// the next frame. A still picture then costs next to nothing.
export class FrameScheduler {
  #request = window.requestAnimationFrame.bind(window);
  #due = 8; // the first frames set the canvas up
  /** @type {FrameRequestCallback | null} */
  #waiting = null;
  /** @type {FrameRequestCallback | null} */
  #next = null; // for the animation frame that is requested
  #lastId = 0; // below 0, so that it is no timer's
  /** @type {Map<number, () => void>} */
  #held = new Map(); // timers that wait for the next frame, by id
  #ended = false;

  /** A timer that goes on while there is nothing to paint. */
  later = window.setTimeout.bind(window);

  /** Called before each frame. */
  before = () => {};

  /** Called after it, while what was painted can still be read. */
  after = () => {};

  constructor() {
    navigator.getGamepads = () => [];
    const hold = (/** @type {() => void} */ act, /** @type {number | undefined} */ delay) =>
      this.#waiting ? this.#hold(act) : this.later(act, delay);
    Object.assign(window, {setTimeout: hold});
    const clear = window.clearTimeout.bind(window);
    window.clearTimeout = (id) => void (this.#held.delete(id ?? 0) || clear(id));
    window.requestAnimationFrame = (paint) => {
      if (this.#due === 0) {
        this.#waiting = paint;
        return 0;
      }
      this.#due--;
      return this.#run(paint);
    };
  }

  /**
   * Tells the program of a change and lets it paint that.
   * @param {() => void} change
   */
  wake(change) {
    change();
    this.#due = Math.max(this.#due, 1);
    if (!this.#waiting) return;
    const paint = this.#waiting;
    this.#waiting = null;
    this.#due--;
    for (const act of this.#held.values()) this.later(act, 0);
    this.#held.clear();
    this.#run(paint);
  }

  /** Lets the program paint at once, before the frame that comes next. */
  now() {
    this.wake(() => {});
    this.#paint(performance.now());
  }

  /** @param {() => void} act */
  #hold(act) {
    const id = --this.#lastId;
    this.#held.set(id, act);
    return id;
  }

  /** Runs no frame any more. */
  end() {
    this.#ended = true;
  }

  /** @param {FrameRequestCallback} paint */
  #run(paint) {
    this.#next = paint;
    return this.#request((time) => this.#paint(time));
  }

  /** @param {number} time */
  #paint(time) {
    const paint = this.#next;
    this.#next = null;
    if (this.#ended || !paint) return;
    this.before();
    paint(time);
    this.after();
  }
}
