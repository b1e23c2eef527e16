// How the run stands: a word, the moment, what is left to do; the summary for
// readers who see no picture; what it costs.
import {h, put, say} from './dom.js';
import {bytes, count, counted, duration, number} from './numbers.js';

/**
 * @import {Report, View} from '../protocol.js'
 *
 * @typedef {keyof typeof marks} Word
 */

const marks = {ready: '○', running: '▶', paused: '‖', done: '✓', ended: '■', stopped: '■'};

export class Status {
  element = h('div', {className: 'status'});
  #word = h('strong');
  #moment = h('span');
  #left = h('span', {className: 'left'});
  #bar = h('progress', {max: 1, value: 0, 'aria-label': 'Progress of the run'});
  #reason = h('p', {className: 'reason'});
  #summary = h('p', {className: 'summary', 'aria-hidden': 'true'}); // who sees it not has it once, as
  #told = h('p', {className: 'unseen', 'aria-live': 'polite'}); // what is renewed less often
  #cost = h('p', {className: 'cost'});
  #said = {word: '', at: -Infinity};

  constructor() {
    this.element.append(
      h('p', {className: 'line'}, this.#word, this.#moment, this.#left),
      this.#bar,
      this.#reason,
      this.#summary,
      this.#told,
    );
  }

  get cost() {
    return this.#cost;
  }

  /** @type {(state: Report, view: View) => void} */
  show(state, view) {
    const word = wordFor(state, view);
    say(this.#word, `${marks[word]} ${word}`);
    say(this.#moment, view.moment === word ? '' : view.moment);
    say(this.#left, view.running && view.secondsLeft !== null ? `${duration(view.secondsLeft)} left` : '');
    this.#progress(view);
    say(this.#reason, [state.reason, view.note].filter(Boolean).join('. '));
    say(this.#summary, view.summary);
    this.#tell(word, view.summary);
    say(this.#cost, costOf(state, view));
  }

  /** @param {View} view */
  #progress({progress}) {
    put(this.#bar, 'hidden', progress === null);
    if (progress !== null) put(this.#bar, 'value', Math.round(progress * 1000) / 1000);
  }

  /**
   * A screen reader is told at once when the state changes, else now and then.
   * @type {(word: Word, text: string) => void}
   */
  #tell(word, text) {
    const now = performance.now();
    if (word === this.#said.word && now - this.#said.at < 5000 && word === 'running') return;
    this.#said = {word, at: now};
    say(this.#told, text);
  }
}

/**
 * The engine says "running" of a run that has begun; one that waits is paused.
 * What it calls converged has done what it was asked, be it to explode; it is not
 * done where a check fails.
 * @type {(state: Report, view: View) => Word}
 */
function wordFor(state, view) {
  if (view.running) return 'running';
  if (state.status === 'converged') return state.checks.some((c) => c.known && !c.pass) ? 'ended' : 'done';
  return state.status === 'running' ? 'paused' : state.status;
}

/** @type {(state: Report, view: View) => string} */
function costOf(state, view) {
  const {planned_bytes: planned, peak_bytes: peak} = state.memory;
  const parts = [
    `memory ${bytes(planned)} planned, ${bytes(peak)} at the peak`,
    counted(view.steps, 'step'),
    `${number(state.seconds, 3)}\u202fs of work`,
  ];
  if (view.workers) parts.push(view.workers === 1 ? '1 Worker' : `${view.workers} Workers`);
  if (view.running && view.stepsPerSecond) parts.push(`${number(view.stepsPerSecond, 2)} steps a second`);
  const digest = `digest ${state.digest}`; // of a state that may be a moment old
  return [...parts, state.steps === view.steps ? digest : `${digest} at step ${count(state.steps)}`].join(' · ');
}
