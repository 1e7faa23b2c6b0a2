// Builds what the pages ship into src/tiendo_web/static/build: one style sheet with its fonts, one script, and the
// chart library as a bundle that the server runs in QuickJS. Run by `make setup`.
import * as esbuild from "esbuild";

const out = "src/tiendo_web/static/build";

await esbuild.build({
  entryPoints: ["frontend/site.css", "frontend/site.js", "frontend/review.css", "frontend/review.js"],
  outdir: out,
  bundle: true,
  minify: true,
  target: ["es2020", "chrome100", "firefox100", "safari15"],
  loader: { ".woff2": "file", ".woff": "empty" },
  assetNames: "[name]",
});

await esbuild.build({
  entryPoints: ["frontend/chart.js"],
  outfile: `${out}/chart.js`,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020"],
});
