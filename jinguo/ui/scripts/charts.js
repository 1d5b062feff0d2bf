// Charts of pages that have one: bars, horizontal bars, a line, one stacked bar. The table below tells the same.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

import { forEachPart, within } from "./page.js";

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(`--jg-${name}`).trim();
const LAST = { color: "#ede6da", borderColor: "#a08f77", borderWidth: 1 };
const SERIES = [{ color: token("jiang") }, LAST, { color: "#3f7482" }, { color: "#c08a2e" }];
// Below this width only the first series has room for its numbers; the table has them all.
const NARROW = 480;
// Horizontal bars take the height that they need.
const BAR_HEIGHT = 24;
const TEN_THOUSAND = 10000;
const HUNDRED_MILLION = 100000000;

forEachPart((part) => within(part, ".jg-chart[data-chart-src]").forEach(draw));

function draw(box) {
  const data = JSON.parse(document.querySelector(box.dataset.chartSrc).textContent);
  if (data.kind === "hbar") box.style.height = `${(data.series.length + 0.7) * data.labels.length * BAR_HEIGHT + 40}px`;
  const chart = init(box, null, { renderer: "svg" });
  chart.setOption(option(data, box.clientWidth < NARROW));
  chart.on("click", ({ seriesIndex, dataIndex }) => open(data.series[seriesIndex].urls, dataIndex));
  new ResizeObserver(() => chart.resize()).observe(box);
}

function option(data, narrow) {
  const flat = data.kind === "hbar" || data.kind === "stacked";
  const scale = parseFloat(style.fontSize);
  const font = { fontFamily: token("hei"), fontSize: Math.max(14, scale * 0.875), color: token("ink-2") };
  const names = {
    type: "category",
    data: data.labels,
    inverse: flat,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: token("line-2") } },
    axisLabel: { ...font, interval: 0, hideOverlap: true },
  };
  const amounts = { type: "value", show: false };
  return {
    animation: false,
    textStyle: font,
    grid: { left: 8, right: flat ? 56 : 8, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: "item", confine: true, textStyle: font, formatter: (point) => tip(point, data) },
    xAxis: flat ? amounts : names,
    yAxis: flat ? names : amounts,
    series: data.series.map((series, index) => drawn(series, index, data, { font, narrow })),
  };
}

function drawn(series, index, data, { font, narrow }) {
  const line = data.kind === "line";
  const color = SERIES[index % SERIES.length];
  return {
    name: series.name,
    type: line ? "line" : "bar",
    stack: data.kind === "stacked" ? "whole" : undefined,
    data: series.values,
    barMaxWidth: 26,
    barGap: "15%",
    cursor: series.urls ? "pointer" : "default",
    itemStyle: { ...color, borderRadius: 2 },
    lineStyle: line ? { color: color.borderColor || color.color, width: 2 } : undefined,
    label: {
      show: !line && data.kind !== "stacked" && !(narrow && index),
      position: data.kind === "hbar" ? "right" : "top",
      formatter: ({ value }) => short(value),
      ...font,
      color: index ? token("ink-2") : token("ink"),
      fontWeight: index ? 400 : 600,
    },
  };
}

/** From 10,000 a label reads 1.2万, from a hundred million 1.2亿; the tooltip has the exact value. */
function short(value) {
  const number = Number(value);
  const rounded = (unit) => String(Math.round((number / unit) * 10) / 10);
  if (Math.abs(number) >= HUNDRED_MILLION) return `${rounded(HUNDRED_MILLION)}亿`;
  if (Math.abs(number) >= TEN_THOUSAND) return `${rounded(TEN_THOUSAND)}万`;
  return String(value);
}

function tip(point, data) {
  const text = document.createElement("span");
  text.textContent = `${point.name} · ${point.seriesName} ${point.value} ${data.unit || ""}`;
  return text;
}

/** The same door as the number in the table: its link is used where it stands on the page. */
function open(urls, index) {
  const url = urls && urls[index];
  if (!url) return;
  const link = Array.from(document.querySelectorAll("a.jg-fig")).find((fig) => fig.getAttribute("href") === url);
  if (link) link.click();
  else location.assign(url);
}
