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

function colour(each) {
  if (!isYear(each.to)) {
    return COLOURS.left;
  }
  return isYear(each.from) ? COLOURS.carried : COLOURS.other;
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
          colorFrom: (context) => colour(data[context.dataIndex] ?? data[0]),
          colorTo: (context) => colour(data[context.dataIndex] ?? data[0]),
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
