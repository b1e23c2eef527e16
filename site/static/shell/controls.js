// One row of controls for each kind of knob: {element, input, show(text)}. show
// gives a row the value that the engine has; send(text) asks for another one.
import {h, put} from './dom.js';
import {fraction, steps, value} from './slider.js';

/** Label and number in one line, the slider below. The slider acts while it is
    dragged, the number when it is entered; a double click gives the default. */
export function numberRow(knob, id, send) {
  const input = h('input', {
    id,
    type: 'text',
    inputMode: knob.kind === 'size' ? 'text' : 'decimal',
    className: 'number',
    spellcheck: false,
  });
  const label = h('label', {htmlFor: id, textContent: knob.label});
  const unit = h('span', {className: 'unit', textContent: knob.unit});
  const row = {input, element: h('div', {className: 'knob'}, label, h('span', {className: 'entry'}, input, unit))};
  let shown = '';
  let slider = null;
  const move = (text) => {
    if (slider && Number.isFinite(fraction(knob, text))) put(slider, 'value', String(fraction(knob, text)));
  };
  row.show = (text) => {
    const typing = document.activeElement === input && input.value !== shown;
    if (text === shown || typing || row.wrong) return;
    shown = input.value = text;
    move(text);
    slider?.setAttribute('aria-valuetext', `${text} ${knob.unit}`.trim());
  };
  const enter = (text) => {
    input.value = shown = text;
    move(text);
    send(text);
  };
  input.addEventListener('change', () => enter(input.value.trim()));
  if (knob.kind !== 'seed') {
    slider = h('input', {
      type: 'range',
      min: '0',
      max: String(steps(knob)),
      step: '1',
      'aria-label': `${knob.label}, slider`,
      title: 'Double-click for the default',
    });
    slider.addEventListener('input', () => enter(value(knob, Number(slider.value))));
    slider.addEventListener('dblclick', () => enter(knob.default));
    row.element.append(slider);
  }
  return row;
}

/** A line of text, taken over with Enter or when it is left, and a list of
    examples to begin with. */
export function lineRow(knob, id, send) {
  const input = h('input', {
    id,
    type: 'text',
    className: 'line-of-text',
    maxLength: knob.max,
    spellcheck: false,
    autocapitalize: 'off',
  });
  const row = {input, element: h('div', {className: 'knob'}, h('label', {htmlFor: id, textContent: knob.label}))};
  let shown = '';
  row.show = (text) => {
    const typing = document.activeElement === input && input.value !== shown;
    if (text !== shown && !typing && !row.wrong) shown = input.value = text;
  };
  const enter = (text) => {
    input.value = shown = text;
    send(text);
  };
  input.addEventListener('change', () => enter(input.value.trim()));
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && input.value === shown) send(shown);
  });
  if (knob.choices?.length) row.element.append(examples(knob, enter));
  row.element.append(input);
  return row;
}

function examples(knob, enter) {
  const list = h(
    'select',
    {className: 'examples', 'aria-label': `${knob.label}, examples`},
    h('option', {value: '', textContent: 'Examples'}),
    ...knob.choices.map((c) => h('option', {value: c, textContent: c})),
  );
  list.addEventListener('change', () => {
    if (list.value) enter(list.value);
    list.value = '';
  });
  return list;
}

export function switchRow(knob, id, send) {
  const input = h('input', {id, type: 'checkbox', role: 'switch', className: 'switch'});
  input.addEventListener('change', () => send(input.checked ? 'on' : 'off'));
  const element = h('div', {className: 'knob'}, h('label', {htmlFor: id, textContent: knob.label}), input);
  return {input, element, show: (text) => put(input, 'checked', text === 'on' || text === 'true')};
}

export function choiceRow(knob, id, send) {
  const input = h('select', {id}, ...knob.choices.map((c) => h('option', {value: c, textContent: c})));
  input.addEventListener('change', () => send(input.value));
  const element = h('div', {className: 'knob'}, h('label', {htmlFor: id, textContent: knob.label}), input);
  return {
    input,
    element,
    show: (text) => {
      if (document.activeElement !== input) put(input, 'value', text);
    },
  };
}
