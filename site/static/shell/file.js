// A file of the visitor's own: chosen, dropped or pasted. It is read here and
// goes nowhere but to the engine, as text.
import {h, put, say} from './dom.js';
import {bytes, counted} from './numbers.js';

/** @import {MakeRow} from './controls.js' */

const patience = 300; // ms of reading before there is a bar

/**
 * A row that takes a file.
 * @type {MakeRow}
 */
export function fileRow(knob, id, send, complain) {
  const input = h('input', {id, type: 'file', accept: knob.accept, className: 'unseen'});
  const choose = h('label', {htmlFor: id, className: 'button', textContent: 'Choose file…'});
  const paste = h('button', {type: 'button', className: 'button', textContent: 'Paste text', 'aria-expanded': 'false'});
  const remove = h('button', {type: 'button', className: 'button', textContent: 'Remove', hidden: true});
  const said = h('p', {className: 'file', role: 'status'});
  const bar = h('progress', {max: 1, hidden: true, 'aria-label': `Reading ${knob.label}`});
  const text = h('textarea', {
    rows: 5,
    hidden: true,
    spellcheck: false,
    placeholder: 'Paste here',
    'aria-label': `${knob.label}, pasted`,
  });
  const use = h('button', {type: 'button', className: 'button', textContent: 'Use this text', hidden: true});
  const element = h(
    'div',
    {className: 'knob drop', role: 'group', 'aria-label': knob.label},
    h('span', {className: 'label', textContent: knob.label}),
    h('div', {className: 'buttons'}, input, choose, paste, remove),
    said,
    bar,
    text,
    use,
  );
  /** @type {Map<string, string>} */
  const named = new Map(); // what is said of files that were given here, by what the engine says
  let given = ''; // the last one, until the engine has said what it is

  /** @type {(content: string, name: string) => Promise<void>} */
  const give = async (content, name) => {
    if (content === '') return complain(`${name} is empty`); // nothing would be no file
    const lines = content.trim() === '' ? 0 : content.trimEnd().split('\n').length;
    complain('');
    given = `${name}, ${bytes(content.length)}, ${counted(lines, 'line')}`;
    if (!(await send(content))) given = '';
  };
  /** @param {File} file */
  const take = async (file) => {
    if (file.size > knob.max) return complain(`${file.name} has ${bytes(file.size)}; give ${knob.allowed}`);
    try {
      give(await readText(file, bar), file.name);
    } catch (e) {
      complain(`${file.name} ${e instanceof Error ? e.message : e}`);
    }
  };
  /** @param {boolean} open */
  const unfold = (open) => {
    put(text, 'hidden', !open);
    put(use, 'hidden', !open);
    paste.setAttribute('aria-expanded', String(open));
    if (open) text.focus();
  };
  input.addEventListener('change', () => {
    if (input.files?.[0]) take(input.files[0]);
    input.value = ''; // so that the same file can be chosen again
  });
  paste.addEventListener('click', () => unfold(text.hidden));
  use.addEventListener('click', () => {
    give(text.value, 'pasted text');
    unfold(false);
  });
  remove.addEventListener('click', () => {
    complain('');
    send('');
  });
  dropOn(element, take);
  /** @param {string} brief */
  const show = (brief) => {
    if (given && brief) named.set(brief, given);
    given = '';
    put(remove, 'hidden', brief === '');
    say(said, brief === '' ? 'No file; or drop one here.' : read(brief));
  };
  /** @param {string} brief */
  const read = (brief) => (brief === '' ? 'no file' : (named.get(brief) ?? brief));
  return {input, element, show, take, read, busy: () => false};
}

/**
 * Lets files be dropped on an element.
 * @param {HTMLElement} element
 * @param {(file: File) => void} take
 */
export function dropOn(element, take) {
  /** @param {DragEvent} e */
  const file = (e) => e.dataTransfer?.types.includes('Files');
  element.addEventListener('dragover', (e) => {
    if (!file(e)) return;
    e.preventDefault();
    element.classList.add('over');
  });
  element.addEventListener('dragleave', (e) => {
    if (!(e.relatedTarget instanceof Node && element.contains(e.relatedTarget))) element.classList.remove('over');
  });
  element.addEventListener('drop', (e) => {
    if (!file(e)) return;
    e.preventDefault();
    e.stopPropagation();
    element.classList.remove('over');
    const dropped = e.dataTransfer?.files[0];
    if (dropped) take(dropped);
  });
}

/**
 * Reads a file piece by piece, so that the page goes on living, and shows how far
 * it is if that takes a while.
 * @param {File} file
 * @param {HTMLProgressElement} bar
 * @returns {Promise<string>}
 */
function readText(file, bar) {
  const reader = new FileReader();
  const late = setTimeout(() => put(bar, 'hidden', false), patience);
  reader.onprogress = ({loaded, total}) => put(bar, 'value', total ? loaded / total : 0);
  return new Promise((done, failed) => {
    reader.onerror = () => failed(new Error('could not be read'));
    reader.onload = () => {
      try {
        done(decoded(new Uint8Array(/** @type {ArrayBuffer} */ (reader.result))));
      } catch {
        failed(new Error('is no text'));
      }
    };
    reader.readAsArrayBuffer(file);
  }).finally(() => {
    clearTimeout(late);
    put(bar, 'hidden', true);
  });
}

/**
 * Text in UTF-8, in UTF-16 with its mark or, where it is neither and has no zeros,
 * in Windows-1252.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function decoded(bytes) {
  const wide = {0xfffe: 'utf-16le', 0xfeff: 'utf-16be'}[(bytes[0] << 8) | bytes[1]];
  try {
    return new TextDecoder(wide ?? 'utf-8', {fatal: true}).decode(bytes);
  } catch (e) {
    if (wide || bytes.includes(0)) throw e;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
