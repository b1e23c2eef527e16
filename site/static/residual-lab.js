// <residual-lab lab="eigen" modes="4" seed="7"> shows a laboratory in any page
// of any origin. It stands as a poster with a start button; the laboratory
// itself lives in a frame, so that the page keeps its styles, its keys and its
// scrolling. authors.html documents the interface.
import {programs} from './build.js';
import {Deadline} from './deadline.js';
import {labs, seed} from './labs.js';
import {palette} from './palette.js';
import {RpcPort} from './rpc.js';

/**
 * @import {Connect, ElementAsks, ElementTells, FaultText, Report, Settings, SettingValues, ShellTells, Theme} from './protocol.js'
 * @import {Lab} from './labs.js'
 *
 * @typedef {RpcPort<ElementTells, ElementAsks, ShellTells>} Channel
 */

const base = new URL('./', import.meta.url);
const patience = 30000; // ms in which the frame must say something
const narrowest = 100; // CSS pixels that a laboratory needs to have a height
const own = new Set(['lab', 'autoload', 'autorun', 'theme', 'offline']);
const inSandbox = 'no laboratory can run in a page from a file, or in a sandbox that lacks allow-same-origin';
const common =
  /^(id|class|style|title|slot|hidden|lang|dir|role|tabindex|is|part|inert|translate|draggable|nonce)$|^(data|aria)-|^(on|item)/;

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${palette}
:host { display: block; color-scheme: light dark; max-width: 100%; min-width: min(100%, 18rem); scroll-margin-top: 0.5rem; }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.card { display: grid; color: var(--body); background: var(--paper); container-type: inline-size;
  font: 15px/1.45 Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; }
.inner { display: grid; gap: 0 2rem; }
@container (min-width: 760px) { .inner { grid-template-columns: minmax(0, 1fr) 17rem; } }
img { display: block; width: 100%; height: auto; }
.words { display: contents; }
.start { order: 1; margin-block: 0.5rem; }
h2 { font-size: 1.1rem; line-height: 1.25; margin: 0.5rem 0 0.35rem; order: 2; }
p { margin: 0 0 0.8rem; order: 3; }
.law { color: var(--muted); }
.small { color: var(--muted); font-size: 0.85rem; }
@container (min-width: 760px) {
  .words { display: grid; padding: 0.75rem 0; align-content: center; }
  .words > * { order: 0; }
}
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: 0.3rem 1.2rem; cursor: pointer; width: 100%; max-width: 38rem;
  border: 1px solid var(--series-0); border-radius: 6px; background: var(--series-0); color: var(--paper); }
