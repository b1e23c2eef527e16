// A wait that has an end.

/** Acts once if it is not renewed or ended within its time. */
export class Deadline {
  #timer = 0;
  /** @type {number} */
  #ms;
  /** @type {() => void} */
  #act;

  /**
   * @param {number} ms
   * @param {() => void} act
   */
  constructor(ms, act) {
    this.#ms = ms;
    this.#act = act;
    this.renew();
  }

  renew() {
    this.end();
    this.#timer = setTimeout(this.#act, this.#ms);
  }

  end() {
    clearTimeout(this.#timer);
  }
}
