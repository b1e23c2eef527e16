// The controls, made from what the lab declares, each with a line of help and
// room for what the engine says against a value. Where there are many, the later
// ones stand behind a line that opens them.
import {faultText} from '../rpc.js';
import {choiceRow, lineRow, numberRow, switchRow} from './controls.js';
import {h, say} from './dom.js';
import {fileRow} from './file.js';
import {latest} from './throttle.js';

/**
 * @import {Knob, Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 * @import {MakeRow, Row} from './controls.js'
 *
 * A row with its help, its error, and whether it waits for an answer.
 * @typedef {Row & {complain: (message: string) => void, waits: boolean}} KnobRow
 */

const many = 8;
const first = 6; // of many
/** @type {Partial<Record<Knob['kind'], MakeRow>>} */
const kinds = {bool: switchRow, choice: choiceRow, line: lineRow, file: fileRow};

export class Knobs {
  element = h('form', {className: 'knobs', noValidate: true, autocomplete: 'off'});
  /** @type {Map<string, KnobRow>} */
  #rows = new Map();
  /** @type {HTMLDetailsElement | null} */
  #more = null;

  /**
   * @param {Lab} lab
   * @param {Knob} seed
   * @param {(values: Settings) => Promise<void>} set changes settings, or rejects with a Fault
   */
  constructor(lab, seed, set) {
    this.element.addEventListener('submit', (e) => e.preventDefault());
    const all = [...lab.knobs, seed];
    const beside = all.length > many ? first : all.length;
    for (const knob of all.slice(0, beside)) this.element.append(this.#add(knob, set).element);
    if (beside < all.length) this.#fold(all.slice(beside).map((knob) => this.#add(knob, set).element));
  }

  /** @param {HTMLElement[]} rows */
  #fold(rows) {
    const summary = h('summary', {textContent: `${rows.length} more settings`});
    this.#more = h('details', {className: 'more'}, summary, h('div', {className: 'knobs'}, ...rows));
    this.element.append(this.#more);
  }

  /** @type {(knob: Knob, set: (values: Settings) => Promise<void>) => KnobRow} */
  #add(knob, set) {
    const change = latest(async (/** @type {Settings} */ values) => {
      row.waits = true;
      try {
        await set(values);
        this.clear(knob.name);
      } catch (e) {
        const fault = faultText(e);
        this.complain(fault.knob ?? knob.name, fault.message, knob.name);
      }
      row.waits = false;
    });
    const row = makeRow(knob, (text) => change({[knob.name]: text}));
    this.#rows.set(knob.name, row);
    return row;
  }

  /**
   * Shows the settings as they are; what is being typed, or waits for an answer,
   * stays.
   * @param {Settings} settings
   */
  show(settings) {
    for (const [name, row] of this.#rows) {
      if (name in settings && !row.waits) row.show(settings[name]);
    }
  }

  /**
   * Says beside a control what is wrong; the control that was moved takes the
   * message where there is none of that name.
   * @param {string | null} name
   * @param {string} message
   * @param {string} [moved]
   */
  complain(name, message, moved) {
    const row = this.#rows.get(name ?? '') ?? this.#rows.get(moved ?? '');
    if (!row) return;
    if (this.#more?.contains(row.element)) this.#more.open = true;
    row.complain(message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message);
  }

  /** @param {string} name */
  clear(name) {
    this.#rows.get(name)?.complain('');
  }
  clearAll() {
    for (const row of this.#rows.values()) row.complain('');
  }

  /** Takes a file that is dropped on the page, if one control does. */
  get takeFile() {
    const takers = [...this.#rows.values()].flatMap((row) => row.take ?? []);
    return takers.length === 1 ? takers[0] : null;
  }
}

/**
 * @param {Knob} knob
 * @param {(text: string) => void} send
 * @returns {KnobRow}
 */
function makeRow(knob, send) {
  const id = `knob-${knob.name}`;
  const error = h('p', {className: 'error', id: `${id}-error`, role: 'alert'});
  const help = h('p', {className: 'help', id: `${id}-help`, textContent: knob.help});
  /** @param {string} message */
  const complain = (message) => {
    say(error, message);
    row.input.setAttribute('aria-invalid', String(message !== ''));
  };
  const row = (kinds[knob.kind] ?? numberRow)(knob, id, send, complain);
  row.input.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  row.element.append(help, error);
  row.show(knob.default);
  return Object.assign(row, {complain, waits: false});
}
