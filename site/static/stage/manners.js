// Ebitengine keeps every key, wheel turn and touch from the page. Nothing of
// that reaches it here: the events are caught on their way, what a picture needs
// is read from them, and all else stays the browser's, so that Tab and Escape
// leave, the wheel and a finger scroll, and the menu opens.

const kept = [
  'keydown',
  'keyup',
  'mousedown',
  'mouseup',
  'mousemove',
  'wheel',
  'contextmenu',
  'touchstart',
  'touchmove',
  'touchend',
  'dragover',
  'drop',
];
const keys = [' ', '.', 'r', 'R'];
const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

// The kinds of lab.Action, and that of a pointer that only moves.
const moves = -1;
const press = 0;
const release = 2;

// What the hand does at a place, as the program says it.
const paints = 1;
const turns = 2;

const cursors = ['default', 'crosshair', 'grab'];
const stride = 8; // of the arrow keys, in pixels; 1 with Shift

export class Manners {
  acts = false; // the hand is at work on the picture
  #canvas;
  #stage;
  #turns;
  #key;
  #place = null; // of the pointer or of the arrow keys' cross hairs
  #finger = null; // where it went down to turn something

  /** key(key) hears the keys that are not for the picture, drop(file) takes a
      file. */
  constructor(canvas, stage, turns, {key, drop}) {
    Object.assign(canvas, {tabIndex: 0, role: 'img', ariaLabel: 'Picture of the run'});
    [this.#canvas, this.#stage, this.#turns, this.#key] = [canvas, stage, turns, key];
    this.#on('touchstart', (e) => this.#touch(e));
    this.#on('touchmove', (e) => this.#stroke(e));
    this.#on('dragover', (e) => e.preventDefault());
    this.#on('drop', (e) => {
      e.preventDefault();
      if (e.dataTransfer.files[0]) drop(e.dataTransfer.files[0]);
    });
    this.#on('keydown', (e) => this.#keydown(e));
    this.#on('pointerdown', (e) => this.#down(e));
    this.#on('pointermove', (e) => this.#point(moves, e.clientX, e.clientY));
    this.#on('pointerup', (e) => this.#point(release, e.clientX, e.clientY));
    this.#on('pointercancel', (e) => {
      this.#point(release, e.clientX, e.clientY);
      this.#leave();
    });
    for (const type of kept) this.#on(type, (e) => e.stopImmediatePropagation()); // after ours
    document.documentElement.addEventListener('pointerleave', () => this.acts || this.#leave());
    canvas.addEventListener('blur', () => this.#leave());
  }

  /** Says what the picture shows. */
  name(title) {
    const label = title ? `Picture: ${title}` : 'Picture of the run';
    if (this.#canvas.ariaLabel !== label) this.#canvas.ariaLabel = label;
  }

  #on(type, act) {
    addEventListener(type, act, {capture: true, passive: false});
  }

  #point(kind, x, y) {
    this.#place = [x, y];
    this.#turns.wake(() => {
      this.acts = this.#stage.point(kind, x, y) && kind !== release;
    });
    const does = this.#stage.does(x, y);
    this.#canvas.style.cursor = this.acts && does === turns ? 'grabbing' : cursors[does];
  }

  #leave() {
    if (!this.#place) return;
    this.#place = null;
    this.#turns.wake(() => this.#stage.leave());
  }

  #down(e) {
    if (!e.isPrimary || e.button !== 0) return;
    this.#point(press, e.clientX, e.clientY);
    if (this.acts) this.#canvas.setPointerCapture(e.pointerId);
  }

  // A finger on a panel that takes paint paints; elsewhere it scrolls the page.
  // On a scene that depends on how it sets out.
  #touch(e) {
    const [{clientX, clientY}] = e.changedTouches;
    const does = e.touches.length === 1 ? this.#stage.does(clientX, clientY) : 0;
    this.#finger = does === turns ? [clientX, clientY] : null;
    if (does === paints) e.preventDefault();
  }

  // Sideways it turns the scene from then on, up or down it scrolls the page.
  #stroke(e) {
    if (!this.#finger || !e.cancelable) return;
    const [{clientX, clientY}] = e.changedTouches;
    const [x, y] = this.#finger;
    if (this.#finger.turning || Math.abs(clientX - x) >= Math.abs(clientY - y)) {
      this.#finger.turning = true;
      e.preventDefault();
    }
  }

  #keydown(e) {
    if (e.metaKey || e.altKey || (e.ctrlKey && !ways[e.key])) return;
    if (e.key === 'Escape') this.#canvas.blur();
    else if (keys.includes(e.key)) this.#send(e);
    else if (this.#canvas.matches(':focus-visible')) this.#walk(e);
  }

  #send(e) {
    e.preventDefault();
    if (!e.repeat || e.key === '.') this.#key(e.key);
  }

  // The arrow keys move the cross hairs, Enter acts where they stand. A scene is
  // turned by them, as if dragged; with Ctrl they move there too.
  #walk(e) {
    const [x, y] = this.#place ?? [innerWidth / 4, innerHeight / 2];
    if (ways[e.key] && !e.ctrlKey && this.#stage.does(x, y) === turns) {
      const [dx, dy] = ways[e.key];
      const d = e.shiftKey ? 2 : 2 * stride;
      this.#point(press, x, y);
      this.#point(moves, x + d * dx, y + d * dy);
      this.#point(release, x + d * dx, y + d * dy);
      this.#place = [x, y];
    } else if (e.key === 'Enter') {
      this.#point(press, x, y);
      this.#point(release, x, y);
    } else if (ways[e.key]) {
      const [dx, dy] = ways[e.key];
      const d = e.shiftKey ? 1 : stride;
      this.#point(moves, Math.min(Math.max(x + d * dx, 0), innerWidth), Math.min(Math.max(y + d * dy, 0), innerHeight));
    } else {
      return;
    }
    e.preventDefault();
  }
}
