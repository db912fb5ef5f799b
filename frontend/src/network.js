// The drawing of an answer whose rows tie things to things. The list that the server wrote stays; this adds the picture.

import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 900;
const HEIGHT = 560;

function make(name, attributes = {}, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text) element.textContent = text;
  return element;
}

/** Bring a layout into the sheet, whatever room it took. */
function fit(nodes) {
  for (const [axis, size, margin] of [["x", WIDTH, 70], ["y", HEIGHT, 28]]) {
    const places = nodes.map((node) => node[axis]);
    const low = Math.min(...places);
    const span = Math.max(...places) - low || 1;
    const scale = Math.min((size - 2 * margin) / span, 1.6);
    const start = (size - span * scale) / 2;
    for (const node of nodes) node[axis] = start + (node[axis] - low) * scale;
  }
}

/** The names of nodes, those with most ties first, as far as there is room for them; the others are told by a title. */
function labels(nodes) {
  const taken = [];
  return nodes
    .sort((a, b) => b.degree - a.degree)
    .flatMap(({ id, x, y, degree }) => {
      const words = id.length > 28 ? `${id.slice(0, 27)}…` : id;
      const [half, below] = [words.length * 3.6, y - 8 - Math.min(Math.sqrt(degree) * 2, 10)];
      const box = [x - half, below - 13, x + half, below + 3];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return [];
      taken.push(box);
      return [make("text", { x: x.toFixed(1), y: below.toFixed(1) }, words)];
    });
}

/** Draw the ties that a list holds: items with data-from, data-to and data-tie. */
function draw(list) {
  const nodes = new Map();
  const node = (id) => nodes.get(id) ?? nodes.set(id, { id, degree: 0 }).get(id);
  const links = [...list.querySelectorAll("[data-from][data-to]")].map(({ dataset }) => {
    const [source, target] = [node(dataset.from), node(dataset.to)];
    source.degree += 1;
    target.degree += 1;
    return { source, target, tie: dataset.tie };
  });
  if (!links.length) return;
  const simulation = forceSimulation([...nodes.values()])
    .force("link", forceLink(links).distance(90).strength(0.5))
    .force("charge", forceManyBody().strength(-260))
    .force("apart", forceCollide(26))
    .force("x", forceX().strength(0.06))
    .force("y", forceY().strength(0.11))
    .force("centre", forceCenter(WIDTH / 2, HEIGHT / 2))
    .stop();
  simulation.tick(320); // laid out before it is shown: nothing moves on the page
  fit([...nodes.values()]);
  const picture = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "network", role: "img", "aria-label": list.dataset.label });
  for (const { source, target, tie } of links) {
    const line = make("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y });
    line.append(make("title", {}, `${source.id} – ${tie} – ${target.id}`));
    picture.append(line);
  }
  for (const { id, x, y, degree } of nodes.values()) {
    const group = make("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    group.append(make("circle", { r: 4 + Math.min(Math.sqrt(degree) * 2, 10) }), make("title", {}, id));
    picture.append(group);
  }
  for (const label of labels([...nodes.values()])) picture.append(label);
  const room = list.closest("[data-network]").querySelector(".network-room");
  room.replaceChildren(picture);
}

for (const list of document.querySelectorAll("[data-network] .ties")) draw(list);
