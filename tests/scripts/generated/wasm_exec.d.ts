// The types of what the Go toolchain's wasm_exec.js adds to the global scope.

declare global {
  /** Runs a program of Go's. */
  class Go {
    importObject: WebAssembly.Imports;
    /** Resolves when the program has ended. */
    run(instance: WebAssembly.Instance): Promise<void>;
  }
  /** The file system that a program sees; descriptors 1 and 2 are the console. */
  var fs: {writeSync(descriptor: number, bytes: Uint8Array): number};
}

export {};
