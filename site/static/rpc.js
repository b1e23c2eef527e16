// Messages between a page and a laboratory in a frame of it: on a MessagePort
// either side tells the other something, or asks and waits for the answer.

/** @import {FaultText, RpcMessage} from './protocol.js' */

/**
 * An error as it travels, or was received.
 * @param {unknown} error
 * @returns {FaultText}
 */
export function faultText(error) {
  if (!(error instanceof Error)) return {message: String(error), knob: null};
  return {message: error.message, knob: 'knob' in error && typeof error.knob === 'string' ? error.knob : null};
}

/**
 * One end of a channel. Tells and Asks describe what this end may tell and ask,
 * Told and Asked what it is told and asked: see protocol.js.
 * @template Tells
 * @template {{[K in keyof Asks]: [unknown, unknown]}} Asks
 * @template [Told={}]
 * @template {{[K in keyof Asked]: [unknown, unknown]}} [Asked={}]
 */
export class RpcPort {
  /** @type {MessagePort} */
  #port;
  /** @type {Map<string, (value: never) => unknown>} */
  #told;
  /** @type {Map<string, (value: never) => unknown>} */
  #asked;
  /** @type {Map<number, {resolve: (value: never) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  #lastId = 0;

  /**
   * @param {MessagePort} port
   * @param {NoInfer<{[K in keyof Told]: (value: Told[K]) => void}>} told
   * @param {NoInfer<{[K in keyof Asked]: (value: Asked[K][0]) => Promise<Asked[K][1]>}>} asked
   */
  constructor(port, told, asked) {
    this.#port = port;
    this.#told = new Map(Object.entries(told));
    this.#asked = new Map(Object.entries(asked));
    port.onmessage = ({data}) => this.#onMessage(data);
  }

  /**
   * @template {keyof Tells & string} K
   * @param {K} name
   * @param {Tells[K]} value
   */
  tell(name, value) {
    this.#post({type: 'tell', name, value});
  }

  /**
   * @template {keyof Asks & string} K
   * @param {K} name
   * @param {Asks[K][0]} value
   * @returns {Promise<Asks[K][1]>}
   */
  ask(name, value) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waiting.set(id, {resolve, reject});
      this.#post({type: 'ask', name, value, id});
    });
  }

  /** Closes the port; whoever waits is told so. */
  close() {
    this.#port.close();
    for (const {reject} of this.#waiting.values()) reject(new Error('the laboratory was closed'));
    this.#waiting.clear();
  }

  /** @param {RpcMessage} message */
  #post(message) {
    this.#port.postMessage(message);
  }

  /** @param {RpcMessage | null} message */
  #onMessage(message) {
    switch (message?.type) {
      case 'tell':
        return this.#told.get(message.name)?.(/** @type {never} */ (message.value));
      case 'ask':
        return this.#reply(message.name, message.value, message.id);
      case 'answer':
        return this.#take(message.id)?.resolve(/** @type {never} */ (message.value));
      case 'refusal': {
        const {message: text, knob} = message.error;
        return this.#take(message.id)?.reject(Object.assign(new Error(text), {knob}));
      }
    }
  }

  /**
   * @param {string} name
   * @param {unknown} value
   * @param {number} id
   */
  async #reply(name, value, id) {
    try {
      const f = this.#asked.get(name);
      if (!f) throw new Error(`no such request: ${name}`);
      this.#post({type: 'answer', id, value: await f(/** @type {never} */ (value))});
    } catch (error) {
      this.#post({type: 'refusal', id, error: faultText(error)});
    }
  }

  /** @param {number} id */
  #take(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
