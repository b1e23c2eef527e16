// The engine: one run of one lab in a Worker, with promises. Every lab has a
// program of its own, compute-LAB.wasm.
//
//   const engine = new Engine({lab: 'heat', onstate(state, view) { … }})
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
import {compile, missing} from './wasm.js';

// A Worker that says nothing for so many seconds may never do so again.
const SILENCE = 10;

// A heap is given back if it is larger than four times its run's plan and this.
const SPARE = 64 * 1024 * 1024;

// A Fault says what went wrong and, where one knob is to blame, which.
export class Fault extends Error {
  constructor({message, knob}) {
    super(message);
    this.name = 'Fault';
    this.knob = knob || null;
  }
}

export class Engine {
  // The runner's report, all of one moment: {lab, settings, seed, status, reason,
  // steps, seconds, digest, checks, memory}; null before the first start. While
  // the run goes on it is renewed up to ten times a second, less often where
  // making it would take more than a twentieth of the time.
  state = null;

  // What goes with it, renewed ten times a second: {title, moment, hint, summary,
  // readouts, steps, progress, secondsLeft, running, stepsPerSecond, speed, workers,
  // note, settings, seed}. progress and secondsLeft are null where there is no
  // honest estimate; settings are as text.
  view = null;

  #base;
  #lab;
  #size; // of the program in bytes, where the page knows it
  #heard; // what to call: {progress, state, error, silence}
  #loaded; // a promise of load's
  #module;
  #worker = null;
  #heap = 0; // the Worker's, in bytes
  #kept = null; // a state to go on from after a fault: {steps, bytes}
  #silent = 0; // seconds since the Worker was heard, while it should speak
  #watch = 0; // the timer that counts them
  #given = {}; // the knobs as they were given: the state only describes files
  #port = null; // to the stage, while no Worker has it
  #speed = 0;
  #gate = Promise.resolve(); // settles when the run is not being replaced
  #calls = new Map(); // what the Worker has not answered: id → {resolve, reject}
  #id = 0;
  #closed = false;

