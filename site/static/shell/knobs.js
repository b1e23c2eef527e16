// The controls, made from what the lab declares, each with a line of help and
// room for what the engine says against a value. The main ones are at hand, others
// behind a line that opens them, and those that change no result behind another.
import {choiceRow, lineRow, numberRow, switchRow} from './controls.js';
import {h, put, say} from './dom.js';
import {Complaint} from './complaint.js';
import {fileRow} from './file.js';
import {faultText} from '../rpc.js';
import {plain} from './numbers.js';
import {Presets} from './presets.js';
import {latest} from './throttle.js';
import {Undo} from './undo.js';

/**
 * @import {Knob, Lab} from '../labs.js'
 * @import {Echo, Scale, Settings} from '../protocol.js'
 * @import {MakeRow, Row} from './controls.js'
 *
 * What the controls turn.
 * @typedef {object} Turned
 * @property {(values: Settings) => Promise<void>} set changes settings, or rejects with a Fault
 * @property {() => Settings} settings as they are, with the text of files
 * @property {() => void} repaint has what there is shown again
 * @property {(name: string, text: string) => Promise<Echo | null | undefined>} echo what is understood of a text
 *
 * A row with its complaint, and whether it waits for an answer.
 * @typedef {Row & {knob: Knob, complaint: Complaint, waits: boolean}} KnobRow
 */

const patience = 400; // ms after which one is told to wait

/** @type {Partial<Record<Knob['kind'], MakeRow>>} */
const kinds = {bool: switchRow, choice: choiceRow, line: lineRow, file: fileRow};

export class Knobs {
  element = h('form', {className: 'controls', noValidate: true, autocomplete: 'off', 'aria-label': 'Settings'});
  /** @type {Map<string, KnobRow>} */
  #rows = new Map();
  /** @type {Turned} */
  #turned;
  /** @type {Presets} */
  #presets;
  #undo = new Undo((values) => this.#turn(values));
  #defaults = h('button', {type: 'button', className: 'button', textContent: 'Defaults'});
  #busy = h('p', {className: 'about', role: 'status'});
  /** @type {Settings} */
  #shown = {};
  #runs = false; // with what is shown

