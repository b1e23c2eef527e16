// Start, run or pause, step, reset, and how fast.
import {h, icon, put} from './dom.js';
import {Start} from './start.js';

const turn = 'M8 3a5 5 0 1 0 4.9 6h-1.6A3.5 3.5 0 1 1 8 4.5c.9 0 1.7.4 2.3.9L8.5 7.2H13V2.7l-1.6 1.6A5 5 0 0 0 8 3z';
const kinds = {
  run: {text: 'Run', key: 'Space', path: 'M4 2.5v11l9-5.5z'},
  pause: {text: 'Pause', key: 'Space', path: 'M4 3h3v10H4zM9 3h3v10H9z'},
  again: {text: 'Run again', key: '', path: 'M4 2.5v11l9-5.5z'},
  fast: {text: 'Full speed', key: '', path: 'M2 3v10l6-5zM8 3v10l6-5z'},
  step: {text: 'Step', key: '.', path: 'M3 3v10l7-5zM11.5 3H13v10h-1.5z'},
  reset: {text: 'Reset', key: 'R', path: turn},
};

const speeds = [0, 1000, 120, 30, 5, 1];
/** @param {number} v */
const speedName = (v) => (v === 0 ? 'as fast as it can' : v === 1 ? 'one step a second' : `${v} steps a second`);
const paced = 'pace'; // as an option of speed

/**
 * @import {Lab} from '../labs.js'
 *
 * What the controls do.
 * @typedef {object} Acts
 * @property {() => void} start
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {() => void} reset
 * @property {() => void} again begins anew and runs
 * @property {() => void} pace slowly at first
 * @property {() => void} help
 * @property {(perSecond: number) => void} speed
 */

/** @type {(value: string | number, text: string) => HTMLOptionElement} */
const option = (value, textContent) => h('option', {value: String(value), textContent});

export class Transport {
  element = h('div', {className: 'transport'});
  /** @type {Start} */
  start;
  #final = false; // the run has ended
  #run = button('run');
  #fast = Object.assign(button('fast'), {hidden: true}); // stands in the place of step
  #step = button('step');
  #reset = button('reset');
  #help = h('button', {type: 'button', className: 'button keys', title: 'Keys (?)', 'aria-label': 'Keys'}, '?');
  #speed = h('select', {id: 'speed'}, ...speeds.map((v) => option(v, speedName(v))));
  #controls = h(
    'div',
    {role: 'group', 'aria-label': 'Run', className: 'buttons', hidden: true},
    this.#run,
    this.#fast,
    this.#step,
    this.#reset,
  );
  speed = h(
    'div',
    {className: 'speed', hidden: true},
    h('label', {htmlFor: 'speed', textContent: 'Speed'}),
    this.#speed,
    this.#help,
  );

  /**
   * @param {Acts} act
   * @param {Lab} lab
   */
  constructor(act, lab) {
    this.start = new Start([`compute-${lab.name}.wasm`, 'stage.wasm'], act.start);
    if (lab.pace) this.#speed.prepend(option(paced, 'slowly at first, then as fast as it can'));
    this.#speed.selectedIndex = 0;
    this.#run.addEventListener('click', () => (this.#final ? act.again() : act.toggle()));
    this.#fast.addEventListener('click', () => {
      this.#speed.value = '0';
      act.speed(0);
      this.#fast.hidden = true;
      this.focus();
    });
    this.#step.addEventListener('click', act.step);
    this.#reset.addEventListener('click', act.reset);
    this.#help.addEventListener('click', act.help);
    this.#speed.addEventListener('change', () => {
      const {value} = this.#speed;
      if (value === paced) act.pace();
      else act.speed(Number(value));
    });
    this.element.append(this.start.element, this.#controls);
  }

  /** Nothing can be run: the button goes. */
  refuse() {
    this.start.element.hidden = true;
  }

  /** There is something to run, and to see. Whoever pressed Start goes on at Pause. */
  started() {
    const {focused} = this.start;
    this.start.element.hidden = true;
    this.#controls.hidden = this.speed.hidden = false;
    if (focused) this.focus();
  }

  focus() {
    this.#run.focus({preventScroll: true});
  }

  /** @type {(running: boolean, final: boolean) => void} */
  show(running, final) {
    this.#final = final;
    const kind = final ? 'again' : running ? 'pause' : 'run';
    if (this.#run.dataset.kind !== kind) label(this.#run, kind);
    put(this.#fast, 'hidden', !running || this.#speed.value === '0');
    put(this.#step, 'disabled', final);
    put(this.#step, 'hidden', final);
  }
}

/** @param {keyof typeof kinds} kind */
function button(kind) {
  const b = h('button', {type: 'button', className: 'button'});
  label(b, kind);
  return b;
}

/** @type {(b: HTMLButtonElement, kind: keyof typeof kinds) => void} */
function label(b, kind) {
  const {text, key, path} = kinds[kind];
  b.dataset.kind = kind;
  b.title = key ? `${text} (${key})` : text;
  b.replaceChildren(icon(path), h('span', {className: 'name', textContent: text}));
}
