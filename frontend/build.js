// Makes what the pages cannot carry as source: the editor and the network drawing, bundled, and the outlines of the world.
//
//   node build.js DIRECTORY      writes editor.js, network.js, world.svg, atlas.svg, country/*.svg, all compressed too,
//                                and LICENSES.txt there

import { build } from "esbuild";
import { readFile, readdir, writeFile, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { shapes, world } from "./src/world.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? path.join(here, "../bilat_kg/web/pages/built");
const require = createRequire(import.meta.url);

await mkdir(target, { recursive: true });
const bundled = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.js", "src/network.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020"],
  legalComments: "none",
  metafile: true,
  outdir: target,
  logLevel: "warning",
});

const projection = JSON.parse(await readFile(path.join(here, "../bilat_kg/web/pages/projection.json"), "utf8"));
const coarse = require("world-atlas/countries-110m.json");
const fine = require("world-atlas/countries-50m.json");
await writeFile(path.join(target, "world.svg"), world(coarse, projection, 10));
await writeFile(path.join(target, "atlas.svg"), world(fine, projection, 40));
await mkdir(path.join(target, "country"), { recursive: true });
for (const [code, drawn] of shapes(fine, projection, 40)) {
  await writeFile(path.join(target, "country", `${code}.svg`), drawn);
}

// Compressed once, as well as can be, and not again for each reader.
for (const name of await readdir(target, { recursive: true })) {
  if (!/[.](js|svg)$/.test(name)) continue;
  const file = path.join(target, name);
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
}

// Whoever passes the bundles on passes on these words too.
const packages = new Set(
  Object.keys(bundled.metafile.inputs)
    .map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1])
    .filter(Boolean),
);
packages.add("world-atlas");
const notices = [];
for (const name of [...packages].sort()) {
  const folder = path.join(here, "node_modules", name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? await readFile(path.join(folder, file), "utf8") : "";
  notices.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
}
await writeFile(path.join(target, "LICENSES.txt"), notices.join(`\n${"-".repeat(80)}\n\n`));
