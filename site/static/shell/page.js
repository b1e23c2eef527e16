// The page of one laboratory: a poster and a start button, then the picture,
// the controls, the checks and the numbers around one session.
import {seed} from '../labs.js';
import {faultText} from '../rpc.js';
import {hasWebGL2} from '../webgl.js';
import {elsewhere, follow} from './address.js';
import {CanvasFrame} from './canvasframe.js';
import {Checks} from './checks.js';
import {Data} from './data.js';
import {byId, say} from './dom.js';
import {Export} from './export.js';
import {dropOn} from './file.js';
import {Help} from './help.js';
import {press} from './keys.js';
import {Knobs} from './knobs.js';
import {MainKnob} from './mainknob.js';
import {count} from './numbers.js';
import {Panels} from './panels.js';
import {left, outlive} from './runfile.js';
import {Score} from './score.js';
import {Session} from './session.js';
import {Status} from './status.js';
import {throttle} from './throttle.js';
import {Transport} from './transport.js';

/**
 * @import {Lab} from '../labs.js'
 * @import {FaultText, SettingValues} from '../protocol.js'
 * @import {Asked} from './address.js'
 * @import {Embedder} from './embedder.js'
 * @import {SavedRun} from './runfile.js'
 */

export class Page {
  /** @type {Session} */
  session;
  /** @type {unknown} */
  refusal = null; // why there is no run
  /** @type {SavedRun | null} */
  earlier; // the run before the page was loaded again
  /** @type {Embedder} */
  #embedder;
  /** @type {Promise<void> | null} */
  #opened = null;
  #status = new Status();
  #checks = new Checks();
  #score = new Score();
  #help = new Help();
  /** @type {CanvasFrame} */
  #canvas;
  /** @type {Panels} */
  #panels;
  /** @type {Transport} */
  #transport;
  /** @type {MainKnob} */
  #mainKnob;
  /** @type {Knobs} */
  #knobs;
  /** @type {Data} */
  #data;

