// What the parts of the site say to each other. They are
//
//   the element    residual-lab.js, in any page of any origin
//   the shell      lab.html with shell/*, the page of one lab, often in a frame of the element's
//   the canvas     canvas.html with canvas.js, a frame of the shell's, which paints
//   the Worker     worker.js, which runs the program of the lab; engine.js speaks for the shell
//   a helper       helper.js, a Worker of the Worker's, which does single tasks
//   the service worker   sw.js, which keeps the site for use without a network
//
// Every message is an object whose `type` tells what else is in it. A buffer or
// a port in a message is transferred, not copied. This file holds types only.

/* ---- What a run is ---- */

/**
 * Values of knobs by name, as text, as a link carries them.
 * @typedef {Record<string, string>} Settings
 *
 * What is understood of a text while it is typed: a math element or '', what can
 * be said of it, and why it is not read or ''.
 * @typedef {{mathml: string, remarks: string[], wrong: string}} Echo
 *
 * Values of knobs by name as a script gives them; settings.js makes text of them.
 * @typedef {Record<string, string | number | boolean>} SettingValues
 *
 * A number that JSON may lack: null stands for what is none.
 * @typedef {number | null} Maybe
 *
 * What went wrong and, where one knob is to blame, which.
 * @typedef {{message: string, knob?: string | null}} FaultText
 *
 * One comparison of a measured value with the truth; bound tells whether the
 * truth is the least or the most that is allowed, and is empty where it is neither.
 * @typedef {object} Check
 * @property {string} name
 * @property {Maybe} measured
 * @property {Maybe} truth
 * @property {number} tolerance
 * @property {'' | 'least' | 'most'} bound
 * @property {boolean} known something was measured; else it neither passes nor fails
 * @property {boolean} pass
 * @property {string} source
 * @property {'run' | 'method'} of what it judges
 * @property {boolean} construction it cannot but hold, for the reason in source
 *
 * The runner's report on a run, all of one moment.
 * @typedef {object} Report
 * @property {string} lab
 * @property {Record<string, string | number | boolean>} settings files are described, not contained
 * @property {number} seed
 * @property {'ready' | 'running' | 'converged' | 'stopped'} status
 * @property {string} reason why it has stopped
 * @property {number} steps
 * @property {number} seconds of work
 * @property {string} digest a hash of the whole state
 * @property {Check[]} checks
 * @property {{planned_bytes: number, peak_bytes: number}} memory
 *
 * A number or a word with its name; number is what value rounds, or null for words.
 * @typedef {{name: string, value: string, unit: string, number: Maybe}} Readout
 *
 * What a knob means in the run at present: its values `at` stand for `values` of
 * the quantity of that name, in straight lines; without any it means nothing.
 * @typedef {{knob: string, name: string, unit: string, at: number[], values: number[]}} Scale
 *
 * What goes with a report: the words of the frame, and how the run is going.
 * progress and secondsLeft are null where there is no honest estimate.
 * @typedef {object} View
 * @property {string} title
 * @property {string} moment
 * @property {string} hint
 * @property {string} summary
 * @property {Readout[]} readouts
 * @property {number} steps
 * @property {Maybe} progress from 0 to 1
 * @property {Maybe} secondsLeft
 * @property {boolean} running
 * @property {number} stepsPerSecond
 * @property {number} speed the limit in steps per second; 0: none
 * @property {number} workers helpers at work
 * @property {string} note on helpers that failed
 * @property {Settings} settings files are described, not contained
 * @property {string[]} files the settings that are files
 * @property {number} seed
 * @property {Scale[]} scales of the knobs that mean something else than they declare
 */

/* ---- What is drawn, as plain arrays ---- */

