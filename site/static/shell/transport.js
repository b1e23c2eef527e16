// Start, run or pause, step, reset, and how fast.
import {h, icon, put, say} from './dom.js';

const paths = {
  run: 'M4 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3v10l7-5zM11.5 3H13v10h-1.5z',
  reset: 'M8 3a5 5 0 1 0 4.9 6h-1.6A3.5 3.5 0 1 1 8 4.5c.9 0 1.7.4 2.3.9L8.5 7.2H13V2.7l-1.6 1.6A5 5 0 0 0 8 3z',
};

const speeds = [0, 1000, 120, 30, 5, 1];
/** @param {number} v */
const speedName = (v) => (v === 0 ? 'as fast as it can' : v === 1 ? 'one step a second' : `${v} steps a second`);

/**
 * What the controls do.
 * @typedef {object} Acts
 * @property {() => void} start
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {() => void} reset
 * @property {(perSecond: number) => void} speed
 */

/** @param {number} v */
const speedOption = (v) => h('option', {value: String(v), textContent: speedName(v)});

export class Transport {
  element = h('div', {className: 'transport'});
  #run = button('run', 'Run', 'Space');
  #step = button('step', 'Step', '.');
  #reset = button('reset', 'Reset', 'R');
  #speed = h('select', {id: 'speed'}, ...speeds.map(speedOption));
  #start = h('button', {type: 'button', className: 'button first start', textContent: 'Start'});
  #controls = h(
    'div',
    {role: 'group', 'aria-label': 'Run', className: 'buttons', hidden: true},
    this.#run,
    this.#step,
    this.#reset,
  );
  #speedRow = h(
    'div',
    {className: 'speed', hidden: true},
    h('label', {htmlFor: 'speed', textContent: 'Speed'}),
    this.#speed,
  );

  /**
   * @param {Acts} act
   * @param {number} firstSpeed
   */
  constructor(act, firstSpeed) {
    if (!speeds.includes(firstSpeed)) this.#speed.append(speedOption(firstSpeed));
    this.#speed.value = String(firstSpeed);
    this.#start.addEventListener('click', act.start);
    this.#run.addEventListener('click', act.toggle);
    this.#step.addEventListener('click', act.step);
    this.#reset.addEventListener('click', act.reset);
    this.#speed.addEventListener('change', () => act.speed(Number(this.#speed.value)));
    this.element.append(this.#start, this.#controls, this.#speedRow);
  }

  loading() {
    this.#start.disabled = true;
    say(this.#start, 'Loading…');
  }

  /** Nothing can be run: the button goes. */
  refuse() {
    this.#start.hidden = true;
  }

  /** Loading did not work; it may be tried again. */
  again() {
    this.#start.disabled = false;
    say(this.#start, 'Try again');
  }

  started() {
    const hadFocus = document.activeElement === this.#start;
    this.#start.hidden = true;
    this.#controls.hidden = this.#speedRow.hidden = false;
    if (hadFocus) this.#run.focus();
  }

  /** @type {(running: boolean, final: boolean) => void} */
  show(running, final) {
    const kind = running ? 'pause' : 'run';
    if (this.#run.dataset.kind !== kind) label(this.#run, kind, running ? 'Pause' : 'Run', 'Space');
    put(this.#run, 'disabled', final);
    put(this.#step, 'disabled', final);
  }
}

/** @type {(kind: keyof typeof paths, text: string, key: string) => HTMLButtonElement} */
function button(kind, text, key) {
  const b = h('button', {type: 'button', className: 'button'});
  label(b, kind, text, key);
  return b;
}

/** @type {(b: HTMLButtonElement, kind: keyof typeof paths, text: string, key: string) => void} */
function label(b, kind, text, key) {
  b.dataset.kind = kind;
  b.title = `${text} (${key})`;
  b.replaceChildren(icon(paths[kind]), text);
}
