// Turns gives the program a turn to paint only when something has changed.
// Ebitengine asks for the next animation frame at once, for ever; a request made
// while there is nothing to do is kept until there is. Besides, it looks ten
// times a second whether to silence its sound, and asks for gamepads, which makes
// the browser look for them; there are none here, and a rest is a rest: its timers
// are held until the next turn. A still picture then costs next to nothing.
export class Turns {
  #next = window.requestAnimationFrame.bind(window);
  #due = 8; // the first turns set the canvas up
  #kept = null;
  #held = new Map(); // timers that wait for the next turn: id → what they do
  #ended = false;

  /** A timer that goes on while there is nothing to paint. */
  later = window.setTimeout.bind(window);

  /** Called before each turn that is given. */
  before = () => {};

  /** Called after it, while what was painted can still be read. */
  after = () => {};

  constructor() {
    navigator.getGamepads = () => [];
    window.setTimeout = (act, delay) => (this.#kept ? this.#hold(act) : this.later(act, delay));
    const clear = window.clearTimeout.bind(window);
    window.clearTimeout = (id) => this.#held.delete(id) || clear(id);
    window.requestAnimationFrame = (turn) => {
      if (this.#due === 0) {
        this.#kept = turn;
        return 0;
      }
      this.#due--;
      return this.#give(turn);
    };
  }

  /** Tells the program of a change and lets it paint that. */
  wake(change) {
    change();
    this.#due = Math.max(this.#due, 1);
    if (!this.#kept) return;
    const turn = this.#kept;
    this.#kept = null;
    this.#due--;
    for (const act of this.#held.values()) this.later(act, 0);
    this.#held.clear();
    this.#give(turn);
  }

  #hold(act) {
    const id = {};
    this.#held.set(id, act);
    return id;
  }

  /** Gives no turn any more. */
  end() {
    this.#ended = true;
  }

  #give(turn) {
    return this.#next((time) => {
      if (this.#ended) return;
      this.before();
      turn(time);
      this.after();
    });
  }
}
