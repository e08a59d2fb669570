// A multi-layer perceptron on points in the plane, learning live. No library, no network.
// `reference.py` beside this file does the same with the course's layers; the tests compare the two.
const ArcPlayground = (() => {
  "use strict";

  // The generator mulberry32: equal numbers in JavaScript and in Python.
  const generator = seed => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };

  const sigmoid = z => 0.5 + 0.5 * Math.tanh(0.5 * z);
  // f(z), and f'(z) from a = f(z).
  const ACTIVATIONS = {
    tanh: [Math.tanh, a => 1 - a * a],
    relu: [z => Math.max(z, 0), a => (a > 0 ? 1 : 0)],
    sigmoid: [sigmoid, a => a * (1 - a)],
    linear: [z => z, () => 1],
  };

  class Net {
    // sizes: inputs, hidden units of each layer, 1. Weights w[k * inputs + j] from unit j to unit k.
    constructor(sizes, activation, random) {
      [this.f, this.slope] = ACTIVATIONS[activation];
      this.layers = [];
      for (let l = 1; l < sizes.length; l++) {
        const [inputs, units] = [sizes[l - 1], sizes[l]];
        const bound = Math.sqrt(6 / (inputs + units)); // Glorot & Bengio 2010
        this.layers.push({
          inputs, units,
          w: Float64Array.from({ length: inputs * units }, () => (2 * random() - 1) * bound),
          b: new Float64Array(units),
          a: new Float64Array(units),
          delta: new Float64Array(units),
          dw: new Float64Array(inputs * units),
          db: new Float64Array(units),
        });
      }
    }

    // The logit of class 1; every layer keeps its outputs in `a`.
    forward(v) {
      let below = v;
      this.layers.forEach((layer, l) => {
        const last = l === this.layers.length - 1;
        for (let k = 0; k < layer.units; k++) {
          let z = layer.b[k];
          for (let j = 0; j < layer.inputs; j++) z += below[j] * layer.w[k * layer.inputs + j];
          layer.a[k] = last ? z : this.f(z);
        }
        below = layer.a;
      });
      return below[0];
    }

    // Adds the gradient of one example's loss, given ∂E/∂(logit), after `forward(v)`.
    backward(v, error) {
      for (let l = this.layers.length - 1; l >= 0; l--) {
        const layer = this.layers[l], above = this.layers[l + 1];
        const below = l ? this.layers[l - 1].a : v;
        for (let k = 0; k < layer.units; k++) {
          let d = error;
          if (above) {
            d = 0;
            for (let n = 0; n < above.units; n++) d += above.w[n * above.inputs + k] * above.delta[n];
            d *= this.slope(layer.a[k]);
          }
          layer.delta[k] = d;
          layer.db[k] += d;
          for (let j = 0; j < layer.inputs; j++) layer.dw[k * layer.inputs + j] += below[j] * d;
        }
      }
    }

    // θ ← θ − η (λ θ or λ sgn θ) − η ∂; the penalty is for weights only.
    step(eta, l2, l1) {
      for (const { w, b, dw, db } of this.layers) {
        for (let i = 0; i < w.length; i++) w[i] -= eta * l2 * w[i] + eta * l1 * Math.sign(w[i]);
        for (let i = 0; i < w.length; i++) w[i] -= eta * dw[i];
        for (let i = 0; i < b.length; i++) b[i] -= eta * db[i];
        dw.fill(0);
        db.fill(0);
      }
    }
  }

  // One run: data, net and generator. points: rows of x1, x2, t.
  class Run {
    constructor(settings, points) {
      const { layers, units, activation, seed } = settings;
      this.settings = settings;
      this.points = points;
      this.random = generator(seed);
      this.net = new Net([2, ...Array(layers).fill(units), 1], activation, this.random);
      this.order = points.train.map((_, n) => n);
      this.epoch = 0;
      this.history = [];
      this.measure();
    }

    advance() {
      const { eta, penalty, strength, batch } = this.settings;
      const { order, random, net } = this;
      for (let n = order.length - 1; n > 0; n--) {
        const m = Math.floor(random() * (n + 1));
        [order[n], order[m]] = [order[m], order[n]];
      }
      for (let first = 0; first < order.length; first += batch) {
        const size = Math.min(batch, order.length - first);
        for (let n = first; n < first + size; n++) {
          const point = this.points.train[order[n]], s = 2 * point[2] - 1;
          net.backward(point, (-s * sigmoid(-s * net.forward(point))) / size);
        }
        net.step(eta, penalty === "L2" ? strength : 0, penalty === "L1" ? strength : 0);
      }
      this.epoch += 1;
      this.measure();
    }

    measure() {
      const of = points => {
        let loss = 0, wrong = 0;
        for (const point of points) {
          const z = this.net.forward(point), margin = (2 * point[2] - 1) * z;
          loss += Math.max(-margin, 0) + Math.log1p(Math.exp(-Math.abs(margin)));
          wrong += (z >= 0 ? 1 : 0) !== point[2];
        }
        return [loss / points.length, wrong / points.length];
      };
      const [train, trainError] = of(this.points.train), [test, testError] = of(this.points.test);
      this.history.push({ train, trainError, test, testError });
    }

    get now() { return this.history[this.history.length - 1]; }
    get finite() { return Number.isFinite(this.now.train); }
  }

  // --- the page ---

  const CHOICES = {
    data: ["data", { circle: "disc in a ring", xor: "exclusive or", gaussians: "two clouds", spiral: "two spirals" }],
    layers: ["hidden layers", [0, 1, 2, 3, 4]],
    units: ["units in each", [1, 2, 3, 4, 5, 6, 7, 8]],
    activation: ["activation", { tanh: "tanh", relu: "ReLU", sigmoid: "sigmoid", linear: "linear" }],
    eta: ["learning rate η", [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]],
    batch: ["batch size", [1, 10, 50, 200]],
    penalty: ["penalty", { none: "none", L2: "L2", L1: "L1" }],
    strength: ["its strength λ", [0.001, 0.003, 0.01, 0.03, 0.1]],
  };
  const GRID = 48; // points of the surface along each side
  const hex = colour => [1, 3, 5].map(i => parseInt(colour.slice(i, i + 2), 16));

  function element(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  function mount(root, { data, colours, epochs, edge, start }) {
    const settings = { ...start };
    const [negative, positive] = colours.map(hex);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let run = null, frame = null;

    const controls = element("div", { className: "arc-controls" });
    const selects = {};
    for (const [name, [label, values]] of Object.entries(CHOICES)) {
      const select = element("select", { name });
      const pairs = Array.isArray(values) ? values.map(x => [x, x]) : Object.entries(values);
      for (const [value, text] of pairs) select.append(element("option", { value, textContent: text }));
      select.value = settings[name];
      select.addEventListener("change", () => {
        settings[name] = Array.isArray(values) ? Number(select.value) : select.value;
        restart();
      });
      selects[name] = select;
      controls.append(element("label", {}, label, select));
    }
    const button = (text, action) => {
      const node = element("button", { type: "button", textContent: text });
      node.addEventListener("click", action);
      return node;
    };
    const toggle = button("Run", () => (frame ? pause() : go()));
    const one = button("One epoch", () => { pause(); advance(1); draw(); });
    const again = button("Start again", () => restart());
    const fresh = button("Other weights", () => { settings.seed += 1; restart(); });
    const tests = element("input", { type: "checkbox" });
    tests.addEventListener("change", draw);
    const buttons = element("div", { className: "arc-buttons" }, toggle, one, again, fresh,
      element("label", {}, tests, " show test points"));
    const surface = element("canvas", { width: 480, height: 480, className: "arc-surface" });
    surface.setAttribute("role", "img");
    const curve = element("canvas", { width: 480, height: 200, className: "arc-curve" });
    curve.setAttribute("role", "img");
    const unitMaps = element("div", { className: "arc-units" });
    const status = element("p", { className: "arc-status" });
    status.setAttribute("role", "status");
    const legend = element("p", { className: "arc-legend" });
    root.replaceChildren(controls, buttons, status,
      element("div", { className: "arc-views" },
        element("figure", {}, surface, element("figcaption", {}, legend)),
        element("div", {},
          element("figure", {}, curve,
            element("figcaption", { textContent: "Loss by epoch: solid on the training points, dashed on the test points." })),
          element("figure", {}, unitMaps,
            element("figcaption", { textContent: "What each hidden unit computes over the plane, one row a layer." })))));
    legend.innerHTML = `<span style="color:${colours[1]}">▲ class 1</span>, <span style="color:${colours[0]}">● class 0</span>. ` +
      "The colour of the ground is the net's answer, pale where it is unsure.";
    const small = element("canvas", { width: GRID, height: GRID }); // the surface before it is enlarged
    const maps = [];

    function restart() {
      pause();
      run = new Run({ ...settings }, data[settings.data]);
      selects.units.disabled = selects.activation.disabled = settings.layers === 0;
      selects.strength.disabled = settings.penalty === "none";
      maps.length = 0;
      unitMaps.replaceChildren();
      run.net.layers.slice(0, -1).forEach((layer, l) => {
        const row = element("div");
        maps.push(Array.from(layer.a, (_, k) => {
          const map = element("canvas", { width: GRID, height: GRID, title: `layer ${l + 1}, unit ${k + 1}` });
          map.setAttribute("aria-hidden", "true");
          row.append(map);
          return map;
        }));
        unitMaps.append(row);
      });
      unitMaps.parentElement.hidden = settings.layers === 0;
      draw();
    }

    function advance(n) {
      for (let i = 0; i < n && run.epoch < epochs && run.finite; i++) run.advance();
    }

    function go() {
      if (run.epoch >= epochs || !run.finite) restart();
      toggle.textContent = "Pause";
      const tick = () => {
        advance(calm ? 25 : 1);
        draw();
        frame = run.epoch < epochs && run.finite ? requestAnimationFrame(tick) : null;
        if (!frame) pause();
      };
      frame = requestAnimationFrame(tick);
    }

    function pause() {
      cancelAnimationFrame(frame);
      frame = null;
      toggle.textContent = "Run";
      if (run) describe();
    }

    function paint(canvas, values, strength) {
      const context = canvas.getContext("2d"), image = context.createImageData(GRID, GRID);
      for (let i = 0; i < values.length; i++) {
        const [r, g, b] = values[i] >= 0 ? positive : negative;
        image.data.set([r, g, b, Math.min(Math.abs(values[i]), 1) * strength], 4 * i);
      }
      context.clearRect(0, 0, GRID, GRID);
      context.putImageData(image, 0, 0);
    }

    function draw() {
      const answers = new Float64Array(GRID * GRID);
      const seen = maps.map(layer => layer.map(() => new Float64Array(GRID * GRID)));
      for (let i = 0; i < answers.length; i++) {
        const v = [((i % GRID) + 0.5) * 2 * edge / GRID - edge, edge - (Math.floor(i / GRID) + 0.5) * 2 * edge / GRID];
        answers[i] = 2 * sigmoid(run.net.forward(v)) - 1;
        seen.forEach((layer, l) => layer.forEach((map, k) => { map[i] = run.net.layers[l].a[k]; }));
      }
      paint(small, answers, 170);
      seen.forEach((layer, l) => layer.forEach((map, k) => {
        const most = map.reduce((m, x) => Math.max(m, Math.abs(x)), 1e-9);
        paint(maps[l][k], settings.activation === "sigmoid" ? map.map(x => 2 * x - 1) : map.map(x => x / most), 255);
      }));
      const context = surface.getContext("2d"), side = surface.width;
      context.clearRect(0, 0, side, side);
      context.imageSmoothingEnabled = true;
      context.drawImage(small, 0, 0, side, side);
      const place = x => ((x + edge) * side) / (2 * edge);
      const dot = ([x, y, t], filled) => {
        const [px, py] = [place(x), side - place(y)];
        context.beginPath();
        if (t) { context.moveTo(px, py - 6); context.lineTo(px + 5.5, py + 4); context.lineTo(px - 5.5, py + 4); context.closePath(); }
        else context.arc(px, py, 4.5, 0, 2 * Math.PI);
        context.lineWidth = filled ? 1 : 1.8;
        context.strokeStyle = filled ? "#fff" : colours[t];
        if (filled) { context.fillStyle = colours[t]; context.fill(); }
        context.stroke();
      };
      run.points.train.forEach(point => dot(point, true));
      if (tests.checked) run.points.test.forEach(point => dot(point, false));
      drawCurve();
      const { train, trainError, test, testError } = run.now;
      status.textContent = run.finite
        ? `Epoch ${run.epoch} of ${epochs}. Training points: loss ${train.toFixed(3)}, ${(100 * trainError).toFixed(1)} % wrong. ` +
          `Test points: loss ${test.toFixed(3)}, ${(100 * testError).toFixed(1)} % wrong.`
        : `Epoch ${run.epoch}: the loss has left the range of numbers. Try a smaller learning rate.`;
      status.setAttribute("aria-live", frame ? "off" : "polite"); // no stream of numbers while it runs
    }

    function drawCurve() {
      const context = curve.getContext("2d"), { width, height } = curve, ink = getComputedStyle(root).color;
      const left = 44, bottom = height - 26;
      const losses = run.history.flatMap(h => [h.train, h.test]).filter(Number.isFinite);
      const top = Math.max(0.1, Math.min(Math.max(...losses), 1.5));
      const x = epoch => left + (epoch / epochs) * (width - left - 12), y = loss => bottom - Math.min(loss / top, 1) * (bottom - 12);
      context.clearRect(0, 0, width, height);
      context.strokeStyle = context.fillStyle = ink;
      context.font = "15px sans-serif";
      context.lineWidth = 1;
      context.setLineDash([]);
      context.beginPath(); context.moveTo(left, 8); context.lineTo(left, bottom); context.lineTo(width - 8, bottom); context.stroke();
      context.textAlign = "right";
      [0, top / 2, top].forEach(loss => context.fillText(loss.toFixed(2), left - 6, y(loss) + 5));
      context.textAlign = "center";
      [0, epochs / 2, epochs].forEach(epoch => context.fillText(String(epoch), Math.min(x(epoch), width - 16), bottom + 20));
      context.lineWidth = 2;
      for (const [name, dash] of [["train", []], ["test", [6, 5]]]) {
        context.setLineDash(dash);
        context.beginPath();
        run.history.forEach((h, epoch) => context.lineTo(x(epoch), y(h[name])));
        context.stroke();
      }
      context.setLineDash([]);
    }

    function describe() {
      const { trainError, testError } = run.now;
      surface.setAttribute("aria-label",
        `The plane with the points of two classes and the net's answer after ${run.epoch} epochs: ` +
        `${(100 * trainError).toFixed(1)} % of the training points and ${(100 * testError).toFixed(1)} % of the test points lie on the wrong side.`);
      curve.setAttribute("aria-label",
        `Training loss from ${run.history[0].train.toFixed(2)} to ${run.now.train.toFixed(2)}, test loss from ${run.history[0].test.toFixed(2)} to ${run.now.test.toFixed(2)}.`);
    }

    restart();
    describe();
    return { get run() { return run; }, settings, epochs };
  }

  return { Net, Run, generator, mount };
})();
