// Draws a chart to SVG without a browser: the server calls renderChart in QuickJS (pages/drawing.py).
globalThis.setTimeout ??= () => 0; // ECharts only defers animations with it
globalThis.clearTimeout ??= () => {};

import * as echarts from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

globalThis.renderChart = (optionJson, width, height) => {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(JSON.parse(optionJson));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return [svg].join(""); // flat: the binding cannot read a string that is still in pieces
};
