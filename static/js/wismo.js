// Draws the charts of the WISMO page from the JSON beside them; the tables have the same numbers.

const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// A token may be light-dark(oklch(…), …): let the browser resolve it, then read plain RGB back.
const colour = (token) => {
  const probe = document.createElement("span");
  probe.className = `tone-${token}`;
  document.body.append(probe);
  pixel.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${r}, ${g}, ${b})`;
};

const draw = (canvas) => {
  const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  const text = colour("text-2");
  const line = colour("line");
  const unit = data.unit ? ` ${data.unit}` : "";
  const value = {
    beginAtZero: true,
    stacked: true,
    border: { display: false },
    grid: { color: line },
    ticks: { color: text, maxTicksLimit: 4, precision: 0 },
  };
  const label = {
    stacked: true,
    border: { color: line },
    grid: { display: false },
    ticks: { color: text, maxRotation: 0, autoSkipPadding: 16 },
  };
  window.Chart.getChart(canvas)?.destroy();
  new window.Chart(canvas, {
    type: "bar",
    data: {
      labels: data.labels,
      datasets: data.series.map((series) => ({
        label: series.name,
        data: series.values,
        backgroundColor: colour(series.tone),
        borderRadius: 2,
        maxBarThickness: data.horizontal ? 22 : 28,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: data.horizontal ? "y" : "x",
      scales: data.horizontal ? { x: value, y: label } : { x: label, y: value },
      plugins: {
        legend: {
          display: data.series.length > 1,
          align: "start",
          labels: { color: text, boxWidth: 10, boxHeight: 10, padding: 12 },
        },
        tooltip: {
          callbacks: { label: (item) => `${item.dataset.label}: ${item.formattedValue}${unit}` },
        },
      },
    },
  });
};

const drawAll = () => {
  window.Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  window.Chart.defaults.font.size = 11;
  for (const canvas of document.querySelectorAll("[data-chart]")) draw(canvas);
};

drawAll();
document.addEventListener("theme-changed", drawAll);
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
