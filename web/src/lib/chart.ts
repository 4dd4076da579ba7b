// ECharts in the parts that the page uses. Loaded only by the pages that draw.
import { BarChart, GraphChart, ScatterChart } from "echarts/charts";
import { DataZoomComponent, GeoComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, registerMap, use, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { colour } from "./theme.svelte";

use([BarChart, GraphChart, ScatterChart, DataZoomComponent, GeoComponent, GridComponent, TooltipComponent, CanvasRenderer]);

export type { EChartsCoreOption, EChartsType };
export { registerMap };

/** A chart in an element, which follows its size; call what is returned when the element goes. */
export function draw(element: HTMLElement): { chart: EChartsType; end: () => void } {
  const chart = init(element, null, { renderer: "canvas" });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(element);
  return {
    chart,
    end() {
      watch.disconnect();
      chart.dispose();
    },
  };
}

/** What all charts share. Tooltips are drawn, never written as HTML: names come from articles. */
export function base(): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: colour("ink"), fontSize: 12 },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: colour("card"), borderColor: colour("line"), padding: 8,
      textStyle: { color: colour("ink"), fontSize: 12 },
    },
  };
}

/** Save what a chart shows as a PNG. */
export function save(chart: EChartsType, name: string) {
  const link = document.createElement("a");
  link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: colour("card") });
  link.download = name;
  link.click();
}
