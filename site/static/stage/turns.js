// Turns gives the program a turn to paint only when something has changed.
// Ebitengine asks for the next animation frame at once, for ever; a request made
// while there is nothing to do is kept until there is. A still picture then
// costs nothing.
export class Turns {
  #next = window.requestAnimationFrame.bind(window);
  #due = 8; // the first turns set the canvas up
  #kept = null;
  #ended = false;

  /** Called before each turn that is given. */
  before = () => {};

  constructor() {
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
    });
  }
}
