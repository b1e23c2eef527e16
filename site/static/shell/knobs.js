// The controls, made from what the lab declares, each with a line of help and
// room for what the engine says against a value. Where there are many, the later
// ones stand behind a line that opens them.
import {h, say} from './dom.js';
import {choiceRow, lineRow, numberRow, switchRow} from './controls.js';
import {fileRow} from './file.js';
import {latest} from './pace.js';

const many = 8;
const first = 6; // of many
const kinds = {bool: switchRow, choice: choiceRow, line: lineRow, file: fileRow};

export class Knobs {
  element = h('form', {className: 'knobs', noValidate: true, autocomplete: 'off'});
  #rows = new Map();
  #more = null;

  /** set(values) changes settings and rejects with {message, knob}. */
  constructor(lab, seed, set) {
    this.element.addEventListener('submit', (e) => e.preventDefault());
    const all = [...lab.knobs, seed];
    const beside = all.length > many ? first : all.length;
    all.forEach((knob, i) => {
      if (i === beside) this.#fold(all.length - beside);
      this.#add(knob, set, this.#more?.lastChild ?? this.element);
    });
  }

  #fold(count) {
    this.#more = h(
      'details',
      {className: 'more'},
      h('summary', {textContent: `${count} more settings`}),
      h('div', {className: 'knobs'}),
    );
    this.element.append(this.#more);
  }

  #add(knob, set, place) {
    const row = makeRow(
      knob,
      latest(async (values) => {
        row.waits = true;
        try {
          await set(values);
          this.clear(knob.name);
        } catch (e) {
          this.complain(e.knob ?? knob.name, e.message, knob.name);
        }
        row.waits = false;
      }),
    );
    this.#rows.set(knob.name, row);
    place.append(row.element);
  }

  /** Shows the settings as they are; what is being typed, or waits for an answer,
      stays. */
  show(settings) {
    for (const [name, row] of this.#rows) {
      if (name in settings && !row.waits) row.show(String(settings[name]));
    }
  }

  /** Says beside a control what is wrong; the control that was moved takes the
      message where the named one does not exist. Returns false if neither does. */
  complain(name, message, moved) {
    const row = this.#rows.get(name) ?? this.#rows.get(moved);
    if (this.#more?.contains(row?.element)) this.#more.open = true;
    row?.complain(message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message);
    return row !== undefined;
  }

  clear(name) {
    this.#rows.get(name)?.complain('');
  }
  clearAll() {
    for (const name of this.#rows.keys()) this.clear(name);
  }

  /** What takes a file that is dropped on the page, if one control does. */
  get files() {
    const all = [...this.#rows.values()].filter((row) => row.take);
    return all.length === 1 ? all[0] : null;
  }
}

function makeRow(knob, send) {
  const id = `knob-${knob.name}`;
  const error = h('p', {className: 'error', id: `${id}-error`, role: 'alert'});
  const help = h('p', {className: 'help', id: `${id}-help`, textContent: knob.help});
  const complain = (message) => {
    say(error, message);
    row.input.setAttribute('aria-invalid', String(message !== ''));
    row.wrong = message !== '';
  };
  const row = (kinds[knob.kind] ?? numberRow)(knob, id, (v) => send({[knob.name]: v}), complain);
  row.complain = complain;
  row.input.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  row.element.append(help, error);
  row.show(knob.default);
  return row;
}
