// Turns gives the program a turn to paint only when something has changed.
// Ebitengine asks for the next animation frame at once, for ever; a request made
// while there is nothing to do is kept until there is. Besides, it looks ten
// times a second whether to silence its sound, and asks for gamepads, which makes
// the browser look for them; there are none here, and a rest is a rest. A still
// picture then costs next to nothing.
export class Turns {
  #next = window.requestAnimationFrame.bind(window);
  #due = 8; // the first turns set the canvas up
  #kept = null;
  #ended = false;

  /** A timer that is not slowed down while there is nothing to paint. */
  later = window.setTimeout.bind(window);

  /** Called before each turn that is given. */
  before = () => {};

  /** Called after it, while what was painted can still be read. */
  after = () => {};

  constructor() {
    navigator.getGamepads = () => [];
    window.setTimeout = (act, delay) => this.later(act, this.#kept ? delay + 1000 : delay);
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
    this.#give(turn);
  }

  /** Gives no turn any more. */
  end() { this.#ended = true; }

  #give(turn) {
    return this.#next((time) => {
      if (this.#ended) return;
      this.before();
      turn(time);
      this.after();
    });
  }
}
