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
  /** What people read in place of each of the choices. */
  labels: string[] | null;
  /** A line about each of them. */
  hints: string[] | null;
  level: 'main' | 'more' | 'advanced';
  /** Lines of room for a text. */
  rows: number;
  accept: string;
  default: string;
  allowed: string;
  live: boolean;
  /** The values of others with which it matters. */
  when: Record<string, string[]> | null;
  /** What is set along with it. */
  along: Record<string, string> | null;
}

/** Settings that are worth a try, and what they show. */
export interface Preset {
  name: string;
  about: string;
  knobs: Record<string, string>;
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
  presets: Preset[] | null;
  /** The name of the knob to have at hand where there is room for one, or ''. */
  slider: string;
}

export const labs: Lab[];
export const seed: Knob;
/** Symbols by atomic number. */
