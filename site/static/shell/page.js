// The page of one laboratory: a poster and a start button, then the picture,
// the controls, the checks and the numbers around one session.
import {seed} from '../labs.js';
import {Checks} from './checks.js';
import {Data} from './data.js';
import {byId, say} from './dom.js';
import {dropOn} from './file.js';
import {press} from './keys.js';
import {Knobs} from './knobs.js';
import {Loading} from './loading.js';
import {count} from './numbers.js';
import {throttle} from './pace.js';
import {Session} from './session.js';
import {Share} from './share.js';
import {Stage} from './stage.js';
import {Status} from './status.js';
import {canDraw} from './support.js';
import {Transport} from './transport.js';

export class Page {
  session;
  refusal = null; // why there is no run
  #host;
  #opened = null;
  #loading = new Loading('the solver');
  #status = new Status();
  #checks = new Checks();
  #stage;
  #transport;
  #knobs;
  #data;

  /** host hears ready(state), state(state) and error({message, knob}). */
  constructor(lab, asked, host) {
    this.#host = host;
    this.session = new Session(lab, asked.knobs, asked.seed, {
      progress: (p) => this.#loading.show(p),
      state: () => this.#news(),
      error: (e) => this.#fault(e),
      silence: (seconds) => this.#silent(seconds),
      started: () => this.#started(),
    });
    this.#stage = new Stage(byId('stage'), lab, {
      connect: (port) => this.session.stage(port),
      keys: (key) => press(this.acts, key),
      drop: (file) => this.#dropped(file),
    });
    this.#transport = new Transport(this.acts, lab.pace);
    this.#knobs = new Knobs(lab, seed, (values) => this.set(values));
    if (this.#knobs.files) dropOn(document.documentElement, (file) => this.#dropped(file));
    this.#data = new Data(() => this.session.frame());
    this.#lay(lab);
  }

  /** What buttons and keys do; what goes wrong is said. */
  acts = {
    start: () => this.open(true).catch((e) => this.#fault(e)),
    toggle: () => this.#act((s) => s.toggle()),
    step: () => this.#act((s) => s.step()),
    reset: () => this.#act((s) => s.reset()),
    speed: (perSecond) => this.#act((s) => s.speed(perSecond)),
  };

  // A file that was dropped anywhere, where the lab takes one.
  #dropped(file) {
    this.#knobs.files?.take(file);
  }

  #act(f) {
    if (this.session.started) f(this.session).catch((e) => this.#fault(e));
  }

  #lay(lab) {
    document.title = `${lab.title} · Residual`;
    byId('title').textContent = lab.title;
    byId('law').textContent = lab.law;
    byId('hint').textContent = lab.hint;
    byId('transport').append(this.#transport.element);
    byId('status').append(this.#status.element);
    byId('checks').append(this.#checks.element, this.#status.cost);
    byId('data').append(this.#data.element);
    byId('share').append(new Share(this.session, this.#stage).element);
    byId('side').hidden = false;
  }

  /** Loads the engine and starts the lab, once, and lets it run if asked to. */
  async open(run) {
    await (this.#opened ??= this.#load());
    if (run && this.session.started) await this.session.run();
  }

  async #load() {
    this.#transport.loading();
    this.#stage.show(this.#loading.element);
    try {
      await this.session.open();
    } catch (e) {
      this.#refused(e);
    }
  }

  // Nothing runs: a setting in the address is wrong, or the engine is not here.
  #refused(e) {
    this.refusal = e;
    this.#host.error(e);
    if (e.knob) return this.#refusedSetting(e);
    this.#opened = null;
    this.#transport.again();
    this.#stage.say(`This lab cannot run here: ${e.message}. The text and the pictures are readable without it.`);
  }

  #refusedSetting(e) {
    this.#showKnobs();
    this.#knobs.show(this.session.wanted.knobs);
    this.#knobs.complain(e.knob, e.message);
    this.#transport.refuse();
    this.#stage.say(
      `The address asks for something that is not allowed. ${e.message}.`,
      'Use the default settings',
      () => this.session.useDefaults().catch((again) => this.#fault(again)),
    );
  }

  #showKnobs() {
    byId('knobs').replaceChildren(this.#knobs.element);
  }

  // Once there is a run: the controls, the results and the picture.
  #started() {
    this.#knobs.clearAll();
    this.#showKnobs();
    byId('under').hidden = false;
    this.#transport.started();
    this.#paint();
    if (canDraw()) this.#stage.open();
    else
      this.#stage.say(
        'This browser has no WebGL2, so the picture stays still. The run, its numbers and its checks work.',
      );
    this.#host.ready(this.session.state);
  }

  /** Changes settings; a refusal stands beside its control, and the run stays. */
  async set(values) {
    try {
      await this.session.set(values);
      for (const name of Object.keys(values)) this.#knobs.clear(name);
      this.#paint();
    } catch (e) {
      this.#knobs.complain(e.knob, e.message, Object.keys(values)[0]);
      this.#host.error(e);
      throw e;
    }
  }

  // What went wrong without being asked for.
  #fault(e) {
    this.#host.error(e);
    const step = this.session.kept;
    if (step === null) this.#stage.say(`${e.message}.`);
    else
      this.#stage.say(
        `The run has stopped: ${e.message}. Its state at step ${count(step)} is kept.`,
        'Go on from there',
        () => this.#act((s) => this.#resume(s)),
      );
  }

  async #resume(session) {
    await session.resume();
    this.#stage.say('');
    await session.run();
  }

  // The Worker does not answer; what shows of it stands still.
  #silent(seconds) {
    if (seconds === 0) return this.#stage.say('');
    this.#stage.say(
      `The run has not answered for ${seconds} seconds: a step takes long, or never ends.`,
      'End it',
      () => {
        this.session.end();
        this.#stage.join(); // the old way went with the Worker
      },
    );
  }

  // Nothing shows before the buttons work.
  #news() {
    this.#host.state(this.session.state);
    if (this.session.started) this.#paint();
  }

  // At most ten times a second, and only what has changed.
  #paint = throttle(() => {
    const {state, view} = this.session;
    if (!state || !view) return;
    say(byId('hint'), view.hint);
    this.#status.show(state, view);
    const final = !view.running && (state.status === 'converged' || state.status === 'stopped');
    this.#checks.show(state.checks, final);
    this.#transport.show(view.running, final);
    this.#knobs.show({...view.settings, seed: view.seed});
    this.#data.refresh();
  }, 100);

  /** The colours of the page have changed. */
  dress() {
    this.#stage.dress();
  }
}
