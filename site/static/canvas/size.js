// Ebitengine makes its canvas as large as document.body, times a device pixel
// ratio that it reads once. So the body says its size in device pixels (the
// program has told Ebitengine that the ratio is 1), and a change of zoom or
// screen is told as a change of size. The picture is sharp at any ratio.

let exact = [0, 0]; // as the browser says it, once it does

/** Gives the body its size in device pixels; to be called before the program. */
export function measure() {
  /** @type {(css: number, i: 0 | 1) => number} */
  const side = (css, i) => {
    const near = css * devicePixelRatio;
    return Math.max(1, Math.abs(exact[i] - near) < 1 ? exact[i] : Math.round(near));
  };
  Object.defineProperty(document.body, 'clientWidth', {get: () => side(innerWidth, 0)});
  Object.defineProperty(document.body, 'clientHeight', {get: () => side(innerHeight, 1)});
}

/**
 * Follows the size of the canvas; returns a function that looks at it now, for a
 * browser that does not tell of a change.
 * @param {HTMLCanvasElement} canvas
 */
export function follow(canvas) {
  const look = () => {
    const {clientWidth, clientHeight} = document.body;
    if (canvas.width !== clientWidth || canvas.height !== clientHeight) dispatchEvent(new Event('resize'));
  };
  const observer = new ResizeObserver(([{devicePixelContentBoxSize}]) => {
    const [box] = devicePixelContentBoxSize ?? [];
    if (box) exact = [box.inlineSize, box.blockSize];
    look();
  });
  try {
    observer.observe(canvas, {box: 'device-pixel-content-box'});
  } catch {
    observer.observe(canvas); // without it a fraction of a pixel is rounded
  }
  watchRatio(look);
  return look;
}

/**
 * Hears of each change of the ratio once, and asks again.
 * @param {() => void} look
 */
function watchRatio(look) {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      look();
      watchRatio(look);
    },
    {once: true},
  );
}
