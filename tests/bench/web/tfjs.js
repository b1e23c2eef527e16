// TensorFlow.js on its wasm backend. Query: taylor=1 for derivatives propagated
// forwards by hand instead of by its own reverse mode.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-cpu'; // the wasm backend lends from it
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import {serve} from './lane.js';

async function load() {
  setWasmPaths(new URL('.', location.href).href);
  await tf.setBackend('wasm');
  await tf.ready();
}

// tf.tanh forgets how its saved output came about, so that its second derivative
// is wrong; this one saves its argument.
const tanh = tf.customGrad((x, save) => {
  save([x]);
  return {value: tf.tanh(x), gradFunc: (dy, [x]) => tf.mul(dy, tf.sub(1, tf.square(tanh(x))))};
});

function variables(sizes, theta) {
  const vs = [];
  let at = 0;
  const take = (shape) => {
    const n = tf.util.sizeFromShape(shape);
    vs.push(tf.variable(tf.tensor(theta.slice(at, (at += n)), shape)));
  };
  for (let l = 1; l < sizes.length; l++) {
    take([sizes[l - 1], sizes[l]]);
    take([sizes[l]]);
  }
  return vs;
}

function network(vs, x, squash = tanh) {
  for (let i = 0; i < vs.length; i += 2) {
    x = tf.add(tf.matMul(i ? squash(x) : x, vs[i]), vs[i + 1]);
  }
  return x;
}

const meanSquare = (x) => tf.mean(tf.square(x));

// Second derivatives by differentiating twice in reverse.
function derivatives(vs, x) {
  const [x0, x1] = tf.split(x, 2, 1);
  const along0 = (s) => network(vs, tf.concat([s, x1], 1));
  const along1 = (s) => network(vs, tf.concat([x0, s], 1));
  return {
    first1: () => tf.grad(along1)(x1),
    second0: () => tf.grad((s) => tf.grad(along0)(s))(x0),
    second1: () => tf.grad((s) => tf.grad(along1)(s))(x1),
  };
}

const residuals = {
  poisson(vs, {x, f}) {
    const d = derivatives(vs, x);
    return tf.sub(tf.add(d.second0(), d.second1()), f);
  },
  heat(vs, {x}, a) {
    const d = derivatives(vs, x);
    return tf.sub(d.first1(), tf.mul(a, d.second0()));
  },
};

// (u, ∂₀u, ∂₁u, q) stacked along rows, q being Δu (both) or ∂₀²u; through
// y = tanh z:  ∂y = (1−y²)∂z,  q(y) = (1−y²)(q(z) − 2y Σ(∂z)²).
function taylor(vs, jet, both) {
  let out;
  for (let i = 0; i < vs.length; i += 2) {
    const z = tf.split(tf.matMul(jet, vs[i]), 4, 0);
    z[0] = tf.add(z[0], vs[i + 1]);
    out = z;
    if (i + 2 === vs.length) break;
    const y = tf.tanh(z[0]),
      slope = tf.sub(1, tf.square(y));
    const squares = both ? tf.add(tf.square(z[1]), tf.square(z[2])) : tf.square(z[1]);
    const q = tf.sub(z[3], tf.mul(tf.mul(2, y), squares));
    jet = tf.concat([y, tf.mul(slope, z[1]), tf.mul(slope, z[2]), tf.mul(slope, q)], 0);
  }
  return out;
}

const byHand = {
  poisson(vs, {jet, f}) {
    return tf.sub(taylor(vs, jet, true)[3], f);
  },
  heat(vs, {jet}, a) {
    const [, , ut, uxx] = taylor(vs, jet, false);
    return tf.sub(ut, tf.mul(a, uxx));
  },
};

function seed(x, n) {
  const e = (k) => tf.tile(tf.tensor2d([[1 - k, k]]), [n, 1]);
  return tf.concat([x, e(0), e(1), tf.zeros([n, 2])], 0);
}

