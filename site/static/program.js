// A program of Go's in a Worker: how it starts, and how it ends. worker.js and
// helper.js load this first.
'use strict';
importScripts('wasm_exec.js');

// The program's last words: Go writes a panic to its standard error.
let written = '';
const decoder = new TextDecoder();
const writeSync = fs.writeSync;
fs.writeSync = (fd, bytes) => {
  written = (written + decoder.decode(bytes)).slice(-16384);
  return writeSync(fd, bytes);
};

const program = {
  ended: false,
  memory: null, // its WebAssembly.Memory

  // start runs the program. onend hears once why it ended: by a panic, for want
  // of memory, or by a trap. What it wrote last says why.
  async start(module, onend) {
    const end = (reason) => {
      if (this.ended) return;
      this.ended = true;
      const why = written.match(/^(?:panic|fatal error): (.*)$/m)?.[1] ?? reason;
      onend(/out of memory|cannot allocate memory/.test(why) ? 'the browser gives it no more memory' : why);
    };
    self.addEventListener('error', (event) => end(event.message));
    self.addEventListener('unhandledrejection', (event) => end(String(event.reason)));
    try {
      const go = new Go();
      const instance = await WebAssembly.instantiate(module, go.importObject);
      this.memory = instance.exports.mem;
      await go.run(instance);
      end('the program ended');
    } catch (error) {
      end(String(error?.message ?? error));
    }
  },
};
