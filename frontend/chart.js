// Draws a chart to SVG without a browser: the server calls renderChart in QuickJS (pages/drawing.py).
globalThis.setTimeout ??= () => 0; // ECharts only defers animations with it
globalThis.clearTimeout ??= () => {};

import * as echarts from "echarts/core";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

// 229800 → "229.800" where the decimal sign is a comma, "229,800" where it is a point.
const grouped = (value, sign) => {
  const [whole, part] = String(Math.abs(value)).split(".");
  const said = whole.replace(/\B(?=(\d{3})+$)/g, sign === "," ? "." : ",");
  return (value < 0 ? "-" : "") + said + (part ? sign + part : "");
};

globalThis.renderChart = (optionJson, width, height) => {
  const option = JSON.parse(optionJson);
  const { decimalSign, ...chartOption } = option;
  if (decimalSign) chartOption.yAxis.axisLabel.formatter = (value) => grouped(value, decimalSign);
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption(chartOption);
  // Without style sheets for hovering and movement: pages allow no inline style, and this picture stands still.
  const svg = chart.getZr().painter.renderToString({ cssEmphasis: false, cssAnimation: false });
  chart.dispose();
  return [svg].join(""); // flat: the binding cannot read a string that is still in pieces
};
