// jax-js on its wasm backend. Query: taylor=1 for derivatives propagated
// forwards by hand instead of by nested jvp. Every use of an array but its last
// takes .ref.
import {numpy as np, jit, jvp, valueAndGrad, init, defaultDevice, blockUntilReady} from '@jax-js/jax';
import {serve} from './lane.js';

async function load() {
  await init('wasm');
  defaultDevice('wasm');
}

const matrix = (x, rows, cols) => np.array(x).reshape([rows, cols]);
const refs = (xs) => xs.map((x) => x.ref);
const dispose = (xs) => xs.forEach((x) => x.dispose());
const square = (x) => x.ref.mul(x);
const meanSquare = (x) => square(x).mean();

function parameters(sizes, theta) {
  const all = [];
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const [i, o] = [sizes[l - 1], sizes[l]];
    all.push(matrix(theta.slice(at, (at += i * o)), i, o), np.array(theta.slice(at, (at += o))));
  }
  return all;
}

// network keeps theta and uses x up.
function network(theta, x) {
  for (let i = 0; i < theta.length; i += 2) {
    x = np.matmul(i ? np.tanh(x) : x, theta[i].ref).add(theta[i + 1].ref);
  }
  return x;
}

function push(f, x, along) {
  const [y, dy] = jvp(f, [x], [along]);
  y.dispose();
  return dy;
}

// Forwards over forwards: d1 and d2 keep x and the direction.
function derivatives(theta) {
  const u = (x) => network(theta, x);
  const d1 = (x, e) => push(u, x, e);
  return {d1, d2: (x, e) => push((x) => d1(x, e.ref), x, e.ref)};
}

const residuals = {
  poisson(theta, {x, e0, e1, f}) {
    const {d2} = derivatives(theta);
    return d2(x.ref, e0).add(d2(x, e1)).sub(f);
  },
  heat(theta, {x, e0, e1, f}, a) {
    const {d1, d2} = derivatives(theta);
    f.dispose();
    return d1(x.ref, e1.ref).sub(d2(x, e0).mul(a));
  },
};

// (u, ∂₀u, ∂₁u, q) stacked along rows, q being Δu (both) or ∂₀²u; through
// y = tanh z:  ∂y = (1−y²)∂z,  q(y) = (1−y²)(q(z) − 2y Σ(∂z)²).
function taylor(theta, jet, both) {
  const n = jet.shape[0] / 4;
  for (let i = 0; ; i += 2) {
    const z = np.matmul(jet, theta[i].ref);
    let [z0, z1, z2, q] = [0, 1, 2, 3].map((k) => z.ref.slice([k * n, (k + 1) * n]));
    z.dispose();
    z0 = z0.add(theta[i + 1].ref);
    if (i + 2 === theta.length) return [z0, z1, z2, q];
    const y = np.tanh(z0),
      slope = np.array(1).sub(square(y.ref));
    const squares = both ? square(z1.ref).add(square(z2.ref)) : square(z1.ref);
    q = q.sub(y.ref.mul(squares).mul(2));
    jet = np.concatenate([y, slope.ref.mul(z1), slope.ref.mul(z2), slope.mul(q)], 0);
  }
}

const byHand = {
  poisson(theta, {x, e0, e1, f}) {
    const [u, u0, u1, q] = taylor(theta, seed(x, e0, e1), true);
    dispose([u, u0, u1]);
    return q.sub(f);
  },
  heat(theta, {x, e0, e1, f}, a) {
    const [u, u0, ut, uxx] = taylor(theta, seed(x, e0, e1), false);
    dispose([u, u0, f]);
    return ut.sub(uxx.mul(a));
  },
};

const seed = (x, e0, e1) => {
  const zero = np.zeros(x.shape);
  return np.concatenate([x, e0, e1, zero], 0);
};

// lossOf returns (theta, …data) => loss, which uses its arguments up, and data.
function lossOf({law, sizes, points, diffusivity}, inputs, hand) {
  const column = (name) => matrix(inputs[name], inputs[name].length, 1);
  if (law === 'ensemble') {
    const loss = (theta, x, y) => {
      const out = network(theta, x),
        m = out.ref.slice([], [0, 1]),
        v = out.slice([], [1, 2]);
      dispose(theta);
      return v.ref
        .add(square(y.sub(m)).mul(np.exp(v.mul(-1))))
        .mean()
        .mul(0.5);
    };
    return [loss, [column('x'), column('y')]];
  }
  const residual = (hand ? byHand : residuals)[law];
  if (!residual) return [];
  const unit = (k) =>
    matrix(
      Float32Array.from({length: 2 * points}, (_, i) => +(i % 2 === k)),
      points,
      2,
    );
  const loss = (theta, x, e0, e1, f, edge, value) => {
    const r = residual(theta, {x, e0, e1, f}, diffusivity);
    const sum = meanSquare(r).add(meanSquare(network(theta, edge).sub(value)));
    dispose(theta);
    return sum;
  };
  return [
    loss,
    [
      matrix(inputs.x, points, 2),
      unit(0),
      unit(1),
      column('f'),
      matrix(inputs.edge, inputs.edge.length / 2, 2),
      column('value'),
    ],
  ];
}

