// The page around this frame, if our element is in it: it sends one end of a
// channel, and all talk is on that.
import {RpcPort, faultText} from '../rpc.js';

/**
 * @import {Connect, ElementAsks, ElementTells, Report, ShellTells} from '../protocol.js'
 *
 * @typedef {RpcPort<ShellTells, {}, ElementTells, ElementAsks>} Channel
 */

export class Embedder {
  /** @type {Channel | null} */
  #channel = null;
  /** @type {((channel: Channel) => void)[]} */
  #unsaid = []; // until there is a channel

  /**
   * told and asked are what the page around may tell and ask.
   * @param {{[K in keyof ElementTells]: (value: ElementTells[K]) => void}} told
   * @param {{[K in keyof ElementAsks]: (value: ElementAsks[K][0]) => Promise<ElementAsks[K][1]>}} asked
   */
  constructor(told, asked) {
    const onMessage = (/** @type {MessageEvent<Partial<Connect> | null>} */ {source, data, ports}) => {
      const fromOutside = source === window.parent && source !== window;
      if (!fromOutside || data?.type !== 'connect' || ports.length !== 1) return;
      window.removeEventListener('message', onMessage);
      /** @type {Channel} */
      const channel = new RpcPort(ports[0], told, asked);
      this.#connect(channel);
    };
    window.addEventListener('message', onMessage);
  }

  /** @param {Channel} channel */
  #connect(channel) {
    this.#channel = channel;
    for (const say of this.#unsaid) say(channel);
    const tellHeight = () => channel.tell('height', Math.ceil(document.body.getBoundingClientRect().height));
    new ResizeObserver(tellHeight).observe(document.body);
    tellHeight();
  }

  begun() {
    this.#say((channel) => channel.tell('begun', null));
  }

  /** @param {Report} report */
  ready(report) {
    this.#say((channel) => channel.tell('ready', report));
  }

  /** @param {unknown} error */
  error(error) {
    this.#say((channel) => channel.tell('error', faultText(error)));
  }

  /**
   * A state is worth telling only while someone listens.
   * @param {Report} report
   */
  state(report) {
    this.#channel?.tell('state', report);
  }

  /** @param {(channel: Channel) => void} say */
  #say(say) {
    if (this.#channel) say(this.#channel);
    else this.#unsaid.push(say);
  }
}
