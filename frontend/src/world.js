// The outlines of the world in the projection that the server places its points in.

import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import countries from "i18n-iso-countries";

// The atlas gives these no ISO 3166-1 number; the gazetteer knows them by these codes.
const UNNUMBERED = { Kosovo: "XKX" };

/** Path data in whole parts of a unit and relative, points that fall together left out: far fewer bytes, the same picture. */
function tight(data, parts) {
  return data.replace(/M[^M]+/g, (line) => {
    const points = line.match(/-?[\d.]+,-?[\d.]+/g).map((pair) => pair.split(",").map((n) => Math.round(n * parts)));
    const steps = points
      .map(([x, y], i) => (i ? [x - points[i - 1][0], y - points[i - 1][1]] : [x, y]))
      .filter(([dx, dy], i) => !i || dx || dy);
    if (steps.length < 3) return "";
    const [[x, y], ...rest] = steps;
    const moves = rest.map(([dx, dy]) => `${dx}${dy < 0 ? "" : " "}${dy}`).join(" ").replaceAll(" -", "-");
    return `M${x} ${y}l${moves}${line.trimEnd().endsWith("Z") ? "Z" : ""}`;
  });
}

const svg = (paths) => `<svg xmlns="http://www.w3.org/2000/svg"><defs>\n${paths.join("\n")}\n</defs></svg>\n`;
const shape = (id, data, parts) => `<path id="${id}" vector-effect="non-scaling-stroke" transform="scale(${1 / parts})" d="${tight(data, parts)}"/>`;

function drawing({ scale, translate, turned }) {
  const projection = geoEqualEarth().rotate([turned, 0]).scale(scale).translate(translate).precision(0.5);
  return geoPath(projection).digits(3);
}

/** An SVG file in which #sphere, #graticule, #land and #borders can be used; `parts` is how finely a unit is divided. */
export function world(atlas, projection, parts) {
  const path = drawing(projection);
  return svg([
    shape("sphere", path({ type: "Sphere" }), parts),
    shape("graticule", path(geoGraticule10()), parts),
    shape("land", path(feature(atlas, atlas.objects.land)), parts),
    shape("borders", path(mesh(atlas, atlas.objects.countries, (a, b) => a !== b)), parts),
  ]);
}

/** SVG files by ISO 3166-1 alpha-3 code; in each, #shape can be used. */
export function shapes(atlas, projection, parts) {
  const path = drawing(projection);
  const found = new Map();
  for (const country of feature(atlas, atlas.objects.countries).features) {
    const code = countries.numericToAlpha3(country.id) ?? UNNUMBERED[country.properties.name];
    if (code) found.set(code, (found.get(code) ?? "") + path(country));
  }
  return new Map([...found].map(([code, data]) => [code, svg([shape("shape", data, parts)])]));
}
