"use strict";
// The threshold explorer: moving the threshold tells what it gives, from the counts of the page's data.
(function () {
  const root = document.getElementById("explorer");
  const all = JSON.parse(document.getElementById("explorer-data").textContent);
  const steps = 200;
  const thresholds = Array.from({ length: steps + 1 }, (_, i) => i / steps);
  const decision = root.querySelector("select");
  const slider = root.querySelector("input[type=range]");
  const plotAt = root.querySelector(".plot");
  let chart = null;

  const texts = JSON.parse(document.getElementById("texts").textContent);
  const language = document.documentElement.lang;
  const text = (key, ...values) => texts[key].replace(/[{]([0-9])[}]/g, (place, i) => values[i]);
  const number = (value, decimals) =>
    value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const sign = language === "fr" ? "\u00a0%" : " %";
  const percent = (part, whole) => (whole ? number(100 * part / whole, 1) + sign : "–");
  const share = (part, whole) => (whole ? part / whole : null);
  const count = (value) => number(value, 0);
  const range = (value, low, high) =>
    low === null || high === null ? value : text("range", value, number(100 * low, 1), number(100 * high, 1));

  function show() {
    const data = all[decision.value];
    const at = Number(slider.value);
    const set = (name, text) => { root.querySelector("[data-figure=" + name + "]").textContent = text; };
    const threshold = number(thresholds[at], 3);
    const coverage = percent(data.accepted[at], data.forms);
    const precision = percent(data.right[at], data.accepted[at]);
    const left = count(data.forms - data.accepted[at]);
    set("threshold", threshold);
    set("coverage", coverage);
    set("precision", range(precision, data.low[at], data.high[at]));
    set("known", percent(data.right[at], data.known[at]));
    set("recall", percent(data.right[at], data.allRight));
    set("accepted", count(data.accepted[at]));
    set("left", left);
    set("wrong", count(data.accepted[at] - data.right[at]));
    slider.setAttribute("aria-valuetext", text("value", threshold, coverage, precision, left));
    if (chart) {
      chart.setCursor({ left: chart.valToPos(thresholds[at], "x"), top: 0 }, false);
      chart.redraw(false);
    }
  }

  function draw() {
    const data = all[decision.value];
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const series = (values, whole) => values.map((v, i) => share(v, Array.isArray(whole) ? whole[i] : whole));
    const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") } };
    if (chart) chart.destroy();
    plotAt.textContent = "";
    chart = new uPlot({
      width: plotAt.clientWidth,
      height: Math.max(220, Math.min(360, plotAt.clientWidth * 0.55)),
      scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
      legend: { show: true, live: false },
      cursor: { drag: { x: false, y: false } },
      axes: [
        Object.assign({ label: texts.threshold, values: (u, ticks) => ticks.map((t) => t.toLocaleString(language)) }, axis),
        Object.assign({ values: (u, ticks) => ticks.map((t) => count(100 * t) + sign), size: 60 }, axis)
      ],
      bands: [{ series: [5, 4], fill: colour("--band") }],
      series: [
        {},
        { label: texts.coverage, stroke: colour("--bar"), width: 2, points: { show: false } },
        { label: texts.precision, stroke: colour("--second"), width: 2, dash: [8, 3], points: { show: false } },
        { label: texts.recall, stroke: colour("--third"), width: 2, dash: [2, 3], points: { show: false } },
        { label: texts["precision-from"], stroke: "transparent", points: { show: false } },
        { label: texts.to, stroke: "transparent", points: { show: false } }
      ],
      hooks: {
        draw: [(u) => {
          const x = u.valToPos(thresholds[Number(slider.value)], "x", true);
          u.ctx.save();
          u.ctx.strokeStyle = colour("--ink");
          u.ctx.lineWidth = 2 * devicePixelRatio;
          u.ctx.beginPath();
          u.ctx.moveTo(x, u.bbox.top);
          u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
          u.ctx.stroke();
          u.ctx.restore();
        }]
      }
    }, [
      thresholds,
      series(data.accepted, data.forms),
      series(data.right, data.accepted),
      series(data.right, data.allRight),
      data.low,
      data.high
    ], plotAt);
    chart.over.addEventListener("click", (event) => {
      const box = chart.over.getBoundingClientRect();
      slider.value = Math.round(steps * chart.posToVal(event.clientX - box.left, "x"));
      show();
    });
    show();
  }

  decision.addEventListener("change", () => { slider.value = all[decision.value].start; draw(); });
  slider.addEventListener("input", show);
  let width = 0;
  new ResizeObserver(() => {
    if (plotAt.clientWidth !== width) {
      width = plotAt.clientWidth;
      draw();
    }
  }).observe(plotAt);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  slider.value = all[decision.value].start;
  root.hidden = false;
  width = plotAt.clientWidth;
  draw();
})();
