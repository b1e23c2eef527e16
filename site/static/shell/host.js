// The page around this frame, if our element is in it: it sends one end of a
// channel, and all talk is on that.
import {Line} from '../line.js';

export class Host {
  #line = null;
  #unsaid = []; // until there is a line

  /** told and asked are what the page around may tell and ask. */
  constructor(told, asked) {
    const hear = ({source, data, ports}) => {
      if (source !== window.parent || source === window || data?.residual !== 'connect' || ports.length !== 1) return;
      window.removeEventListener('message', hear);
      this.#connect(new Line(ports[0], told, asked));
    };
    window.addEventListener('message', hear);
  }

  #connect(line) {
    this.#line = line;
    for (const [name, value] of this.#unsaid) line.tell(name, value);
    const tell = () => line.tell('height', Math.ceil(document.body.getBoundingClientRect().height));
    new ResizeObserver(tell).observe(document.body);
    tell();
  }

  ready(state) {
    this.#tell('ready', state);
  }
  error({message, knob}) {
    this.#tell('error', {message, knob: knob ?? null});
  }

  /** A state is worth telling only while someone listens. */
  state(state) {
    this.#line?.tell('state', state);
  }

  #tell(name, value) {
    if (this.#line) this.#line.tell(name, value);
    else this.#unsaid.push([name, value]);
  }
}
