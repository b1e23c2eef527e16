// A program of Go's in a Worker: how it starts, and how it ends.
import './wasm_exec.js';

// The program's last words: Go writes a panic to its standard error.
let written = '';
const decoder = new TextDecoder();
const writeSync = fs.writeSync;
fs.writeSync = (descriptor, bytes) => {
  written = (written + decoder.decode(bytes)).slice(-16384);
  return writeSync(descriptor, bytes);
};

/** The program of this Worker. */
export const program = {
  ended: false,

  /** @type {WebAssembly.Memory | null} */
  memory: null,

  /**
   * Runs the program. onEnd hears once why it ended: by a panic, for want of
   * memory, or by a trap. What it wrote last says why.
   * @param {WebAssembly.Module} module
   * @param {(reason: string) => void} onEnd
   */
  async start(module, onEnd) {
    /** @param {string} reason */
    const end = (reason) => {
      if (this.ended) return;
      this.ended = true;
      const why = written.match(/^(?:panic|fatal error): (.*)$/m)?.[1] ?? reason;
      const want = /out of memory|cannot allocate memory/.test(why);
      onEnd(want ? 'the browser gives it no more memory' : `an error in its program (${why})`);
    };
    self.addEventListener('error', (event) => end(event.message));
    self.addEventListener('unhandledrejection', (event) => end(String(event.reason)));
    try {
      const go = new Go();
      const instance = await WebAssembly.instantiate(module, go.importObject);
      this.memory = /** @type {WebAssembly.Memory} */ (instance.exports.mem);
      await go.run(instance);
      end('the program ended');
    } catch (error) {
      end(error instanceof Error ? error.message : String(error));
    }
  },
};