button:focus-visible { outline: 2px solid var(--body); outline-offset: 2px; }
.waits { cursor: progress; color: var(--body); background: var(--paper); }
iframe { display: block; width: 100%; border: 0; height: var(--height, 0); color-scheme: inherit; }
@media print { iframe { height: calc(1.25 * var(--height, 0px)); } } /* paper is narrower, and nobody can be asked */
[role="alert"] { border-left: 3px solid var(--series-1); padding-left: 0.8rem; }
`);

/** A laboratory in a page. */
class ResidualLab extends HTMLElement {
  /**
   * Kept when the laboratory is loaded and can be used.
   * @type {Promise<Report>}
   */
  ready;

  #root = this.attachShadow({mode: 'open'});
  /** @type {Report | null} */
  #state = null;
  /** @type {HTMLIFrameElement | null} */
  #frame = null; // the laboratory's, once it is opened
  /** @type {Deferred<Channel>} */
  #channel; // to the frame
  /** @type {Deferred<Report>} */
  #ready;
  #refused = false; // ready has been broken
  /** @type {Deadline | null} */
  #deadline = null; // until the frame has said something
  #shown = ''; // the lab whose poster or frame there is
  /** @type {Set<string>} */
  #ignored = new Set(); // attributes that are no knobs, which were told of
  /** @type {Settings} */
  #applied = {}; // the attributes as the laboratory has them
  #near = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && this.load(), {rootMargin: '50%'});
  #watch = new MutationObserver((changes) => this.#attributesChanged(changes.map((c) => c.attributeName)));

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    [this.#channel, this.#ready] = [deferred(), deferred()];
    this.ready = this.#ready.promise;
  }

  connectedCallback() {
    this.#watch.observe(this, {attributes: true});
    if (this.#frame) return;
    this.#state = null; // of where it was before
    this.#poster();
    this.#loadNearby();
  }

  // What loads by itself does so near the part of the page that is seen.
  #loadNearby() {
    if (this.hasAttribute('autoload') || this.hasAttribute('autorun')) this.#near.observe(this);
  }

  // A frame that leaves the document loses what is in it: an element that is
  // moved starts again from its poster.
  disconnectedCallback() {
    this.#watch.disconnect();
    this.#near.disconnect();
    this.#close('the element was taken out of its page');
  }

  /** The runner's report on the run as it stands; null before it is loaded. */
  get state() {
    return this.#state;
  }

  /** Loads the laboratory, once; returns ready. */
  load() {
    if (!this.isConnected) return Promise.reject(new Error('the element is not in a page'));
    this.#open(this.hasAttribute('autorun') && 'seen');
    return this.ready;
  }

  /**
   * All of the settings are taken, or none.
   * @param {SettingValues} knobs
   */
  async set(knobs) {
    const named = typeof knobs === 'object' && knobs !== null && !Array.isArray(knobs);
    if (!named) throw new Error('set takes settings by name, as in set({seed: 7})');
    return this.#ask('set', knobs);
  }
  run() {
    return this.#ask('run', undefined);
  }
  pause() {
    return this.#ask('pause', undefined);
  }
  step(n = 1) {
    return this.#ask('step', n);
  }
  reset() {
    return this.#ask('reset', undefined);
  }
  frame() {
    return this.#ask('frame', undefined);
  }

  /**
   * A laboratory that refused its first settings hears set() all the same.
   * @template {keyof ElementAsks} K
   * @param {K} name
   * @param {ElementAsks[K][0]} value
   */
  async #ask(name, value) {
    if (!this.isConnected) throw new Error('the element is not in a page');
    this.load();
    return (await this.#channel.promise).ask(name, value);
  }

  // What is told in vain, when there is no laboratory to hear it, is dropped.
  /** @param {(channel: Channel) => void} act */
  #whenOpen(act) {
    this.#channel.promise.then(act, () => {});
  }

  #renewPromises() {
    this.#refused = false;
    [this.#channel, this.#ready] = [deferred(), deferred()];
    this.ready = this.#ready.promise;
  }

  get #lab() {
    return labs.find((l) => l.name === this.getAttribute('lab'));
  }

  /** @returns {Theme | 'auto'} */
  get #theme() {
    const theme = this.getAttribute('theme');
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  // The settings that the attributes ask for, the seed among them. Attributes
  // are lower case in HTML; a knob's name need not be. Those that are no knobs
  // belong to somebody else.
  get #settings() {
    /** @type {Settings} */
    const settings = {};
    for (const {name, value} of this.attributes) {
      const knob = this.#knob(name);
      if (knob) settings[knob.name] = value;
      else if (!own.has(name) && !common.test(name)) this.#ignore(name);
    }
    return settings;
  }

  /** @param {string} attribute */
  #knob(attribute) {
    return [...(this.#lab?.knobs ?? []), seed].find((k) => k.name.toLowerCase() === attribute);
  }

  /** @param {string} attribute */
  #ignore(attribute) {
    if (this.#ignored.has(attribute)) return;
    this.#ignored.add(attribute);
    console.warn(`<residual-lab>: “${attribute}” is no setting of the lab “${this.#shown}”, and is ignored`);
  }

  // A frame of a run, the law, and one button.
  #poster() {
    const lab = this.#lab;
    this.#shown = lab?.name ?? '';
    if (!lab) return this.#complain(noSuchLab(this.getAttribute('lab') ?? ''));
    const start = element('button', {
      type: 'button',
      className: 'start',
      textContent: 'Start',
      ariaLabel: `Start: ${lab.title}`,
    });
    start.addEventListener('click', () => this.#start());
    const other = [...lab.knobs, seed].some((k) => (this.getAttribute(k.name) ?? k.default) !== k.default);
    const small = `It runs on your machine; the first start loads ${megabytes(lab)} MB.${other ? ' The picture shows the default settings.' : ''}`;
    const words = element('div', {className: 'words'});
    words.append(
      element('h2', {textContent: lab.title}),
      element('p', {className: 'law', textContent: lab.law}),
      start,
      element('p', {className: 'small', textContent: small}),
    );
    this.#show(element('div', {className: 'inner'}, picture(lab, this.#theme), words));
  }

  /**
   * The picture and the button, which says how far it is, come into view.
   */
  #start() {
    const {top, bottom} = this.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) this.scrollIntoView();
    this.#open('asked');
  }

  /** @param {Node} node */
  #show(node) {
    const card = element('div', {className: 'card'}, node);
    card.setAttribute('part', 'card');
    this.#root.replaceChildren(card);
  }

  /**
   * Says what is wrong in place of the laboratory.
   * @param {string} message
   * @param {Node[]} more
   */
  #complain(message, ...more) {
    this.#show(element('div', {role: 'alert'}, element('p', {textContent: message}), ...more));
    this.#channel.reject(new Error(message));
    this.#refuse({message, knob: null});
  }

  /** @param {FaultText} fault */
  #refuse({message, knob}) {
    this.#refused = true;
    this.#ready.reject(Object.assign(new Error(message), {knob}));
    this.#tell('error', {message, knob});
  }

  /**
   * The frame opens below the poster, which goes when the laboratory has a height.
   * @param {false | 'asked' | 'seen'} run at once, or while it is seen
   */
  #open(run) {
    const lab = this.#lab;
    this.#near.disconnect();
    if (this.#frame || !lab) return;
    if (window.origin === 'null') return this.#complain(inSandbox);
    const button = this.#root.querySelector('button');
    if (button) Object.assign(button, {className: 'start waits', ariaDisabled: 'true', textContent: 'Loading…'}); // it keeps the focus
    this.#applied = this.#settings;
    const frame = element('iframe', {
      title: `Laboratory: ${lab.title}`,
      allow: 'fullscreen; clipboard-write',
      loading: 'eager',
      src: this.#address(lab, run),
    });
    frame.addEventListener('load', () => this.#connect(frame), {once: true});
    this.#frame = frame;
    this.#deadline = new Deadline(patience, () => this.#silence());
    this.#root.firstElementChild?.append(frame);
  }

  /** @type {(lab: Lab, run: false | 'asked' | 'seen') => string} */
  #address(lab, run) {
    const query = new URLSearchParams({lab: lab.name, ...this.#applied, [run ? 'autorun' : 'autoload']: run || ''});
    if (this.hasAttribute('offline')) query.set('offline', '');
    if (this.#theme !== 'auto') query.set('theme', this.#theme);
    return new URL(`lab.html?${query}`, base).href;
  }

  /**
   * One end of a channel goes to the frame, and to no other origin than ours; all
   * talk is on the channel from then on.
   * @param {HTMLIFrameElement} frame
   */
  #connect(frame) {
    if (frame !== this.#frame) return;
    const {port1, port2} = new MessageChannel();
    /** @type {Channel} */
    const channel = new RpcPort(
      port1,
      {
        height: (pixels) => this.#resize(frame, pixels),
        begun: () => this.#root.activeElement === frame && channel.tell('focus', null),
        ready: (state) => this.#begin(state),
        state: (state) => this.#renewState(state),
        error: (fault) => this.#refuse(fault),
      },
      {},
    );
    this.#channel.resolve(channel);
    /** @type {Connect} */
    const connect = {type: 'connect'};
    frame.contentWindow?.postMessage(connect, base.origin, [port2]);
  }

  #silence() {
    this.#close('there was no answer');
    const again = element('button', {type: 'button', textContent: 'Try again'});
    again.addEventListener('click', () => this.#restart(true));
    this.#complain(`the laboratory at ${base.href} does not answer`, again);
  }

  /** @param {Report} state */
  #begin(state) {
    if (this.#refused) {
      // by its first settings, which are right by now
      const channel = this.#channel.promise;
      this.#renewPromises();
      this.#channel.resolve(channel);
    }
    this.#state = state;
    this.#ready.resolve(state);
    this.#tell('ready', state);
  }

  /** @param {Report} state */
  #renewState(state) {
    this.#state = state;
    this.#tell('state', state);
  }

  /** @type {(frame: HTMLIFrameElement, pixels: number) => void} */
  #resize(frame, pixels) {
    this.#deadline?.end();
    if (frame.clientWidth < narrowest) return; // it will have another height where it can be seen
    frame.style.setProperty('--height', `${pixels}px`);
    const poster = this.#root.querySelector('.inner');
    const focused = poster?.contains(this.#root.activeElement);
    poster?.remove(); // first: a browser keeps what has the focus where it is
    if (focused) frame.focus({preventScroll: true});
  }

  /**
   * Attributes of a live element act as set() does. Another lab needs another
   * frame.
   * @param {(string | null)[]} names
   */
  #attributesChanged(names) {
    const other = names.includes('lab') && this.getAttribute('lab') !== this.#shown;
    if (other || !this.#frame) return this.#restart(this.#frame !== null);
    if (names.includes('theme')) this.#whenOpen((channel) => channel.tell('theme', this.#theme));
    const now = this.#settings;
    const changed = Object.fromEntries(Object.entries(now).filter(([k, v]) => this.#applied[k] !== v));
    for (const name in this.#applied) {
      if (!(name in now)) changed[name] = this.#knob(name.toLowerCase())?.default ?? ''; // its attribute is gone
    }
    this.#applied = now;
    if (Object.keys(changed).length) this.set(changed).catch(() => {}); // the event has told
  }

  /** @param {boolean} wasOpen */
  #restart(wasOpen) {
    this.#close('another lab takes its place');
    if (this.#refused) this.#renewPromises();
    this.#poster();
    if (wasOpen) this.load();
    else this.#loadNearby();
  }

  /** @param {string} why */
  #close(why) {
    if (!this.#frame) return;
    this.#deadline?.end();
    this.#frame.remove();
    this.#frame = null;
    this.#whenOpen((channel) => channel.close());
    this.#channel.reject(new Error(why));
    this.#ready.reject(new Error(why));
    this.#renewPromises();
  }

  /** @type {(name: 'ready' | 'state' | 'error', detail: Report | FaultText) => void} */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`residual-${name}`, {bubbles: true, composed: true, detail}));
  }
}