/**
 * A role, or the number of one of alike things.
 * @typedef {string | number} Colour
 *
 * @typedef {{label: string, unit: string, min: number, max: number, log: boolean, hidden: boolean}} Axis
 * @typedef {{name: string, colour: Colour, dashed: boolean, thin: boolean, x: Maybe[], y: Maybe[]}} Curve
 * A reference line, at x = at where it is vertical and at y = at elsewhere.
 * @typedef {{name: string, colour: Colour, dashed?: boolean, vertical: boolean, at: number}} RefLine
 * @typedef {{name: string, colour: Colour, x: Maybe[], low: Maybe[], high: Maybe[]}} Band
 * @typedef {{name: string, colour: Colour, shape: string, hollow: boolean, cloud: boolean, x: Maybe[], y: Maybe[],
 *   labels: string[]}} Points
 * @typedef {{name: string, colour: Colour, width: number, x: Maybe[], y: Maybe[]}} Bars
 * @typedef {{name: string, colour: Colour, x: Maybe[], y: Maybe[], u: Maybe[], v: Maybe[]}} Arrows
 *
 * A grid of nx × ny values, row by row from the lowest y.
 * @typedef {object} Field
 * @property {string} name
 * @property {string} unit
 * @property {number} nx
 * @property {number} ny
 * @property {Maybe[]} values
 * @property {number} min
 * @property {number} max
 * @property {boolean} diverging
 * @property {boolean} ink
 * @property {boolean} bare
 *
 * @typedef {{x: number, y: number, z: number, radius: number, element: number, colour: Colour}} Atom
 * @typedef {Arrows & {z: Maybe[], w: Maybe[], thin: boolean}} Vectors
 * @typedef {{x: number, y: number, z: number, u: number, v: number, w: number}} Edge
 * @typedef {{atoms: Atom[], bonds: {a: number, b: number}[], arrows: Vectors[], edges: Edge[], radius: number,
 *   unit: string}} Scene
 *
 * One set of axes, or a scene.
 * @typedef {object} Panel
 * @property {string} title
 * @property {Axis} x
 * @property {Axis} y
 * @property {Field | null} field
 * @property {Band[]} bands
 * @property {Bars[]} bars
 * @property {Curve[]} curves
 * @property {Points[]} points
 * @property {Arrows[]} arrows
 * @property {Scene | null} scene
 * @property {RefLine[]} lines
 * @property {string} acts what an action calls this panel, or '' where the pointer does nothing
 * @property {boolean} drags
 * @property {boolean} square
 *
 * A list in full: columns of numbers or words, as many in each.
 * @typedef {{name: string, columns: {name: string, unit: string, values: (Maybe | string)[]}[]}} List
 *
 * A table for a reader: one row in so many of a list, or of what is drawn.
 * @typedef {List & {every: number}} Sheet
 *
 * What is to be seen at one moment, in the units of the axes.
 * @typedef {{title: string, moment: string, summary: string, panels: Panel[], readouts: Readout[],
 *   ghost: number, tables: List[]}} Frame
 */

/* ---- Between the shell's engine and the Worker ---- */

/**
 * What the program can be asked, by name, with what it answers.
 * @typedef {object} Calls
 * @property {null} start with lab, knobs, seed, and snapshot where the run begins in that state
 * @property {null} set with knobs: those that change, and no others; and seed, if another is wanted
 * @property {null} reset
 * @property {null} step with number: answered when they are taken
 * @property {null} run
 * @property {null} pause
 * @property {null} speed with number: steps per second, 0 for no limit
 * @property {null} pace each run begins at the pace of its lab and goes as fast as it can after some seconds
 * @property {Uint8Array<ArrayBuffer>} snapshot
 * @property {Frame} frame
 * @property {Sheet[]} tables what is drawn and every list, for readers
 * @property {Uint8Array<ArrayBuffer>} csv all numbers, as a file
 * @property {object[]} labs
 * @property {Echo | null} echo with lab and one of knobs: what is understood of its text
 *
 * @typedef {object} Arguments
 * @property {string} [lab]
 * @property {Settings} [knobs]
 * @property {string} [seed]
 * @property {number} [number]
 * @property {Uint8Array<ArrayBuffer>} [snapshot]
 *
 * To the Worker: `start`, once, before all else; `call`, answered by `answer`,
 * `bytes` or `refusal`; `release`, answered by `released`, gives the way to the
 * canvas back; `ping`, answered by `pong` as soon as no step is under way.
 * @typedef {{type: 'start', module: WebAssembly.Module}
 *   | {type: 'call', id: number, call: string, args: Arguments}
 *   | {type: 'release', id: number}
 *   | {type: 'canvas', port: MessagePort}
 *   | {type: 'ping'}} ToWorker
 *
 * From the Worker. Results, views, reports and faults are JSON text; an empty
 * report means that the last one stands. A checkpoint is a state to go on from
 * after a fault, with no bytes where a run has just begun. `fault` is what nobody
 * called for; `ended` is the last word of all: the program is gone.
 * @typedef {{type: 'ready'}
 *   | {type: 'answer', id: number, result: string}
 *   | {type: 'bytes', id: number, bytes: Uint8Array<ArrayBuffer>}
 *   | {type: 'refusal', id: number, fault: string}
 *   | {type: 'released', id: number, port: MessagePort | null}
 *   | {type: 'state', report: string, view: string, heap: number}
 *   | {type: 'checkpoint', steps: number, bytes: Uint8Array<ArrayBuffer>}
 *   | {type: 'fault', fault: string}
 *   | {type: 'pong'}
 *   | {type: 'ended', reason: string, port: MessagePort | null}} FromWorker
 */

