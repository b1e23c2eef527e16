// <residual-lab lab="eigen" modes="4" seed="7"> shows a laboratory in any page
// of any origin. It stands as a poster with a start button; the laboratory
// itself lives in a frame, so that the page keeps its styles, its keys and its
// scrolling. authors.html documents the interface.
import {labs} from './labs.js';
import {palette} from './palette.js';
import {Line} from './line.js';

const base = new URL('./', import.meta.url);
const megabytes = 4; // of programs, as a server compresses them
const own = new Set(['lab', 'autoload', 'autorun', 'theme', 'offline']);
const common =
  /^(id|class|style|title|slot|hidden|lang|dir|role|tabindex|is|part|inert|translate|draggable|nonce)$|^(data|aria)-|^(on|item)/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${palette}
:host { display: block; color-scheme: light dark; max-width: 100%; min-width: min(100%, 18rem); }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.card { display: grid; color: var(--body); background: var(--paper); container-type: inline-size;
  font: 15px/1.45 Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
.inner { display: grid; gap: 0 2rem; }
@container (min-width: 760px) { .inner { grid-template-columns: minmax(0, 1fr) 17rem; } }
img { display: block; width: 100%; height: auto; }
.words { padding: 0.75rem 0; align-self: center; order: -1; }
@container (min-width: 760px) { .words { order: 0; } }
h2 { font-size: 1.1rem; line-height: 1.25; margin: 0 0 0.35rem; }
p { margin: 0 0 1rem; }
.law { color: var(--muted); }
.small { color: var(--muted); font-size: 0.85rem; margin: 0.8rem 0 0; }
button { font: inherit; font-weight: 600; min-height: 2.5rem; padding: 0.3rem 1.2rem; cursor: pointer;
  border: 1px solid var(--series-0); border-radius: 6px; background: var(--series-0); color: var(--paper); }
button:focus-visible { outline: 2px solid var(--body); outline-offset: 2px; }
button:disabled { opacity: 0.7; cursor: default; }
iframe { display: block; width: 100%; border: 0; height: 0; color-scheme: inherit; }
[role="alert"] { border-left: 3px solid var(--series-1); padding-left: 0.8rem; }
`);

class ResidualLab extends HTMLElement {
  /** A promise: kept when the laboratory is loaded and can be used. */
  ready;

  #root = this.attachShadow({mode: 'open'});
  #state = null;
  #frame = null; // the laboratory's, once it is opened
  #line; // of the way to it: {promise, resolve, reject}
  #ready; // likewise, of ready
  #refused = false; // ready has been broken
  #answered = false; // the frame has said something
  #applied = {}; // the attributes as the laboratory has them
  #watch = new MutationObserver((changes) => this.#attributesChanged(changes.map((c) => c.attributeName)));

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#promise();
  }

  connectedCallback() {
    this.#watch.observe(this, {attributes: true});
    if (this.#frame) return;
    this.#poster();
    if (this.hasAttribute('autoload') || this.hasAttribute('autorun')) this.load();
  }

  // A frame that leaves the document loses what is in it: an element that is
  // moved starts again from its poster.
  disconnectedCallback() {
    this.#watch.disconnect();
    this.#close('the element was taken out of its page');
  }

  /** The runner's report on the run as it stands; null before it is loaded. */
  get state() {
    return this.#state;
  }

  /** Loads the laboratory, once; returns ready. */
  load() {
    if (this.isConnected) this.#open(this.hasAttribute('autorun'));
    return this.ready;
  }

  set(knobs) {
    return this.#ask('set', knobs);
  }
  run() {
    return this.#ask('run');
  }
  pause() {
    return this.#ask('pause');
  }
  step(n = 1) {
    return this.#ask('step', n);
  }
  reset() {
    return this.#ask('reset');
  }
  frame() {
    return this.#ask('frame');
  }

  // A laboratory that refused its first settings hears set() all the same.
  async #ask(what, value) {
    if (!this.isConnected) throw new Error('the element is not in a page');
    this.load();
    return (await this.#line.promise).ask(what, value);
  }

  // New promises. Whoever waits hears of a broken one, and so does the event;
  // nobody needs to.
  #promise() {
    this.#refused = false;
    this.#line = Promise.withResolvers();
    this.#ready = Promise.withResolvers();
    this.ready = this.#ready.promise;
    this.#line.promise.catch(() => {});
    this.ready.catch(() => {});
  }

  get #lab() {
    return labs.find((l) => l.name === this.getAttribute('lab'));
  }

  get #theme() {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  // The settings that the attributes ask for, the seed among them. Attributes
  // are lower case in HTML; a knob's name need not be.
  get #settings() {
    const settings = {};
    for (const {name, value} of this.attributes) {
      if (own.has(name) || common.test(name)) continue;
      settings[this.#lab?.knobs.find((k) => k.name.toLowerCase() === name)?.name ?? name] = value;
    }
    return settings;
  }

  // A frame of a run, the law, and one button.
  #poster() {
    const lab = this.#lab;
    if (!lab)
      return this.#complain(
        `there is no lab “${this.getAttribute('lab') ?? ''}”; the attribute lab is one of ${labs.map((l) => l.name).join(', ')}`,
      );
    const start = element('button', {type: 'button', textContent: 'Start', ariaLabel: `Start: ${lab.title}`});
    start.addEventListener('click', () => this.#open(true));
    this.#show(
      element(
        'div',
        {className: 'inner'},
        picture(lab, this.#theme),
        element(
          'div',
          {className: 'words'},
          element('h2', {textContent: lab.title}),
          element('p', {className: 'law', textContent: lab.law}),
          start,
          element('p', {
            className: 'small',
            textContent: `It runs on your machine; the first start loads up to ${megabytes} MB.`,
          }),
        ),
      ),
    );
  }

  #show(node) {
    this.#root.replaceChildren(element('div', {className: 'card', part: 'card'}, node));
  }

  #complain(message, knob = null) {
    this.#show(element('p', {role: 'alert', textContent: message}));
    this.#refuse({message, knob});
  }

  #refuse({message, knob}) {
    this.#refused = true;
    this.#ready.reject(Object.assign(new Error(message), {knob}));
    this.#tell('error', {message, knob});
  }

  // The frame opens below the poster, which goes when the laboratory has a
  // height.
  #open(run) {
    if (this.#frame || !this.#lab) return;
    const button = this.#root.querySelector('button');
    if (button) Object.assign(button, {disabled: true, textContent: 'Starting…'});
    this.#applied = this.#settings;
    this.#answered = false;
    const frame = element('iframe', {
      title: `Laboratory: ${this.#lab.title}`,
      allow: 'fullscreen; clipboard-write',
      loading: 'eager',
      src: this.#address(run),
    });
    frame.addEventListener('load', () => this.#connect(frame), {once: true});
    this.#frame = frame;
    this.#root.firstElementChild.append(frame);
  }

  #address(run) {
    const query = new URLSearchParams({lab: this.#lab.name, ...this.#applied, [run ? 'autorun' : 'autoload']: ''});
    if (this.hasAttribute('offline')) query.set('offline', '');
    if (this.#theme !== 'auto') query.set('theme', this.#theme);
    return new URL(`lab.html?${query}`, base).href;
  }

  // One end of a channel goes to the frame, and to no other origin than ours;
  // all talk is on the channel from then on.
  #connect(frame) {
    if (frame !== this.#frame) return;
    const {port1, port2} = new MessageChannel();
    this.#line.resolve(
      new Line(port1, {
        height: (pixels) => this.#resize(pixels),
        ready: (state) => this.#begin(state),
        state: (state) => {
          this.#state = state;
          this.#tell('state', state);
        },
        error: (e) => this.#refuse(e),
      }),
    );
    frame.contentWindow.postMessage({residual: 'connect'}, base.origin, [port2]);
    setTimeout(() => {
      if (frame === this.#frame && !this.#answered) this.#silence();
    }, 20000);
  }

  #silence() {
    this.#close('there was no answer');
    this.#complain(`the laboratory at ${base.href} does not answer`);
  }

  #begin(state) {
    if (this.#refused) {
      // by its first settings, which are right by now
      const {promise} = this.#line;
      this.#promise();
      this.#line.resolve(promise);
    }
    this.#state = state;
    this.#ready.resolve(state);
    this.#tell('ready', state);
  }

  #resize(pixels) {
    this.#answered = true;
    this.#frame.style.height = `${pixels}px`;
    this.#root.querySelector('.inner')?.remove();
  }

  // Attributes of a live element act as set() does. Another lab needs another
  // frame.
  #attributesChanged(names) {
    if (names.includes('lab') || !this.#frame) return this.#restart(this.#frame !== null);
    if (names.includes('theme'))
      this.#line.promise.then(
        (line) => line.tell('theme', this.#theme),
        () => {},
      );
    const now = this.#settings;
    const changed = Object.fromEntries(Object.entries(now).filter(([k, v]) => this.#applied[k] !== v));
    this.#applied = now;
    if (Object.keys(changed).length) this.set(changed).catch(() => {}); // the event has told
  }

  #restart(wasOpen) {
    this.#close('another lab takes its place');
    if (this.#refused) this.#promise();
    this.#poster();
    if (wasOpen || this.hasAttribute('autoload') || this.hasAttribute('autorun')) this.load();
  }

  #close(why) {
    if (!this.#frame) return;
    this.#frame.remove();
    this.#frame = null;
    this.#line.promise.then(
      (line) => line.close(),
      () => {},
    );
    this.#line.reject(new Error(why));
    this.#ready.reject(new Error(why));
    this.#promise();
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`residual-${name}`, {bubbles: true, composed: true, detail}));
  }
}

// The poster in the colours and the shape that suit the page.
function picture(lab, theme) {
  const of = (colours, shape) => new URL(`posters/${lab.name}-${colours}${shape}.svg`, base).href;
  const source = (media, colours, shape) =>
    element('source', {
      media,
      srcset: of(colours, shape),
      ...(shape ? {width: 360, height: lab.poster.narrow} : {width: 800, height: lab.poster.wide}),
    });
  const narrow = '(max-width: 599.9px)';
  const colours = theme === 'dark' ? 'dark' : 'light';
  const dark = '(prefers-color-scheme: dark)';
  return element(
    'picture',
    {},
    ...(theme === 'auto' ? [source(`${narrow} and ${dark}`, 'dark', '-narrow'), source(dark, 'dark', '')] : []),
    source(narrow, colours, '-narrow'),
    element('img', {alt: `A frame of a run: ${lab.law}`, width: 800, height: lab.poster.wide, src: of(colours, '')}),
  );
}

function element(name, properties, ...children) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
}

if (!customElements.get('residual-lab')) customElements.define('residual-lab', ResidualLab);

export {ResidualLab};