  constructor({lab, base = new URL('.', import.meta.url), size = 0, onprogress, onstate, onerror, onsilence}) {
    const nothing = () => {};
    this.#lab = lab;
    this.#base = base;
    this.#size = size;
    this.#heard = {
      progress: onprogress ?? nothing,
      state: onstate ?? nothing,
      error: onerror ?? nothing,
      silence: onsilence ?? nothing,
    };
  }

  // load fetches and compiles the program and starts a Worker, once; after a
  // failure it can be called again.
  load() {
    this.#loaded ??= this.#load().catch((error) => {
      this.#loaded = undefined;
      throw new Fault(error);
    });
    return this.#loaded;
  }

  async #load() {
    const lacks = missing();
    if (lacks.length) throw new Fault({message: `This browser has no ${lacks.join(' and no ')}.`});
    this.#module = await compile(new URL(`compute-${this.#lab}.wasm`, this.#base), this.#size, this.#heard.progress);
    await this.#spawn();
  }

  // labs lists what the program can run: [{name, title, law, hint, knobs}].
  labs() {
    return this.#call('labs');
  }

  // frame is what is drawn now, as plain arrays; null is a number that is none.
  frame() {
    return this.#call('frame');
  }

  // start begins a run of the lab and holds it before its first step. Knobs are
  // given as a link gives them, by name.
  start(knobs = {}, seed) {
    return this.#begin('start', {lab: this.#lab, knobs: texts(knobs), seed: seedText(seed)});
  }

  // set changes knobs: of the run as it goes where they are live, else by a new
  // run with the same seed, which plays if the old one did.
  set(knobs) {
    return this.#begin('set', {knobs: texts(knobs)});
  }

  // settings are all knobs as text, files included.
  get settings() {
    return {...this.view?.settings, ...this.#given};
  }

  // seed begins anew with another seed; reset, with the same.
  seed(seed) {
    return this.#begin('seed', {seed: seedText(seed)});
  }
  reset() {
    return this.#begin('reset', {});
  }

  // step resolves when n more steps are taken, or the run has ended before.
  step(n = 1) {
    return this.#do('step', {number: n});
  }
  run() {
    return this.#do('run');
  }
  pause() {
    return this.#do('pause');
  }

  // speed limits a run that plays to so many steps per second; 0 sets no limit.
  async speed(perSecond) {
    await this.#do('speed', {number: perSecond});
    this.#speed = perSecond;
    return this.state;
  }

  // snapshot is the whole state of the run as bytes, which restore takes back
  // into a run of the same settings and seed.
  snapshot() {
    return this.#call('snapshot');
  }
  restore(bytes) {
    return this.#do('restore', {snapshot: new Uint8Array(bytes)});
  }

  // kept is the step at which a run that has failed can go on, or null.
  get kept() {
    return this.#worker ? null : (this.#kept?.steps ?? null);
  }

  // resume begins the run that has failed anew, in a new Worker, from its last
  // state that was kept.
  resume() {
    const done = this.#gate.then(() => this.#resume());
    this.#gate = done.catch(() => {});
    return done;
  }

  async #resume() {
    const {steps, bytes} = this.#kept;
    await this.#revive({});
    await this.#ask('restore', {snapshot: bytes});
    this.#kept = {steps, bytes};
    return this.state;
  }

  // end stops a run whose Worker does not answer.
  end() {
    this.#crash('it was ended, since it did not answer');
  }

  // stage gives the Worker a port to the stage: frames and the visitor's hand go
  // that way and never through this page.
  stage(port) {
    this.#port = port;
    this.#gate = this.#gate.then(() => this.#connect());
  }

  // close ends the Worker.
  close() {
    this.#closed = true;
    this.#drop('the lab has been closed');
  }

  // begin makes a call that may begin another run. Other calls wait for it, so
  // that a Worker can be replaced in between.
  #begin(call, args) {
    const done = this.#gate.then(() => this.#renew(call, args));
    this.#gate = done.catch(() => {});
    return done;
  }

  async #renew(call, args) {
    if (this.#worker) await this.#ask(call, args);
    else await this.#revive(args);
    this.#given = {...(call === 'start' ? {} : this.#given), ...args.knobs};
    if (this.state && this.#heap > 4 * this.state.memory.planned_bytes + SPARE) await this.#replace();
    return this.state;
  }

  // revive begins in a new Worker what the call asks for, which after a fault is
  // the run that failed with what the call changes.
  async #revive(args) {
    if (this.#closed || !this.#module) return this.#ask('start');
    const {seed} = this.view ?? {};
    await this.#spawn();
    await this.#ask('start', {
      lab: this.#lab,
      seed: seedText(seed),
      ...args,
      knobs: args.lab ? args.knobs : {...this.settings, ...args.knobs},
    });
  }

  // replace moves the run, which has taken no step, to a new Worker.
  async #replace() {
    const {seed, running} = this.view;
    this.#port = await this.#ask('release');
    this.#drop('another run has begun');
    await this.#spawn();
    await this.#ask('start', {lab: this.#lab, knobs: this.settings, seed: seedText(seed)});
    if (running) await this.#ask('run');
  }

  async #do(call, args) {
    await this.#call(call, args);
    return this.state;
  }

  async #call(call, args) {
    await this.#gate;
    return this.#ask(call, args);
  }

  // ask sends a call to the Worker and resolves with its answer.
  #ask(call, args = {}) {
    return new Promise((resolve, reject) => {
      if (!this.#worker) {
        const why = this.#closed
          ? 'the lab has been closed'
          : this.#module
            ? 'the lab has failed; reset begins it anew'
            : 'the lab is not loaded';
        return reject(new Fault({message: why}));
      }
      const id = ++this.#id;
      this.#calls.set(id, {resolve, reject});
      this.#listen();
      this.#worker.postMessage({id, call, args});
    });
  }

  async #spawn() {
    const worker = new Worker(new URL('worker.js', this.#base));
    this.#worker = worker;
    this.#heap = 0;
    worker.onmessage = ({data}) => worker === this.#worker && this.#hear(data);
    this.#rest();
    this.#listen();
    worker.onerror = (event) =>
      worker === this.#worker && this.#crash(event.message || 'the Worker could not be started');
    await new Promise((resolve, reject) => {
      this.#calls.set('ready', {resolve, reject});
      worker.postMessage({module: this.#module});
    });
    if (this.#speed) await this.#ask('speed', {number: this.#speed});
    this.#connect();
  }

  // listen counts the seconds in which the Worker says nothing, as long as
  // something is under way. It is asked for a sign in between; onsilence(seconds)
  // hears when none comes, and onsilence(0) when it speaks again.
  #listen() {
    if (this.#watch) return;
    this.#silent = 0;
    this.#watch = setInterval(() => {
      if (!this.view?.running && !this.#calls.size) this.#rest();
      else if (++this.#silent === 3) this.#worker.postMessage({ping: true});
      else if (this.#silent === SILENCE) this.#heard.silence(this.#silent);
    }, 1000);
  }

  #rest() {
    clearInterval(this.#watch);
    this.#watch = 0;
  }

  #connect() {
    if (!this.#worker || !this.#port) return;
    this.#worker.postMessage({stage: this.#port}, [this.#port]);
    this.#port = null;
  }

  // hear takes a message of the Worker's.
  #hear({id, result, bytes, refused, view, state, heap, keep, steps, pong, fault, crash, port}) {
    if (this.#silent >= SILENCE) this.#heard.silence(0);
    this.#silent = 0;
    if (pong) return;
    if (keep) return void (this.#kept = keep.length ? {steps, bytes: keep} : null);
    if (crash !== undefined) return this.#crash(crash, port);
    if (fault) return this.#heard.error(new Fault(JSON.parse(fault)));
    if (view) return this.#show(state ? JSON.parse(state) : this.state, JSON.parse(view), heap);
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (refused) call?.reject(new Fault(JSON.parse(refused)));
    else call?.resolve(bytes ?? port ?? (result ? JSON.parse(result) : null));
  }

  #show(state, view, heap) {
    this.state = state;
    this.view = view;
    this.#heap = heap ?? this.#heap;
    if (view.running) this.#listen();
    this.#heard.state(state, view);
  }

  // crash ends the run, for its Worker has ended; what is shown of it stays.
  #crash(message, port) {
    this.#port ??= port ?? null;
    this.#drop(message);
    if (this.state) this.#show({...this.state, status: 'stopped', reason: message}, {...this.view, running: false});
    this.#heard.error(new Fault({message}));
  }

  #drop(message) {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = null;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const {reject} of calls) reject(new Fault({message}));
  }
}

// texts writes knob values as links do.
function texts(knobs) {
  return Object.fromEntries(Object.entries(knobs).map(([name, value]) => [name, String(value)]));
}

function seedText(seed) {
  return seed === undefined || seed === null ? undefined : String(seed);
}
