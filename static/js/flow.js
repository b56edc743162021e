/* Draws the table of flows as a Sankey diagram, when it's asked for: the libraries are large, and the table says the
   same. Without JavaScript the button stays hidden. */

const COLOURS = { carried: "#14607f", other: "#8fbdd2", left: "#8a4b00" };

function load(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

function flows() {
  return [...document.querySelectorAll("#flows [data-groups]")]
    .map((cell) => ({ from: cell.dataset.from, to: cell.dataset.to, flow: Number(cell.dataset.groups) }))
    .filter((each) => each.flow > 0);
}

function isYear(name) {
  return /^[0-9]{4}$/.test(name);
}

function colourFrom(each) {
  return isYear(each.from) ? COLOURS.carried : COLOURS.other;
}

function colourTo(each) {
  return isYear(each.to) ? COLOURS.carried : COLOURS.left;
}

/* Years stand in their order; who came stands before the year, who left beside it. */
function columns(data) {
  const place = {};
  const years = [...new Set(data.flatMap((each) => [each.from, each.to]).filter(isYear))].sort();
  years.forEach((year, column) => {
    place[year] = column;
  });
  for (const each of data) {
    place[each.from] ??= place[each.to] - 1;
    place[each.to] ??= place[each.from] + 1;
  }
  return place;
}

/* A year says how many groups it has, like the table. */
function labels(data) {
  const sum = (key, name) => data.reduce((all, each) => all + (each[key] === name ? each.flow : 0), 0);
  const names = new Set(data.flatMap((each) => [each.from, each.to]));
  return Object.fromEntries([...names].map((name) => [name, `${name}: ${Math.max(sum("from", name), sum("to", name))}`]));
}

async function draw(button, place) {
  const family = getComputedStyle(document.body).fontFamily;
  await document.fonts.load(`16px ${family}`); // a canvas isn't painted anew when a font comes
  await load(button.dataset.chart);
  await load(button.dataset.sankey);
  window.Chart.defaults.font.family = family;
  const data = flows();
  place.hidden = false;
  place.drawing = new window.Chart(place.querySelector("canvas"), {
    type: "sankey",
    data: {
      datasets: [
        {
          data,
          column: columns(data),
          labels: labels(data),
          colorFrom: (context) => colourFrom(data[context.dataIndex] ?? data[0]),
          colorTo: (context) => colourTo(data[context.dataIndex] ?? data[0]),
          color: "#17242a",
        },
      ],
    },
    options: { maintainAspectRatio: false, animation: false },
  });
}

const button = document.querySelector("[data-flow-button]");
if (button) {
  const place = document.getElementById("flow-drawing");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await draw(button, place);
      button.hidden = true;
    } catch {
      button.disabled = false;
    }
  });
}
