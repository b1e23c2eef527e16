// One laboratory and its run: what is wanted of the engine, in order, and the
// last that it said.
import {Engine} from '../engine.js';
import {bytes} from '../build.js';

export class Session {
  lab;
  wanted; // knobs and seed as text, until the engine has taken them
  state = null;
  view = null;
  started = false;
  #engine;
  #on;
  #loaded = false;

  /** on: {progress, state, error, silence, started}. */
  constructor(lab, knobs, seed, on) {
    this.lab = lab;
    this.wanted = {knobs: {...knobs}, seed: seed ?? undefined};
    this.#on = on;
  }

  /** Loads the engine and starts the run. A setting that is refused leaves it
      loaded, and set() may put it right. */
  async open() {
    this.#engine ??= new Engine({
      base: new URL('../', import.meta.url),
      lab: this.lab.name,
      size: bytes[`compute-${this.lab.name}.wasm`],
      onprogress: this.#on.progress,
      onstate: (state, view) => this.#take(state, view),
      onerror: this.#on.error,
      onsilence: this.#on.silence,
    });
    await this.#engine.load();
    await this.#engine.speed(this.lab.pace);
    this.#loaded = true;
    await this.#start();
  }

  async #start() {
    await this.#engine.start(this.wanted.knobs, this.wanted.seed);
    this.started = true;
    this.#on.started();
  }

  #take(state, view) {
    this.state = state;
    this.view = view;
    this.#on.state(state, view);
  }

  /** Hands the engine the stage's end of a channel. */
  stage(port) {
    return this.#engine.stage(port);
  }

  /** Changes knobs, and the seed where it is among them. */
  async set({seed, ...knobs}) {
    const text = Object.fromEntries(Object.entries(knobs).map(([k, v]) => [k, asText(v)]));
    if (!this.started) return this.#setBefore(text, seed);
    if (Object.keys(text).length) await this.#engine.set(text);
    if (seed !== undefined) await this.#engine.seed(asText(seed));
  }

  async #setBefore(text, seed) {
    Object.assign(this.wanted.knobs, text);
    if (seed !== undefined) this.wanted.seed = asText(seed);
    if (this.#loaded) await this.#start();
  }

  /** Forgets what was asked for, and starts with the defaults. */
  async useDefaults() {
    this.wanted = {knobs: {}, seed: undefined};
    await this.#start();
  }

  /** All settings as text, those of files too. */
  get settings() {
    return this.#engine?.settings ?? this.wanted.knobs;
  }

  snapshot() {
    return this.#engine.snapshot();
  }

  /** Takes over a run that was kept: {settings, seed, snapshot}. One that does
      not fit leaves the run as it was. */
  async restore(kept) {
    const before = {settings: this.settings, seed: this.state.seed, snapshot: await this.snapshot()};
    try {
      await this.#begin(kept);
    } catch (e) {
      await this.#begin(before);
      throw e;
    }
  }

  async #begin({settings, seed, snapshot}) {
    await this.#engine.start(settings, seed);
    await this.#engine.restore(snapshot);
  }

  /** The step at which a run that has failed can go on, or null. */
  get kept() {
    return this.#engine.kept;
  }
  resume() {
    return this.#engine.resume();
  }
  end() {
    this.#engine.end();
  }

  run() {
    return this.#engine.run();
  }
  pause() {
    return this.#engine.pause();
  }
  step(n = 1) {
    return this.#engine.step(n);
  }
  reset() {
    return this.#engine.reset();
  }
  speed(perSecond) {
    return this.#engine.speed(perSecond);
  }
  frame() {
    return this.#engine.frame();
  }
  get running() {
    return this.view?.running ?? false;
  }
  toggle() {
    return this.running ? this.pause() : this.run();
  }
}

// Knob values travel as text, as a link would carry them.
function asText(v) {
  if (v === true) return 'on';
  if (v === false) return 'off';
  return String(v);
}
