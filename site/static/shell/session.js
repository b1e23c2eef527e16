// One laboratory and its run: what is wanted of the engine, in order, and the
// last that it said.
import {Engine} from '../engine.js';
import {settingText, settingTexts} from '../settings.js';

/**
 * @import {Fault} from '../engine.js'
 * @import {Lab} from '../labs.js'
 * @import {Echo, Report, Settings, SettingValues, View} from '../protocol.js'
 * @import {Loaded} from '../wasm.js'
 * @import {SavedRun} from './runfile.js'
 *
 * Who hears of what.
 * @typedef {object} Hear
 * @property {(loaded: Loaded) => void} progress
 * @property {() => void} started there is a run
 * @property {() => void} state report and view are new
 * @property {(fault: Fault) => void} error
 * @property {(seconds: number) => void} silence
 */

export class Session {
  /** @type {Lab} */
  lab;
  /** @type {{knobs: Settings, seed: string | null}} */
  wanted; // until the engine has taken them
  /** @type {View | null} */
  view = null;
  started = false;
  /** @type {Report | null} */
  #report = null;
  /** @type {Engine} */
  #engine;
  /** @type {Hear} */
  #hear;
  #loaded = false;

  /**
   * @param {Lab} lab
   * @param {Settings} knobs
   * @param {string | null} seed
   * @param {Hear} hear
   */
  constructor(lab, knobs, seed, hear) {
    this.lab = lab;
    this.wanted = {knobs: {...knobs}, seed};
    this.#hear = hear;
    this.#engine = new Engine({
      base: new URL('../', import.meta.url),
      lab: lab.name,
      onProgress: hear.progress,
      onState: (report, view) => this.#take(report, view),
      onError: hear.error,
      onSilence: hear.silence,
    });
  }

  /** Loads the engine and starts the run. A setting that is refused leaves it
      loaded, and set() may put it right. */
  async open() {
    await this.#engine.load();
    await this.#engine.pace();
    this.#loaded = true;
    await this.#start();
  }

  async #start() {
    await this.#engine.start(this.wanted.knobs, this.wanted.seed);
    this.started = true;
    this.#hear.started();
  }

  /** @type {(report: Report | null, view: View) => void} */
  #take(report, view) {
    this.#report = report;
    this.view = view;
    this.#hear.state();
  }

  /** The runner's report on the run, once it has been started. */
  get report() {
    if (!this.#report) throw new Error('there is no run');
    return this.#report;
  }

  /**
   * Hands the engine its end of a channel to the canvas.
   * @param {MessagePort} port
   */
  connect(port) {
    this.#engine.connect(port);
  }

  /**
   * Changes knobs, and the seed where it is among them: all or none.
   * @param {SettingValues} values
   */
  async set({seed, ...knobs}) {
    if (!this.started) return this.#setBefore(knobs, seed);
    await this.#engine.set(knobs, seed === undefined ? undefined : settingText(seed));
  }

  /**
   * Changes settings by a control. A run that had begun gives way to one that
   * plays.
   * @param {SettingValues} values
   */
  async turn(values) {
    const begun = Boolean(this.view?.steps);
    await this.set(values);
    if (begun && this.view?.steps === 0 && !this.view.running) await this.run();
  }

  /** @type {(knobs: SettingValues, seed?: string | number | boolean) => Promise<void>} */
  async #setBefore(knobs, seed) {
    Object.assign(this.wanted.knobs, settingTexts(knobs));
    if (seed !== undefined) this.wanted.seed = settingText(seed);
    if (this.#loaded) await this.#start();
  }

  /** Forgets what was asked for, and starts with the defaults. */
  async useDefaults() {
    this.wanted = {knobs: {}, seed: null};
    await this.#start();
  }

  /** All settings as text, those of files too. */
  get settings() {
    return this.started ? this.#engine.settings : this.wanted.knobs;
  }

  /**
   * What is understood of the text of a knob; undefined while there is nobody to ask.
   * @type {(knob: string, text: string) => Promise<Echo | null | undefined>}
   */
  async echo(knob, text) {
    return this.#loaded && this.alive ? this.#engine.echo(knob, text) : undefined;
  }

  /** These and the seed. */
  get everything() {
    const seed = this.view ? String(this.view.seed) : this.wanted.seed;
    return seed === null ? this.settings : {...this.settings, seed};
  }

  snapshot() {
    return this.#engine.snapshot();
  }

  /**
   * Takes over a saved run. One that does not fit leaves the run as it is.
   * @param {SavedRun} saved
   */
  restore({settings, seed, snapshot}) {
    return this.#engine.start(settings, seed, snapshot);
  }

  /** Tells whether there is a Worker: a fault ends it. */
  get alive() {
    return this.#engine.alive;
  }

  /** The last state that was kept of the run, or null. */
  get kept() {
    return this.#engine.kept;
  }

  /** The step at which a run that has failed can go on, or null. */
  get checkpoint() {
    return this.#engine.checkpoint;
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
  /** @param {number} perSecond */
  speed(perSecond) {
    return this.#engine.speed(perSecond);
  }
  pace() {
    return this.#engine.pace();
  }
  frame() {
    return this.#engine.frame();
  }
  tables() {
    return this.#engine.tables();
  }
  csv() {
    return this.#engine.csv();
  }
  /** Begins anew, and runs. */
  async again() {
    await this.reset();
    await this.run();
  }
  toggle() {
    return this.view?.running ? this.pause() : this.run();
  }
}