  /**
   * @param {Lab} lab
   * @param {Knob} seed
   * @param {Turned} turned
   */
  constructor(lab, seed, turned) {
    this.#turned = turned;
    const all = [...lab.knobs, seed];
    this.#presets = new Presets(lab.presets ?? [], all, (values) => this.#turn(values));
    this.element.addEventListener('submit', (e) => e.preventDefault());
    this.#defaults.addEventListener('click', () => this.#turn(this.#presets.defaults));
    const tools = h('div', {className: 'tools'}, this.#presets.element, this.#undo.element, this.#defaults);
    this.element.append(tools, this.#presets.about, this.#busy);
    for (const knob of all) this.#rows.set(knob.name, this.#row(knob));
    const more = this.#level('more');
    const advanced = fold(`Advanced: ${names(advancedOf(all))}`, this.#level('advanced'));
    this.element.append(group(this.#level('main')));
    if (more.length) this.element.append(fold('More settings', [...more, advanced]));
    else this.element.append(advanced);
  }

  /** @param {Knob['level']} level */
  #level(level) {
    return [...this.#rows.values()].filter((row) => row.knob.level === level).map((row) => row.element);
  }

  /** @type {(knob: Knob) => KnobRow} */
  #row(knob) {
    const id = `knob-${knob.name}`;
    const change = latest((/** @type {Settings} */ values) => this.#change(row, values));
    /** @param {string} text */
    const send = async (text) => {
      await change({[knob.name]: text});
      return !row.complaint.stands;
    };
    /** @type {Complaint} */
    const complaint = new Complaint(id, knob.help, () => this.#giveUp(row));
    /** @param {string} text */
    const echo = (text) => this.#turned.echo(knob.name, text);
    const made = (kinds[knob.kind] ?? numberRow)(knob, id, send, (message) => this.#wrong(row, message), echo);
    /** @type {KnobRow} */
    const row = Object.assign(made, {knob, complaint, waits: false});
    complaint.attach(row);
    row.show(knob.default);
    return row;
  }

  /**
   * Changes a setting as its own control does, which also says what is refused.
   * @type {(name: string, value: string) => Promise<void>}
   */
  async enter(name, value) {
    const row = this.#rows.get(name);
    row?.show(value);
    if (row) await this.#change(row, {[name]: value});
  }

  /**
   * Asks for a value of a row, with what goes along with it.
   * @type {(row: KnobRow, values: Settings) => Promise<void>}
   */
  async #change(row, values) {
    const {knob, complaint} = row;
    row.waits = true;
    const settings = this.#turned.settings();
    const along = Object.entries(knob.along ?? {}).filter(([name, value]) => (settings[name] ?? '') !== value);
    try {
      await this.#set({...Object.fromEntries(along), ...values}, knob.label, knob.name);
      complaint.clear();
    } catch (e) {
      this.#refused(row, e);
    }
    row.waits = false;
    this.#turned.repaint();
  }

  /** @type {(row: KnobRow, e: unknown) => void} */
  #refused(row, e) {
    const {message, knob} = faultText(e);
    const other = knob && knob !== row.knob.name ? this.#rows.get(knob) : null;
    const why = other ? `${other.knob.label}: ${without(message, knob)}` : without(message, row.knob.name);
    this.#wrong(row, why);
  }

  /**
   * Says what is wrong with the value in a row, and what is kept; '' that nothing is.
   * @type {(row: KnobRow, why: string) => void}
   */
  #wrong(row, why) {
    const kept = this.#runs ? this.#shown[row.knob.name] : undefined;
    const what = kept === undefined ? '' : `. Kept at ${row.read(kept)}.`;
    row.complaint.say(why && why + what);
  }

  /**
   * Changes several settings at once; a refusal stands beside the one to blame.
   * @param {Settings} values
   */
  async #turn(values) {
    const settings = this.#turned.settings();
    const different = Object.entries(values).filter(([name, value]) => (settings[name] ?? '') !== value);
    if (!different.length) return true;
    try {
      await this.#set(Object.fromEntries(different), 'several settings', null);
      this.clearAll();
      return true;
    } catch (e) {
      const {message, knob} = faultText(e);
      this.complain(knob ?? null, message, different[0][0]);
      return false;
    }
  }

  /** @type {(values: Settings, what: string, key: string | null) => Promise<void>} */
  async #set(values, what, key) {
    const settings = this.#turned.settings();
    const before = Object.fromEntries(Object.keys(values).map((name) => [name, settings[name] ?? '']));
    const late = setTimeout(() => say(this.#busy, 'The new run is being prepared…'), patience);
    try {
      await this.#turned.set(values);
    } finally {
      clearTimeout(late);
      say(this.#busy, '');
    }
    this.#undo.note(before, what, key);
  }

  /** @param {KnobRow} row goes back to what is running */
  #giveUp(row) {
    row.complaint.clear();
    row.show(this.#shown[row.knob.name] ?? row.knob.default);
  }

  /**
   * Shows the settings as they are; what is being entered, waits for an answer or
   * was refused stays. scales are those of the run, if there is one.
   * @param {Settings} settings
   * @param {Scale[]} [scales]
   */
  show(settings, scales) {
    this.#shown = settings;
    this.#runs = scales !== undefined;
    for (const scale of scales ?? []) this.#rescale(scale);
    for (const [name, row] of this.#rows) {
      if (name in settings && !row.waits && !row.complaint.stands && !row.busy()) row.show(settings[name]);
      const matters = Object.entries(row.knob.when ?? {}).every(([k, values]) =>
        values.includes(settings[k] ?? values[0]),
      );
      const meant = (scales ?? []).every((s) => s.knob !== name || s.at.length > 0);
      put(row.element, 'hidden', !(matters && meant) && !row.complaint.stands);
    }
    this.#presets.show(settings);
    put(this.#defaults, 'disabled', this.#presets.areDefaults(settings));
  }

  /** @param {Scale} scale */
  #rescale(scale) {
    const row = this.#rows.get(scale.knob);
    const key = JSON.stringify(scale);
    if (!row?.rescale || row.element.dataset.scale === key) return;
    row.element.dataset.scale = key;
    row.rescale(scale);
    row.complaint.help = `${scale.name}, from ${plain(scale.values[0])} to ${plain(scale.values.at(-1))}`;
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
    put(row.element, 'hidden', false);
    for (let e = row.element.closest('details'); e; e = e.parentElement?.closest('details') ?? null) e.open = true;
    row.complaint.say(without(message, name));
  }

  /** @param {string} name */
  clear(name) {
    this.#rows.get(name)?.complaint.clear();
  }
  clearAll() {
    for (const row of this.#rows.values()) row.complaint.clear();
  }

  /** Takes a file that is dropped on the page, if one control does. */
  get takeFile() {
    const takers = [...this.#rows.values()].flatMap((row) => row.take ?? []);
    return takers.length === 1 ? takers[0] : null;
  }
}

/** @param {HTMLElement[]} rows */
const group = (rows) => h('div', {className: 'knobs'}, ...rows);

/** @type {(text: string, rows: HTMLElement[]) => HTMLDetailsElement} */
function fold(text, rows) {
  return h('details', {className: 'more'}, h('summary', {textContent: text}), group(rows));
}

/** @param {Knob[]} all */
const advancedOf = (all) => all.filter((k) => k.level === 'advanced');

/** @param {Knob[]} knobs */
const names = (knobs) => knobs.map((k) => k.label.toLowerCase()).join(', ');

/**
 * A message without the name of the knob that it begins with.
 * @type {(message: string, name: string | null | undefined) => string}
 */
function without(message, name) {
  return message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message;
}
