// The types of labs.js, which is written with the site.

/** A setting, and the control that it gets. */
export interface Knob {
  name: string;
  label: string;
  unit: string;
  help: string;
  kind: 'int' | 'float' | 'bool' | 'choice' | 'size' | 'line' | 'file' | 'seed';
  min: number;
  max: number;
  step: number;
  log: boolean;
  choices: string[] | null;
  accept: string;
  default: string;
  allowed: string;
  live: boolean;
}

/** What a page knows of a lab before its program is there. */
export interface Lab {
  name: string;
  title: string;
  law: string;
  hint: string;
  /** Steps per second to begin with; 0: as fast as it can. */
  pace: number;
  /** The heights of its posters, 800 and 360 pixels wide, and the titles of its panels. */
  poster: {wide: number; narrow: number; panels: string[]};
  knobs: Knob[];
}

export const labs: Lab[];
export const seed: Knob;
/** Symbols by atomic number. */
export const elements: string[];
