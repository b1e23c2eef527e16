// The engine: one run of one lab in a Worker, with promises. Every lab has a
// program of its own, compute-LAB.wasm.
//
//   const engine = new Engine({lab: 'heat', onState(report, view) { … }})
//   await engine.load()
//   await engine.start({n: '64'}, 7)
//   await engine.run()
//
// A call resolves when it is done, and then engine.state is current. A call
// that cannot be done rejects with a Fault and leaves the run as it was.
//
// The Worker is replaced where that is the only way to go on, after a fault,
// and where it gives memory back, after a change to a smaller problem: the heap
// of a wasm program never shrinks. Neither shows, but for the time it takes.
import {settingText, settingTexts} from './settings.js';
import {script} from './trusted.js';
import {compile, missing} from './wasm.js';

/**
 * @import {Arguments, Calls, FaultText, FromWorker, Report, Settings, SettingValues, ToWorker, View} from './protocol.js'
 * @import {Loaded} from './wasm.js'
 */

/**
 * Which program to run, and who hears of it.
 * @typedef {object} EngineOptions
 * @property {string} lab
 * @property {URL} [base] the folder of the programs
 * @property {(loaded: Loaded) => void} [onProgress]
 * @property {(report: Report | null, view: View) => void} [onState]
 * @property {(fault: Fault) => void} [onError] what nobody called for
 * @property {(seconds: number) => void} [onSilence] for how long nothing was heard; 0: it speaks again
 */

// A Worker that says nothing for so many seconds may never do so again.
const SILENCE = 10;

// A heap is given back if it is larger than four times its run's plan and this.
const SPARE = 64 * 1024 * 1024;

/** A Fault says what went wrong and, where one knob is to blame, which. */
export class Fault extends Error {
  /** @param {FaultText} text */
  constructor({message, knob}) {
    super(message);
    this.name = 'Fault';
    this.knob = knob || null;
  }
}

/** @param {unknown} error */
const asFault = (error) => new Fault(error instanceof Error ? error : {message: String(error)});

export class Engine {
  /**
   * The runner's report; null before the first start. While the run goes on it is
   * renewed up to ten times a second, less often where making it would take more
   * than a twentieth of the time.
   * @type {Report | null}
   */
  state = null;

  /**
   * What goes with it, renewed ten times a second.
   * @type {View | null}
   */
  view = null;

  /** @type {Required<EngineOptions>} */
  #options;
  /** @type {Promise<void> | undefined} */
  #loaded;
  /** @type {WebAssembly.Module | null} */
  #module = null;
  /** @type {Worker | null} */
  #worker = null;
  #heap = 0; // the Worker's, in bytes
  /** @type {{steps: number, bytes: Uint8Array<ArrayBuffer>} | null} */
  #checkpoint = null; // a state to go on from after a fault
  #silent = 0; // seconds since the Worker was heard, while it should speak
  #watch = 0; // the timer that counts them
  /** @type {Settings} */
  #given = {}; // the files as they were given: the view only describes them
  /** @type {MessagePort | null} */
  #port = null; // to the canvas, while no Worker has it
  /** @type {number | 'pace'} */
  #speed = 0;
  /** @type {Promise<unknown>} */
  #gate = Promise.resolve(); // settles when the run is not being replaced
  /** @type {Map<number, {resolve: (value: never) => void, reject: (error: Error) => void}>} */
  #calls = new Map(); // what the Worker has not answered, by id
  #lastId = 0;
  #closed = false;

  /** @param {EngineOptions} options */
  constructor(options) {
    const nothing = () => {};
    const base = new URL('.', import.meta.url);
    const quiet = {onProgress: nothing, onState: nothing, onError: nothing, onSilence: nothing};
    this.#options = {base, ...quiet, ...options};
  }