/* ---- Between the Worker and a helper ---- */

/**
 * To a helper: `start`, once; `task`, with room for its result. echo asks for an
 * empty result, which times the way.
 * @typedef {{type: 'start', module: WebAssembly.Module, args: Arguments}
 *   | {type: 'task', task: Uint8Array<ArrayBuffer>, room: ArrayBuffer, echo: boolean}} ToHelper
 *
 * From a helper: `done` brings the task's buffer back.
 * @typedef {{type: 'ready'}
 *   | {type: 'done', result: Uint8Array<ArrayBuffer>, task: ArrayBuffer}
 *   | {type: 'lost', reason: string}} FromHelper
 */

/* ---- Between the Worker and the canvas, on a port of their own ---- */

/**
 * A frame in the wire format, whose buffer comes back as `recycle`.
 * @typedef {{type: 'frame', frame: ArrayBuffer}} ToCanvas
 *
 * `ready` asks for the present frame; `recycle` brings a buffer back once its
 * frame, or a later one, is painted; `action` is the visitor's pointer at work, in
 * the wire format.
 * @typedef {{type: 'ready'}
 *   | {type: 'recycle', buffer: ArrayBuffer}
 *   | {type: 'action', bytes: Uint8Array<ArrayBuffer>}} FromCanvas
 */

/* ---- Between the shell and the frame of the canvas ---- */

/**
 * @typedef {'light' | 'dark'} Theme
 *
 * A panel, and what the pointer does on it: see actionAt.
 * @typedef {{title: string, acts: number}} PanelName
 *
 * `port` is the way to the Worker, anew after every `ready`; `panel` is the one that
 * is shown, −1 for all; `draw` says whether a finger draws on it, or scrolls the page;
 * `picture` asks for a PNG file.
 * @typedef {{type: 'port', port: MessagePort}
 *   | {type: 'theme', theme: Theme, reducedMotion: boolean}
 *   | {type: 'panel', panel: number}
 *   | {type: 'draw', draw: boolean}
 *   | {type: 'picture'}} ToCanvasFrame
 *
 * `painted` is said once; `height` is how high the frame should be to show all of
 * the picture; `panels` is what the frame has, those that are not shown too. After `lost` the page loads itself anew and says `ready` again.
 * @typedef {{type: 'progress', loaded: number, total: number}
 *   | {type: 'ready'}
 *   | {type: 'painted'}
 *   | {type: 'height', height: number}
 *   | {type: 'panels', panels: PanelName[]}
 *   | {type: 'picture', blob: Blob | null}
 *   | {type: 'key', key: string}
 *   | {type: 'drop', file: File}
 *   | {type: 'lost'}
 *   | {type: 'failed', reason: string}} FromCanvasFrame
 */

/* ---- Between the element and the shell ---- */

/**
 * To the shell, once, with one end of a channel; all talk is on that.
 * @typedef {{type: 'connect'}} Connect
 *
 * On the channel, either way: `tell` has no answer; `ask` has one, by its id.
 * @typedef {{type: 'tell', name: string, value: unknown}
 *   | {type: 'ask', name: string, value: unknown, id: number}
 *   | {type: 'answer', id: number, value: unknown}
 *   | {type: 'refusal', id: number, error: FaultText}} RpcMessage
 *
 * What the shell tells the element.
 * @typedef {object} ShellTells
 * @property {number} height of the lab, in CSS pixels
 * @property {null} begun there is something to run, and to see
 * @property {Report} ready
 * @property {Report} state
 * @property {FaultText} error
 *
 * What the element tells the shell.
 * @typedef {object} ElementTells
 * @property {Theme | 'auto'} theme
 * @property {null} focus what runs and pauses takes the focus, which the frame has
 *
 * What the element asks of the shell, and with what: [argument, answer]. An answer
 * comes after the state that it made.
 * @typedef {object} ElementAsks
 * @property {[SettingValues, void]} set
 * @property {[undefined, Report | null]} run
 * @property {[undefined, Report | null]} pause
 * @property {[number, Report | null]} step
 * @property {[undefined, Report | null]} reset
 * @property {[undefined, Frame]} frame
 */

