'use strict';
const COLOURS = ['#0b6fb8', '#c8501e', '#2c8a3d', '#7b3fa0', '#a08a00', '#6b7280', '#b0125b', '#00827f'];
for (const plot of PLOTS) {
  const at = [...new Set(plot.curves.flatMap(c => c.points.map(p => p[0])))].sort((a, b) => a - b);
  const data = [at, ...plot.curves.map(c => {
    const known = new Map(c.points.map(p => [p[0], p[1]]));
    // Nothing has no place on a logarithmic axis.
    return at.map(x => known.has(x) ? (plot.bothLogarithmic ? Math.max(known.get(x), 0.001) : known.get(x)) : undefined);
  })];
  new uPlot({
    title: plot.title, width: 1000, height: 380,
    scales: { x: { time: false, distr: plot.logarithmic ? 3 : 1 }, y: { distr: plot.bothLogarithmic ? 3 : 1 } },
    axes: [{ label: plot.across }, { label: plot.up, size: 70 }],
    series: [{ label: plot.across }, ...plot.curves.map((c, i) => ({
      label: c.name, stroke: COLOURS[i % COLOURS.length], width: 2, dash: i < COLOURS.length ? [] : [6, 4], spanGaps: true
    }))]
  }, data, document.getElementById('plots'));
}