function train(task, inputs, hand) {
  if (hand && !byHand[task.law]) return null;
  const [loss, data] = lossOf(task, inputs, hand);
  const start = parameters(task.sizes, inputs.theta),
    zeros = () => start.map((p) => np.zeros(p.shape));
  let theta = refs(start),
    m = zeros(),
    v = zeros(),
    t = 0;
  const adam = jit((theta, m, v, rate, ...data) => {
    const [l, g] = valueAndGrad(loss)(refs(theta), ...data);
    const m1 = m.map((m, i) => m.mul(0.9).add(g[i].ref.mul(0.1)));
    const v1 = v.map((v, i) => v.mul(0.999).add(square(g[i]).mul(0.001)));
    const next = theta.map((p, i) => p.sub(rate.ref.mul(m1[i].ref).div(np.sqrt(v1[i].ref).add(1e-8))));
    rate.dispose();
    return [l, next, m1, v1];
  });
  const gradient = jit((theta, ...data) => valueAndGrad(loss)(theta, ...data));
  return {
    async step() {
      t++;
      const rate = np.array((task.rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t));
      let l;
      [l, theta, m, v] = adam(theta, m, v, rate, ...refs(data));
      await l.data();
      await blockUntilReady(theta);
    },
    async answer() {
      const [l, g] = gradient(refs(start), ...refs(data)),
        all = [...(await l.data())];
      for (const x of g) all.push(...(await x.data()));
      return all;
    },
  };
}

function product({m, k, n, form, type}, {a, b}) {
  const at = form === 'AtB',
    bt = form === 'ABt',
    wide = (x) => (type === 'float64' ? x.astype(np.float64) : x);
  const A = wide(at ? matrix(a, k, m) : matrix(a, m, k)),
    B = wide(bt ? matrix(b, n, k) : matrix(b, k, n));
  const multiply = jit((a, b) => np.matmul(at ? a.transpose() : a, bt ? b.transpose() : b));
  return {
    async step() {
      const c = multiply(A.ref, B.ref);
      await c.blockUntilReady();
      c.dispose();
    },
    answer: () => multiply(A.ref, B.ref).data(),
  };
}

// Sums of shifted slices; what the edge loses is filled up with zeros.
function stencil({side: n, steps, diffusivity: r}, {u}) {
  const start = matrix(u, n, n),
    mid = [1, n - 1],
    low = [0, n - 2],
    high = [2, n];
  const step = jit((u) => {
    const around = u.ref
      .slice(low, mid)
      .add(u.ref.slice(high, mid))
      .add(u.ref.slice(mid, low))
      .add(u.ref.slice(mid, high));
    return np.pad(
      u
        .slice(mid, mid)
        .mul(1 - 4 * r)
        .add(around.mul(r)),
      1,
    );
  });
  const run = () => {
    let u = start.ref;
    for (let s = 0; s < steps; s++) u = step(u);
    return u.data();
  };
  return {step: run, answer: run};
}

// units is tanh(v·slope + shift)·out for each number in v, rows × 1.
function units(v, slope, shift, out) {
  return np.tanh(v.mul(slope).add(shift)).mul(out).sum(1);
}

// energyOf is the energy of task.Molecule at x, n × 3, written for all n² pairs
// with Σⱼ w_ij·(x_j − x_i) as two products, which is faster here than with the
// differences kept. same is the n × n identity, which keeps an atom from itself.
function energyOf(n, cutoff) {
  return (x, theta, same) => {
    let d2 = same.ref;
    for (const k of [0, 1, 2]) {
      const c = x.ref.slice([], [k, k + 1]);
      d2 = d2.add(square(c.ref.reshape([1, n]).sub(c)));
    }
    const d = np.sqrt(d2.ref);
    const cut = np.maximum(np.array(1).sub(d2.div(cutoff ** 2)), 0);
    const s = units(d.ref.reshape([n * n, 1]), ...theta.slice(0, 3)).reshape([n, n]);
    const w = s
      .mul(cut.ref.mul(square(cut)))
      .mul(np.array(1).sub(same))
      .div(d);
    const m = np.matmul(w.ref, x.ref).sub(w.sum(1).reshape([n, 1]).mul(x));
    return units(square(m).sum(1).reshape([n, 1]), ...theta.slice(3)).sum();
  };
}

// The library computes exp, and so tanh, of float64 in float32: such a molecule
// fails the check, however it is written.
function molecule({n, hidden: h, cutoff, type}, inputs) {
  const wide = (x) => (type === 'float64' ? x.astype(np.float64) : x);
  const theta = [0, 1, 2, 3, 4, 5].map((k) => wide(np.array(inputs.theta.slice(k * h, (k + 1) * h))));
  const same = wide(np.eye(n));
  const both = jit((x, theta, same) => {
    const [e, g] = valueAndGrad(energyOf(n, cutoff))(x, theta, same);
    return [e, g.mul(-1)];
  });
  async function evaluate() {
    const [e, f] = both(wide(matrix(inputs.x, n, 3)), refs(theta), same.ref);
    return [await e.data(), await f.data()];
  }
  return {step: evaluate, answer: async () => (await evaluate()).flatMap((x) => [...x])};
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
