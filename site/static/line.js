// A line between a page and a laboratory in a frame of it: a MessagePort on
// which either side tells the other something, or asks and waits for the answer.
//
//	{tell: name, value}              no answer
//	{ask: name, value, id}           answered by
//	{answer: id, value} or {answer: id, error: {message, knob}}
export class Line {
  #port;
  #told;
  #asked;
  #waiting = new Map();
  #next = 1;

  /** told and asked map names to functions; an asked one may return a promise. */
  constructor(port, told = {}, asked = {}) {
    this.#port = port;
    this.#told = told;
    this.#asked = asked;
    port.onmessage = ({data}) => this.#hear(data);
  }

  tell(name, value) {
    this.#port.postMessage({tell: name, value});
  }

  ask(name, value) {
    return new Promise((done, failed) => {
      const id = this.#next++;
      this.#waiting.set(id, {done, failed});
      this.#port.postMessage({ask: name, value, id});
    });
  }

  /** Ends the line; whoever waits is told so. */
  close() {
    this.#port.close();
    for (const {failed} of this.#waiting.values()) failed(new Error('the laboratory was closed'));
    this.#waiting.clear();
  }

  #hear(data) {
    if (data === null || typeof data !== 'object') return;
    if (typeof data.tell === 'string') this.#own(this.#told, data.tell)?.(data.value);
    else if (typeof data.ask === 'string') this.#reply(data);
    else if (this.#waiting.has(data.answer)) this.#settle(data);
  }

  #own(table, name) {
    return Object.hasOwn(table, name) ? table[name] : undefined;
  }

  async #reply({ask, value, id}) {
    try {
      const f = this.#own(this.#asked, ask);
      if (!f) throw new Error(`no such request: ${ask}`);
      this.#port.postMessage({answer: id, value: await f(value)});
    } catch (e) {
      this.#port.postMessage({answer: id, error: {message: e.message, knob: e.knob ?? null}});
    }
  }

  #settle({answer, value, error}) {
    const {done, failed} = this.#waiting.get(answer);
    this.#waiting.delete(answer);
    if (error) failed(Object.assign(new Error(error.message), {knob: error.knob}));
    else done(value);
  }
}
