// The drawing of figures. This file is loaded only when the page with figures has been read: it brings ECharts.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Statistics } from "../../api/types";
import { t } from "../../staff/text";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

type Group = Statistics["groups"][number];
const green = "#5f9676", earth = "#b98235", dark = "#1e4d37";
const most = 15;
const base = {
  animation: false, color: [green, earth, dark], textStyle: { fontFamily: "inherit" }, aria: { enabled: true, label: { description: t("chart.description") } },
  legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 22, textStyle: { color: "#22302a", fontSize: 13 } },
  tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, confine: true },
};
const quiet = { axisLine: { lineStyle: { color: "#b9bdb6" } }, axisTick: { show: false }, axisLabel: { color: "#5b665f", fontSize: 12 }, splitLine: { lineStyle: { color: "#eceae2" } } };

function byMonth(groups: Group[]): EChartsCoreOption {
  return {
    ...base, grid: { top: 40, left: 8, right: 8, bottom: 4, outerBoundsMode: "same" },
    xAxis: { type: "category", data: groups.map((one) => one.name), ...quiet },
    yAxis: [{ type: "value", minInterval: 1, ...quiet }, { type: "value", min: 0, max: 100, ...quiet, splitLine: { show: false }, axisLabel: { ...quiet.axisLabel, formatter: "{value}%" } }],
    series: [
      { name: t("figure.reports"), type: "bar", barMaxWidth: 28, data: groups.map((one) => one.reports) },
      { name: t("figure.unsolved"), type: "bar", barMaxWidth: 28, data: groups.map((one) => one.unsolved) },
      { name: t("figure.on_time_rate"), type: "line", yAxisIndex: 1, symbolSize: 6, data: groups.map((one) => one.on_time_rate === null ? null : Math.round(one.on_time_rate * 1000) / 10) },
    ],
  };
}
function byName(groups: Group[]): EChartsCoreOption {
  const largest = [...groups].sort((a, b) => b.reports - a.reports).slice(0, most).reverse();
  return {
    ...base, grid: { top: 40, left: 8, right: 24, bottom: 4, outerBoundsMode: "same" },
    xAxis: { type: "value", minInterval: 1, ...quiet },
    yAxis: { type: "category", data: largest.map((one) => one.name), ...quiet, axisLabel: { ...quiet.axisLabel, width: 110, overflow: "truncate" } },
    series: [
      { name: t("figure.reports"), type: "bar", barMaxWidth: 16, data: largest.map((one) => one.reports) },
      { name: t("figure.unsolved"), type: "bar", barMaxWidth: 16, data: largest.map((one) => one.unsolved) },
    ],
  };
}

export const heightFor = (by: string, groups: readonly Group[]) => by === "month" ? 280 : 64 + Math.min(most, groups.length) * 34;

/** Draws into `place` and keeps to its width; the answer lets go of it. */
export function draw(place: HTMLElement, by: string, groups: readonly Group[]): () => void {
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(by === "month" ? byMonth([...groups]) : byName([...groups]));
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(place);
  return () => { watcher.disconnect(); chart.dispose(); };
}
