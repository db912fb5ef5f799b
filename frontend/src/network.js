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
  for (const each of nodes.values()) {
    each.x = Math.min(Math.max(each.x, 60), WIDTH - 60);
    each.y = Math.min(Math.max(each.y, 20), HEIGHT - 20);
  }
  const picture = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "network", role: "img", "aria-label": list.dataset.label });
  for (const { source, target, tie } of links) {
    const line = make("line", { x1: source.x, y1: source.y, x2: target.x, y2: target.y });
    line.append(make("title", {}, `${source.id} – ${tie} – ${target.id}`));
    picture.append(line);
  }
  for (const { id, x, y, degree } of nodes.values()) {
    const group = make("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    group.append(make("circle", { r: 4 + Math.min(Math.sqrt(degree) * 2, 10) }), make("title", {}, id));
    group.append(make("text", { y: -10 - Math.min(degree, 6) }, id.length > 28 ? `${id.slice(0, 27)}…` : id));
    picture.append(group);
  }
  const room = list.closest("[data-network]").querySelector(".network-room");
  room.replaceChildren(picture);
}

for (const list of document.querySelectorAll("[data-network] .ties")) draw(list);
