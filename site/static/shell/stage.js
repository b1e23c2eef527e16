// The picture: a poster until there is a canvas, and the canvas in a frame of
// its own, so that a lost context costs the picture and never the run.
import {colours} from '../colours.js';
import {bytes} from '../build.js';
import {h, put} from './dom.js';
import {Loading} from './loading.js';

export class Stage {
  element;
  #lab;
  #poster;
  #note = h('div', {className: 'note', role: 'status', hidden: true});
  #frame = null;
  #connect;
  #keys;
  #drop;
  #loading;
  #ready = false;
  #picture = () => {};

  /** connect(port) hands the other end of a channel to the engine; keys(key)
      hears the keys that the canvas does not keep; drop(file) takes a file. */
  constructor(element, lab, {connect, keys, drop}) {
    this.element = element;
    this.#lab = lab;
    this.#connect = connect;
    this.#keys = keys;
    this.#drop = drop;
    this.#poster = h(
      'picture',
      {},
      h('source', {media: '(max-width: 619.9px)', width: 360, height: lab.poster.narrow}),
      h('img', {className: 'poster', alt: `A frame of a run: ${lab.law}`, width: 800, height: lab.poster.wide}),
    );
    this.#hang();
    element.replaceChildren(this.#poster, this.#note);
    window.addEventListener('message', (e) => this.#hear(e));
  }

  #hang() {
    const of = (shape) => new URL(`../posters/${this.#lab.name}-${colours()}${shape}.svg`, import.meta.url).href;
    put(this.#poster.firstChild, 'srcset', of('-narrow'));
    put(this.#poster.lastChild, 'src', of(''));
  }

  /** Opens the frame of the canvas. */
  open() {
    if (this.#frame) return;
    this.#ready = false;
    this.#loading = new Loading('the picture');
    this.show(this.#loading.element);
    this.element.classList.add('opening');
    this.#frame = h('iframe', {
      className: 'canvas',
      title: 'Picture of the run',
      src: new URL('../stage.html', import.meta.url).href,
    });
    this.element.append(this.#frame);
  }

  /** Follows the colours of the page. */
  dress() {
    this.#hang();
    if (this.#ready)
      this.#tell({theme: colours(), reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches});
  }

  /** Says something over the picture, with a button where something can be done. */
  say(text, label, act) {
    this.#note.hidden = text === '';
    this.#note.replaceChildren(h('p', {textContent: text}));
    if (label) {
      const b = h('button', {type: 'button', className: 'button', textContent: label});
      b.addEventListener('click', act);
      this.#note.append(b);
    }
  }

  /** Shows a node there instead, such as a bar of progress. */
  show(node) {
    this.#note.hidden = false;
    this.#note.replaceChildren(node);
  }

  /** Resolves to the picture as it is now, as a PNG file. */
  picture() {
    if (!this.#ready) return Promise.reject(new Error('there is no picture to save'));
    this.#tell({picture: true});
    return new Promise((done) => {
      this.#picture = done;
    });
  }

  #tell(message, transfer = []) {
    this.#frame.contentWindow.postMessage(message, location.origin, transfer);
  }

  #hear({origin, source, data}) {
    if (origin !== location.origin || !this.#frame || source !== this.#frame.contentWindow) return;
    switch (data?.stage) {
      case 'progress':
        return this.#loading.show({loaded: data.loaded, total: data.total || bytes['stage.wasm']});
      case 'ready':
        return this.#begin();
      case 'painted':
        return this.#reveal();
      case 'height':
        return this.element.style.setProperty('--height', `${data.height}px`);
      case 'picture':
        return this.#picture(data.blob);
      case 'lost':
        return this.#wait();
      case 'failed':
        return this.#fail(`The picture cannot be drawn: ${data.reason}. The run, its numbers and its checks go on.`);
      case 'key':
        return this.#keys(data.key);
      case 'drop':
        return this.#drop(data.file);
    }
  }

  // The graphics were reset; the frame loads itself anew and says when it is ready.
  #wait() {
    this.#ready = false;
    this.element.classList.remove('live');
    this.say(
      'The picture was lost, because the graphics of this machine were reset. It is loading again; the run goes on.',
    );
  }

  #begin() {
    this.#ready = true;
    this.dress();
    this.join();
  }

  /** Opens the way between picture and engine, anew if there was one. */
  join() {
    if (!this.#ready) return;
    const {port1, port2} = new MessageChannel();
    this.#tell({port: port2}, [port2]);
    this.#connect(port1);
  }

  // The poster stays until there is something else to see.
  #reveal() {
    this.say('');
    this.element.classList.add('live');
  }

  #fail(text) {
    this.#ready = false;
    this.#frame?.remove();
    this.#frame = null;
    this.element.classList.remove('live', 'opening');
    this.say(text, 'Reload the picture', () => this.open());
  }
}