/**
 * A promise with what settles it.
 * @template T
 * @typedef {{promise: Promise<T>, resolve: (value: T | Promise<T>) => void, reject: (error: Error) => void}} Deferred
 */

/**
 * A promise that may be broken with nobody waiting: the event tells, too.
 * @template T
 * @returns {Deferred<T>}
 */
function deferred() {
  /** @type {Partial<Deferred<T>>} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, {resolve, reject}));
  made.promise.catch(() => {});
  return /** @type {Deferred<T>} */ (made);
}

/** @param {string} name */
function noSuchLab(name) {
  return `there is no lab “${name}”; the attribute lab is one of ${labs.map((l) => l.name).join(', ')}`;
}

/**
 * The poster in the colours and the shape that suit the page.
 * @param {Lab} lab
 * @param {Theme | 'auto'} theme
 */
function picture(lab, theme) {
  /** @type {(colours: Theme, shape: string) => string} */
  const address = (colours, shape) => new URL(`posters/${lab.name}-${colours}${shape}.svg`, base).href;
  /** @type {(media: string, colours: Theme, shape: string) => HTMLSourceElement} */
  const source = (media, colours, shape) =>
    element('source', {
      media,
      srcset: address(colours, shape),
      ...(shape ? {width: 360, height: lab.poster.narrow} : {width: 800, height: lab.poster.wide}),
    });
  const narrow = '(max-width: 599.9px)';
  const colours = theme === 'dark' ? 'dark' : 'light';
  const dark = '(prefers-color-scheme: dark)';
  const size = {width: 800, height: lab.poster.wide};
  return element(
    'picture',
    {},
    ...(theme === 'auto' ? [source(`${narrow} and ${dark}`, 'dark', '-narrow'), source(dark, 'dark', '')] : []),
    source(narrow, colours, '-narrow'),
    element('img', {alt: `A frame of a run: ${lab.law}`, ...size, src: address(colours, '')}),
  );
}

/**
 * How much a server sends that compresses, in MB.
 * @param {Lab} lab
 */
function megabytes(lab) {
  const sent = [`compute-${lab.name}.wasm`, 'stage.wasm'].map((name) => programs[name]?.packed ?? 0);
  return ((sent[0] + sent[1]) / 1e6).toFixed(1);
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Partial<HTMLElementTagNameMap[K]>} properties
 * @param {Node[]} children
 */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

if (!customElements.get('residual-lab')) customElements.define('residual-lab', ResidualLab);

export {ResidualLab};
