// Addresses of scripts, for hosts that ask for Trusted Types: only those beside this
// script are trusted.

/** @typedef {{createScriptURL: (name: string) => string}} Policy */

/** @type {Policy} */
const rules = {createScriptURL: (name) => new URL(name, import.meta.url).href};
const {trustedTypes} = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Policy) => Policy}}} */ (
  globalThis
);
const policy = trustedTypes?.createPolicy('residual', rules) ?? rules;

/** @param {'worker.js' | 'helper.js' | 'sw.js'} name */
export const script = (name) => policy.createScriptURL(name);