  /**
   * @param {Lab} lab
   * @param {Asked} asked
   * @param {Embedder} embedder hears of states and errors
   */
  constructor(lab, asked, embedder) {
    this.#embedder = embedder;
    this.session = new Session(lab, asked.knobs, asked.seed, {
      progress: (loaded) => this.#transport.start.progress(`compute-${lab.name}.wasm`, loaded),
      started: () => this.#started(),
      state: () => this.#onState(),
      error: (e) => this.#onError(e),
      silence: (seconds) => this.#silent(seconds),
    });
    this.#canvas = new CanvasFrame(byId('stage'), lab, {
      connect: (port) => this.session.connect(port),
      key: (key) => press(this.acts, key),
      progress: (loaded) => this.#transport.start.progress('stage.wasm', loaded),
      panels: (panels) => this.#panels.take(panels),
      drop: (file) => this.#knobs.takeFile?.(file),
    });
    this.#panels = new Panels(this.#canvas, lab.poster.panels);
    this.#transport = new Transport(this.acts, lab);
    this.#mainKnob = new MainKnob(lab, (name, value) => this.#knobs.enter(name, value));
    this.#knobs = new Knobs(lab, seed, {
      set: (values) => this.#turn(values),
      settings: () => this.session.everything,
      repaint: () => this.#paint(),
      echo: (name, text) => this.session.echo(name, text),
    });
    const take = this.#knobs.takeFile;
    if (take) dropOn(document.documentElement, take);
    this.#data = new Data(() => this.session.tables());
    this.#layOut(lab);
    this.earlier = left(lab);
    if (this.earlier) this.#offer(this.earlier);
    if (elsewhere(lab, asked)) {
      this.#notes.say('poster', 'The picture shows the default settings; Start shows the run of this link.');
    }
    outlive(this.session);
  }

  /** @param {SavedRun} saved */
  #offer(saved) {
    const text = `The run that stood here is kept at step ${count(saved.steps)}.`;
    this.#notes.say('kept', text, 'Go on from there', () => this.#say(this.#goOn(saved)));
  }

  /** @param {SavedRun} saved */
  async #goOn(saved) {
    await this.open(false);
    if (this.session.started) await this.session.restore(saved);
  }

  /** What buttons and keys do; what goes wrong is said. */
  acts = {
    start: () => {
      comeIntoView(byId('view'));
      this.#say(this.open(true));
    },
    toggle: () => this.#act((s) => s.toggle()),
    step: () => this.#act((s) => s.step()),
    reset: () => this.#act((s) => s.reset()),
    again: () => this.#act((s) => s.again()),
    pace: () => this.#act((s) => s.pace()),
    help: () => this.#help.open(),
    scroll: () => this.#panels.draw(false),
    /** @param {number} perSecond */
    speed: (perSecond) => this.#act((s) => s.speed(perSecond)),
  };

  /** @param {(session: Session) => Promise<unknown>} f */
  #act(f) {
    if (this.session.started) this.#say(f(this.session));
  }

  // What goes wrong is said until something goes well.
  /** @param {Promise<unknown>} done */
  #say(done) {
    done.then(
      () => this.#notes.clear('refused'),
      (e) => this.#fault(e),
    );
  }

  get #notes() {
    return this.#canvas.notes;
  }

  /** @param {Lab} lab */
  #layOut(lab) {
    document.title = `${lab.title} · Residual`;
    byId('title').textContent = lab.title;
    byId('law').textContent = lab.law;
    byId('hint').textContent = lab.hint;
    byId('panels').append(this.#panels.element);
    byId('bar').append(this.#transport.element, this.#mainKnob.element, this.#score.element);
    byId('speed-row').append(this.#transport.speed);
    document.body.append(this.#help.element);
    byId('status').append(this.#status.element);
    byId('checks').append(this.#checks.element, this.#status.cost);
    byId('data').append(this.#data.element);
    byId('export').append(new Export(this.session, this.#canvas).element);
    byId('side').hidden = false;
  }

  /**
   * Loads the engine and starts the lab, once, and lets it run if asked to, from the
   * first frame on that is seen.
   * @param {boolean} run
   */
  async open(run) {
    await (this.#opened ??= this.#load());
    if (!run || !this.session.started) return;
    await this.#canvas.shown;
    await this.session.run();
  }

  async #load() {
    this.#transport.start.begin();
    this.#notes.clear('unable');
    const opened = this.session.open();
    if (hasWebGL2()) this.#canvas.open(); // while the solver is on its way
    try {
      await opened;
    } catch (e) {
      this.#notes.clear('silent', 'refused');
      this.#refused(e);
    }
  }

  /**
   * Nothing runs: a setting in the address is wrong, or the engine is not here.
   * @param {unknown} e
   */
  #refused(e) {
    this.refusal = e;
    this.#embedder.error(e);
    const fault = faultText(e);
    if (fault.knob) return this.#refusedSetting(fault);
    this.#opened = null;
    this.#canvas.close();
    this.#transport.start.again();
    const text = `This lab cannot run here: ${fault.message}. The text and the pictures are readable without it.`;
    this.#notes.say('unable', text);
  }

  /** @param {FaultText} fault */
  #refusedSetting({message, knob}) {
    this.#showKnobs();
    this.#knobs.show(this.session.wanted.knobs);
    this.#knobs.complain(knob ?? null, message);
    this.#transport.refuse();
    const text = `The address asks for something that is not allowed. ${message}.`;
    this.#notes.say('unable', text, 'Use the default settings', () => this.#say(this.session.useDefaults()));
  }

  #showKnobs() {
    byId('knobs').replaceChildren(this.#knobs.element);
  }

  // Once there is a run: the controls, the results and the picture.
  #started() {
    this.#notes.clear('unable', 'refused', 'poster');
    this.#knobs.clearAll();
    this.#showKnobs();
    byId('under').hidden = false;
    this.#transport.start.painting();
    this.#paint();
    if (!hasWebGL2()) {
      this.#canvas.close();
      this.#notes.say(
        'picture',
        'This browser has no WebGL2, so the picture stays still. The run, its numbers and its checks work.',
      );
    }
    this.#canvas.shown.then(() => {
      this.#transport.started();
      this.#embedder.begun();
    });
    this.#embedder.ready(this.session.report);
  }

  /**
   * Changes settings; a refusal stands beside its control, and the run stays.
   * @param {SettingValues} values
   */
  async set(values) {
    try {
      await this.session.set(values);
      for (const name of Object.keys(values)) this.#knobs.clear(name);
      this.#paint();
    } catch (e) {
      const {message, knob} = faultText(e);
      this.#knobs.complain(knob ?? null, message, Object.keys(values)[0]);
      this.#embedder.error(e);
      throw e;
    }
  }

  /**
   * Changes settings by a control, which says itself what was refused.
   * @param {SettingValues} values
   */
  async #turn(values) {
    try {
      await this.session.turn(values);
    } catch (e) {
      this.#embedder.error(e);
      throw e;
    }
  }

  /**
   * What was asked for and could not be done.
   * @param {unknown} e
   */
  #fault(e) {
    this.#embedder.error(e);
    this.#notes.say('refused', `${faultText(e).message}.`);
  }

  /**
   * What went wrong without being asked for. If the run has ended by it, it can go
   * on from what is kept of it, or begin anew.
   * @param {unknown} e
   */
  #onError(e) {
    if (this.session.alive || !this.session.started) return this.#fault(e);
    this.#embedder.error(e);
    this.#notes.clear('silent');
    const text = `The run has stopped: ${faultText(e).message}.`;
    const step = this.session.checkpoint;
    if (step === null) return this.#notes.say('stopped', text, 'Begin anew', this.acts.reset);
    const kept = `${text} Its state at step ${count(step)} is kept.`;
    this.#notes.say('stopped', kept, 'Go on from there', () => this.#act((s) => this.#resume(s)));
  }

  /** @param {Session} session */
  async #resume(session) {
    await session.resume();
    await session.run();
  }

  /**
   * The Worker does not answer; what shows of it stands still.
   * @param {number} seconds
   */
  #silent(seconds) {
    if (seconds === 0) return this.#notes.clear('silent');
    const text = `The run has not answered for ${seconds} seconds: a step takes long, or never ends.`;
    this.#notes.say('silent', text, 'End it', () => {
      this.session.end();
      this.#canvas.join(); // the old way went with the Worker
    });
  }

  // Nothing shows before the buttons work.
  #onState() {
    if (this.session.alive) this.#notes.clear('stopped'); // another run has begun
    if (this.session.view?.steps) this.#notes.clear('kept');
    this.#embedder.state(this.session.report);
    if (!this.session.started) return;
    this.#paint();
    if (window.parent === window) this.#follow();
  }

  // Browsers allow a hundred such changes in half a minute.
  #follow = throttle(() => {
    const {lab, view} = this.session;
    if (view) follow(lab, view.settings, String(view.seed));
  }, 400);

  // At most ten times a second, and only what has changed.
  #paint = throttle(() => {
    const {view} = this.session;
    if (!view) return;
    const {report} = this.session;
    say(byId('hint'), view.hint);
    this.#status.show(report, view);
    const final = !view.running && (report.status === 'converged' || report.status === 'stopped');
    this.#checks.show(report.checks, final && this.session.alive); // a fault judges nothing
    this.#score.show(report.checks, final);
    this.#transport.show(view.running, final);
    this.#knobs.show({...view.settings, seed: String(view.seed)}, view.scales);
    this.#mainKnob.show(view.settings, view.scales);
    this.#data.refresh();
  }, 100);

  /** Takes the focus that the frame has got, unless something in it has it. */
  focus() {
    if (document.activeElement === document.body) this.#transport.focus();
  }

  /** The colours of the page have changed. */
  setTheme() {
    this.#canvas.setTheme();
  }
}

/**
 * Scrolls as little as is needed to see an element, its top at least.
 * @param {HTMLElement} element
 */
function comeIntoView(element) {
  const {top, bottom, height} = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({block: height < innerHeight ? 'nearest' : 'start'});
}