function train(task, inputs, hand) {
  const {law, sizes, points} = task;
  if (hand && !byHand[law]) return null;
  const column = (name) => tf.tensor2d(inputs[name], [inputs[name].length, 1]);
  const vs = variables(sizes, inputs.theta),
    start = vs.map((v) => v.clone());
  let loss;
  if (law === 'ensemble') {
    const x = column('x'),
      y = column('y');
    loss = () => {
      const [m, v] = tf.split(network(vs, x, tf.tanh), 2, 1);
      return tf.mul(0.5, tf.mean(tf.add(v, tf.mul(tf.square(tf.sub(y, m)), tf.exp(tf.neg(v))))));
    };
  } else {
    const x = tf.tensor2d(inputs.x, [points, 2]),
      edge = tf.tensor2d(inputs.edge, [inputs.edge.length / 2, 2]);
    const data = {x, f: column('f'), jet: hand && seed(x, points)},
      value = column('value');
    const residual = (hand ? byHand : residuals)[law];
    loss = () =>
      tf.add(meanSquare(residual(vs, data, task.diffusivity)), meanSquare(tf.sub(network(vs, edge, tf.tanh), value)));
  }
  const adam = tf.train.adam(task.rate);
  const gradient = () => tf.variableGrads(loss, vs);
  return {
    step: () =>
      tf.tidy(() => {
        const {value, grads} = gradient();
        adam.applyGradients(grads);
        value.dataSync();
      }),
    answer: () =>
      tf.tidy(() => {
        vs.forEach((v, i) => v.assign(start[i]));
        const {value, grads} = gradient();
        return [value, ...vs.map((v) => grads[v.name])].flatMap((t) => [...t.dataSync()]);
      }),
  };
}

function product({m, k, n, form, type}, {a, b}) {
  if (type !== 'float32') return null;
  const at = form === 'AtB',
    bt = form === 'ABt';
  const A = tf.tensor2d(a, at ? [k, m] : [m, k]),
    B = tf.tensor2d(b, bt ? [n, k] : [k, n]);
  const multiply = () => tf.matMul(A, B, at, bt);
  return {step: () => multiply().dispose(), answer: () => multiply().dataSync()};
}

// A 3×3 convolution, zeros beyond the edge.
function stencil({side, steps, diffusivity: r}, {u}) {
  const kernel = tf.tensor4d([0, r, 0, r, 1 - 4 * r, r, 0, r, 0], [3, 3, 1, 1]);
  const start = tf.tensor4d(u, [1, side, side, 1]);
  const run = () =>
    tf.tidy(() => {
      let u = start;
      for (let s = 0; s < steps; s++) {
        const next = tf.conv2d(u, kernel, 1, 'same');
        if (s) u.dispose();
        u = next;
      }
      return u.dataSync();
    });
  return {
    step: () => {
      run();
    },
    answer: run,
  };
}

// units is tanh(v·slope + shift)·out for each number in v, rows × 1.
const units = (v, slope, shift, out) => tf.matMul(tf.tanh(tf.add(tf.mul(v, slope), shift)), out, false, true);

// energyOf is the energy of task.Molecule at x, n × 3, written for all n² pairs;
// same is the n × n identity, which keeps an atom from itself.
function energyOf(n, cutoff, theta, same) {
  const others = tf.sub(1, same);
  return (x) => {
    const r = tf.sub(tf.reshape(x, [1, n, 3]), tf.reshape(x, [n, 1, 3]));
    const d2 = tf.sum(tf.square(r), 2),
      d = tf.sqrt(tf.add(d2, same));
    const cut = tf.maximum(tf.sub(1, tf.mul(d2, 1 / cutoff ** 2)), 0);
    const s = tf.reshape(units(tf.reshape(d, [n * n, 1]), ...theta.slice(0, 3)), [n, n]);
    const w = tf.div(tf.mul(tf.mul(s, others), tf.mul(cut, tf.square(cut))), d);
    const m = tf.sum(tf.mul(tf.reshape(w, [n, n, 1]), r), 1);
    return tf.sum(units(tf.sum(tf.square(m), 1, true), ...theta.slice(3)));
  };
}

function molecule({n, hidden: h, cutoff, type}, inputs) {
  if (type !== 'float32') return null;
  const theta = tf.split(tf.tensor2d(inputs.theta, [6, h]), 6, 0),
    both = tf.valueAndGrad(energyOf(n, cutoff, theta, tf.eye(n)));
  const evaluate = () =>
    tf.tidy(() => {
      const {value, grad} = both(tf.tensor2d(inputs.x, [n, 3]));
      return [value.dataSync(), tf.neg(grad).dataSync()];
    });
  return {
    step: () => {
      evaluate();
    },
    answer: () => evaluate().flatMap((x) => [...x]),
  };
}

serve(load, (task, {arrays: inputs}, query) => {
  switch (task.kind) {
    case 'train':
      return train(task, inputs, query.has('taylor'));
    case 'molecule':
      return query.has('taylor') ? null : molecule(task, inputs);
    case 'product':
      return query.has('taylor') ? null : product(task, inputs);
    case 'stencil':
      return query.has('taylor') ? null : stencil(task, inputs);
  }
  return null;
});
