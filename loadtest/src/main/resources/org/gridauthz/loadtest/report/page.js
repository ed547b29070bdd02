'use strict';
const COLOURS = ['#0b6fb8', '#c8501e', '#2c8a3d', '#7b3fa0', '#a08a00', '#6b7280', '#b0125b', '#00827f'];
for (const plot of PLOTS) {
  const at = [...new Set(plot.curves.flatMap(c => c.points.map(p => p[0])))].sort((a, b) => a - b);
  const data = [at, ...plot.curves.map(c => {
    const known = new Map(c.points.map(p => [p[0], p[1]]));
    // Nothing has no place on a logarithmic axis.
    return at.map(x => known.has(x) ? (plot.bothLogarithmic ? Math.max(known.get(x), 0.001) : known.get(x)) : undefined);
  })];
  const draw = u => {
    const { ctx, bbox } = u;
    ctx.save();
    ctx.font = `${11 * devicePixelRatio}px sans-serif`;
    ctx.fillStyle = ctx.strokeStyle = '#444';
    ctx.setLineDash([4, 4]);
    plot.marks.forEach(mark => {
      const x = u.valToPos(mark.at, 'x', true);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.save();
      ctx.translate(x - 3 * devicePixelRatio, bbox.top + 4);
      ctx.rotate(Math.PI / 2);
      ctx.fillText(mark.text, 0, 0);
      ctx.restore();
    });
    ctx.restore();
  };
  new uPlot({
    title: plot.title, width: 1000, height: 380, hooks: { draw: [draw] },
    scales: { x: { time: false, distr: plot.logarithmic ? 3 : 1 }, y: { distr: plot.bothLogarithmic ? 3 : 1 } },
    axes: [{ label: plot.across }, { label: plot.up, size: 70 }],
    series: [{ label: plot.across }, ...plot.curves.map((c, i) => ({
      label: c.name, stroke: COLOURS[i % COLOURS.length], width: 2, dash: i < COLOURS.length ? [] : [6, 4], spanGaps: true
    }))]
  }, data, document.getElementById('plots'));
}