  /** Fetches and compiles the program and starts a Worker, once; after a failure
      it can be called again. */
  load() {
    this.#loaded ??= this.#load().catch((error) => {
      this.#loaded = undefined;
      throw asFault(error);
    });
    return this.#loaded;
  }

  async #load() {
    const lacks = missing();
    if (lacks.length) throw new Fault({message: `This browser has no ${lacks.join(' and no ')}.`});
    const {lab, base, onProgress} = this.#options;
    this.#module = await compile(new URL(`compute-${lab}.wasm`, base), onProgress);
    await this.#spawn();
  }

  /** What the program can run. */
  labs() {
    return this.#call('labs');
  }

  /**
   * What is understood of the text of a knob; null where the lab does not say.
   * @param {string} knob
   * @param {string} text
   */
  echo(knob, text) {
    return this.#call('echo', {lab: this.#options.lab, knobs: {[knob]: text}});
  }

  /** What is drawn now, as plain arrays. */
  frame() {
    return this.#call('frame');
  }

  /** What is drawn now and every list, as tables of at most a hundred rows. */
  tables() {
    return this.#call('tables');
  }

  /** All numbers as a CSV file. */
  csv() {
    return this.#call('csv');
  }

  /**
   * Begins a run of the lab and holds it before its first step, or in the state of
   * a snapshot, with the live knobs that it brings.
   * @param {SettingValues} [knobs] by name, over the defaults
   * @param {number | string | null} [seed]
   * @param {Uint8Array<ArrayBuffer>} [snapshot] of a run of these settings and seed
   */
  start(knobs = {}, seed, snapshot) {
    return this.#begin('start', {lab: this.#options.lab, knobs: settingTexts(knobs), seed: seedText(seed), snapshot});
  }

  /**
   * Changes knobs: of the run as it goes where they are live, else by a new run
   * with the same seed, which plays if the old one did. Another seed begins a new
   * run too. If anything is refused nothing is changed. Only what is given
   * travels.
   * @param {SettingValues} knobs
   * @param {number | string} [seed]
   */
  set(knobs, seed) {
    return this.#begin('set', {knobs: settingTexts(knobs), ...(seed === undefined ? {} : {seed: seedText(seed)})});
  }

  /**
   * All knobs as text, files included.
   * @returns {Settings}
   */
  get settings() {
    return {...this.view?.settings, ...this.#given};
  }

  /** Begins anew with the same. */
  reset() {
    return this.#begin('reset', {});
  }

  /** Resolves when n more steps are taken, or the run has ended before. */
  step(n = 1) {
    return this.#do('step', {number: n});
  }
  run() {
    return this.#do('run');
  }
  pause() {
    return this.#do('pause');
  }

  /**
   * Limits a run that plays to so many steps per second; 0 sets no limit.
   * @param {number} perSecond
   */
  async speed(perSecond) {
    await this.#do('speed', {number: perSecond});
    this.#speed = perSecond;
    return this.state;
  }

  /** Has each run begin at the pace of its lab, and go as fast as it can after some
      seconds; the present run from now on. */
  async pace() {
    await this.#do('pace');
    this.#speed = 'pace';
    return this.state;
  }

  /** The whole state of the run as bytes, from which start begins. */
  snapshot() {
    return this.#call('snapshot');
  }

  /** Tells whether there is a Worker, which a fault or its end takes away. */
  get alive() {
    return this.#worker !== null;
  }

  /** The last state that was kept of the run, or null. */
  get kept() {
    return this.#checkpoint;
  }

  /** The step at which a run that has failed can go on, or null. */
  get checkpoint() {
    return this.#worker ? null : (this.#checkpoint?.steps ?? null);
  }

  /** Begins the run that has failed anew, in a new Worker, from its last
      checkpoint. */
  resume() {
    const done = this.#gate.then(() => this.#resume());
    this.#gate = done.catch(() => {});
    return done;
  }

  async #resume() {
    const checkpoint = this.#worker ? null : this.#checkpoint;
    if (!checkpoint) throw new Fault({message: 'there is no state to go on from'});
    await this.#revive({snapshot: checkpoint.bytes});
    this.#checkpoint = checkpoint;
    return this.state;
  }

  /** Ends a run whose Worker does not answer. */
  end() {
    if (this.#worker) this.#crash('it was ended, since it did not answer');
  }

  /**
   * Gives the Worker a port to the canvas: frames and the visitor's pointer go
   * that way and never through this page.
   * @param {MessagePort} port
   */
  connect(port) {
    this.#port = port;
    this.#gate = this.#gate.then(() => this.#connect());
  }

  /** Ends the Worker. */
  close() {
    this.#closed = true;
    this.#drop('the lab has been closed');
  }

  /**
   * Makes a call that may begin another run. Other calls wait for it, so that a
   * Worker can be replaced in between.
   * @param {'start' | 'set' | 'reset'} call
   * @param {Arguments} args
   */
  #begin(call, args) {
    const done = this.#gate.then(() => this.#renew(call, args));
    this.#gate = done.catch(() => {});
    return done;
  }

  /** @type {(call: 'start' | 'set' | 'reset', args: Arguments) => Promise<Report | null>} */
  async #renew(call, args) {
    if (this.#worker) await this.#ask(call, args);
    else await this.#revive(args);
    const given = {...(call === 'start' ? {} : this.#given), ...args.knobs};
    this.#given = Object.fromEntries(Object.entries(given).filter(([name]) => this.view?.files.includes(name)));
    if (this.state && this.#heap > 4 * this.state.memory.planned_bytes + SPARE) await this.#replace();
    return this.state;
  }

  /**
   * Begins in a new Worker what the call asks for, which after a fault is the run
   * that failed with what the call changes.
   * @param {Arguments} args
   */
  async #revive(args) {
    if (this.#closed || !this.#module) throw this.#notRunning();
    const seed = seedText(this.view?.seed);
    await this.#spawn();
    const knobs = args.lab ? args.knobs : {...this.settings, ...args.knobs};
    try {
      await this.#ask('start', {lab: this.#options.lab, seed, ...args, knobs});
    } catch (error) {
      await this.#leave('it has no run');
      throw error;
    }
  }

  /**
   * Ends the Worker and keeps the way to the canvas.
   * @param {string} why
   */
  async #leave(why) {
    this.#port = (await this.#release()) ?? this.#port;
    this.#drop(why);
  }

  /** Moves the run to a new Worker. */
  async #replace() {
    const {seed, running} = this.view ?? {};
    const snapshot = await this.#ask('snapshot');
    await this.#leave('another run has begun');
    await this.#spawn();
    await this.#ask('start', {lab: this.#options.lab, knobs: this.settings, seed: seedText(seed), snapshot});
    if (running) await this.#ask('run');
  }

  /** @type {(call: keyof Calls, args?: Arguments) => Promise<Report | null>} */
  async #do(call, args) {
    await this.#call(call, args);
    return this.state;
  }

  /**
   * @template {keyof Calls} K
   * @param {K} call
   * @param {Arguments} [args]
   */
  async #call(call, args) {
    await this.#gate;
    return this.#ask(call, args);
  }

  /**
   * Sends a call to the Worker and resolves with its answer.
   * @template {keyof Calls} K
   * @param {K} call
   * @param {Arguments} [args]
   * @returns {Promise<Calls[K]>}
   */
  #ask(call, args = {}) {
    return this.#await((id) => ({type: 'call', id, call, args}));
  }

  /**
   * Takes the way to the canvas from the Worker.
   * @returns {Promise<MessagePort | null>}
   */
  #release() {
    return this.#await((id) => ({type: 'release', id}));
  }

  /**
   * Posts a message with a fresh id and resolves with what comes back for it.
   * @template T
   * @param {(id: number) => ToWorker} message
   * @returns {Promise<T>}
   */
  #await(message) {
    return new Promise((resolve, reject) => {
      if (!this.#worker) return reject(this.#notRunning());
      const id = ++this.#lastId;
      this.#calls.set(id, {resolve, reject});
      this.#listen();
      this.#post(message(id));
    });
  }

  #notRunning() {
    if (this.#closed) return new Fault({message: 'the lab has been closed'});
    return new Fault({message: this.#module ? 'the lab has failed; reset begins it anew' : 'the lab is not loaded'});
  }

  /** @type {(message: ToWorker, transfer?: Transferable[]) => void} */
  #post(message, transfer = []) {
    this.#worker?.postMessage(message, transfer);
  }

  /** Starts a Worker. There is one at a time: what another was doing is lost. */
  async #spawn() {
    if (this.#worker) this.#drop('another run has begun');
    const module = /** @type {WebAssembly.Module} */ (this.#module);
    const worker = new Worker(script('worker.js'), {type: 'module'});
    this.#worker = worker;
    this.#heap = 0;
    worker.onmessage = ({data}) => worker === this.#worker && this.#onMessage(data);
    worker.onerror = (event) =>
      worker === this.#worker && this.#crash(event.message || 'the Worker could not be started');
    this.#rest();
    this.#listen();
    await new Promise((resolve, reject) => {
      this.#calls.set(READY, {resolve, reject});
      this.#post({type: 'start', module});
    });
    if (this.#speed === 'pace') await this.#ask('pace');
    else if (this.#speed) await this.#ask('speed', {number: this.#speed});
    this.#connect();
  }

  /** Counts the seconds in which the Worker says nothing, as long as something is
      under way. It is asked for a sign in between; onSilence hears when none
      comes, and when it speaks again. */
  #listen() {
    if (this.#watch) return;
    this.#silent = 0;
    this.#watch = setInterval(() => {
      if (!this.view?.running && !this.#calls.size) this.#rest();
      else if (++this.#silent === 3) this.#post({type: 'ping'});
      else if (this.#silent === SILENCE) this.#options.onSilence(this.#silent);
    }, 1000);
  }

  #rest() {
    clearInterval(this.#watch);
    this.#watch = 0;
  }

  #connect() {
    if (!this.#worker || !this.#port) return;
    this.#post({type: 'canvas', port: this.#port}, [this.#port]);
    this.#port = null;
  }

  /** @param {FromWorker} message */
  #onMessage(message) {
    if (this.#silent >= SILENCE) this.#options.onSilence(0);
    this.#silent = 0;
    switch (message.type) {
      case 'pong':
        return;
      case 'ready':
        return this.#settle(READY, undefined);
      case 'answer':
        return this.#settle(message.id, JSON.parse(message.result));
      case 'bytes':
        return this.#settle(message.id, message.bytes);
      case 'released':
        return this.#settle(message.id, message.port);
      case 'refusal':
        return this.#take(message.id)?.reject(new Fault(JSON.parse(message.fault)));
      case 'state':
        this.#heap = message.heap;
        return this.#show(message.report ? JSON.parse(message.report) : this.state, JSON.parse(message.view));
      case 'checkpoint':
        this.#checkpoint = message.bytes.length ? {steps: message.steps, bytes: message.bytes} : null;
        return;
      case 'fault':
        return this.#options.onError(new Fault(JSON.parse(message.fault)));
      case 'ended':
        return this.#crash(message.reason, message.port);
    }
  }

  /** @type {(id: number, value: unknown) => void} */
  #settle(id, value) {
    this.#take(id)?.resolve(/** @type {never} */ (value));
  }

  /** @param {number} id */
  #take(id) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  /** @type {(report: Report | null, view: View) => void} */
  #show(report, view) {
    this.state = report;
    this.view = view;
    if (view.running) this.#listen();
    this.#options.onState(report, view);
  }

  /**
   * Ends the run, for its Worker has ended; what is shown of it stays.
   * @param {string} message
   * @param {MessagePort | null} [port]
   */
  #crash(message, port) {
    this.#port ??= port ?? null;
    this.#drop(message);
    const {state, view} = this;
    if (state && view) this.#show({...state, status: 'stopped', reason: message}, {...view, running: false});
    this.#options.onError(new Fault({message}));
  }

  /** @param {string} message */
  #drop(message) {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = null;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const {reject} of calls) reject(new Fault({message}));
  }
}

// The call that the Worker's "ready" settles; ids of others are above it.
const READY = 0;

/** @param {number | string | null | undefined} seed */
function seedText(seed) {
  return seed === undefined || seed === null ? undefined : settingText(seed);
}