/* ---- Between a page and the service worker ---- */

/**
 * `use` lets a newer version in; `claim` takes over a page of that build; `leave`
 * leaves the next page to the network; `cache` keeps the programs of these labs.
 * @typedef {{type: 'use'} | {type: 'claim', build: string} | {type: 'leave'} | {type: 'cache', labs: string[]}} ToServiceWorker
 */

/* ---- Between a script and the Go program it runs: the object goHost ---- */

/**
 * What worker.js gives the program (wasm/compute).
 * @typedef {object} WorkerHost
 * @property {() => void} ready it can be called
 * @property {(id: number, result: string) => void} answer
 * @property {(id: number, fault: string) => void} refuse
 * @property {(id: number, bytes: Uint8Array<ArrayBuffer>) => void} send answers with bytes
 * @property {(report: string, view: string) => void} push
 * @property {(fault: string) => void} fault
 * @property {(steps: number, bytes: Uint8Array<ArrayBuffer>) => void} checkpoint
 * @property {(length: number) => Uint8Array<ArrayBuffer>} fresh new bytes
 * @property {() => boolean} free the canvas waits for a frame
 * @property {(length: number) => Uint8Array<ArrayBuffer>} room for a frame
 * @property {() => void} show sends what room holds
 *
 * What pool.js adds to it.
 * @typedef {object} PoolHost
 * @property {() => number} cores 0: not known
 * @property {(id: number, lab: string, knobs: string, seed: string) => void} spawn starts a helper; knobs are JSON
 * @property {(id: number) => void} terminate ends it
 * @property {(length: number) => Uint8Array<ArrayBuffer>} taskBuffer
 * @property {(id: number, task: Uint8Array<ArrayBuffer>, echo: boolean) => void} assign gives it a task
 *
 * What the program gives worker.js.
 * @typedef {object} WorkerProgram
 * @property {() => number} work does a slice and returns how long to wait in ms, −1: until a message comes
 * @property {(id: number, call: string, args: Arguments) => void} call
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} act
 * @property {() => void} redraw
 * @property {(event: 'ready' | 'done' | 'lost', id: number, what: Uint8Array<ArrayBuffer> | string | null) => void} onHelperEvent
 *
 * What helper.js gives the same program, and gets.
 * @typedef {object} HelperHost
 * @property {() => void} ready
 * @property {(length: number) => Uint8Array<ArrayBuffer>} room for a result
 *
 * @typedef {object} HelperProgram
 * @property {(args: Arguments) => string} help begins the run whose tasks come; what is wrong with it, or ''
 * @property {(task: Uint8Array<ArrayBuffer>, echo: boolean) => Uint8Array<ArrayBuffer>} do
 *
 * What canvas.js gives the painter (wasm/stage).
 * @typedef {object} CanvasHost
 * @property {() => void} began
 * @property {(title: string) => void} painted
 * @property {(height: number) => void} height
 * @property {(titles: string[], acts: number[]) => void} panels
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} act
 * @property {(reason: string) => void} failed
 *
 * What the painter gives canvas.js. Places are in CSS pixels. kind is −1 for a
 * pointer that only moves, else a lab.ActionKind; point returns whether the
 * pointer acts. actionAt returns 0 for nothing, 1 where it presses, 2 where it
 * rotates a scene, 3 where it draws.
 * @typedef {object} CanvasProgram
 * @property {(frame: Uint8Array<ArrayBuffer>) => void} take
 * @property {(dark: boolean) => void} theme
 * @property {(panel: number) => void} show that panel alone; −1: all
 * @property {(kind: number, x: number, y: number) => boolean} point
 * @property {(x: number, y: number) => number} actionAt
 * @property {(factor: number, x: number, y: number) => boolean} zoom magnifies what is there, 0: all as it was;
 * returns whether there is anything
 * @property {() => void} leave
 */

export {};
