// Compares what npm installed with the fingerprints kept in requirements/npm.sha512 (name@version integrity).
// `--write` renews the file after a change of package.json.
import { readFileSync, writeFileSync } from "node:fs";

const kept = "requirements/npm.sha512";
const lock = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8"));
const installed = Object.entries(lock.packages)
  .filter(([, p]) => p.integrity)
  .map(([path, p]) => `${path.replace(/^.*node_modules\//, "")}@${p.version} ${p.integrity}`)
  .sort();

if (process.argv.includes("--write")) {
  const all = new Map(installed.map((line) => [line.split(" ")[0], line]));
  writeFileSync(kept, [...all.values()].sort().join("\n") + "\n");
} else {
  const known = new Set(readFileSync(kept, "utf8").trim().split("\n"));
  // esbuild ships one binary package for each platform; a platform not in the file is checked by npm alone.
  const strange = installed.filter((line) => !known.has(line) && !line.startsWith("@esbuild/"));
  if (strange.length) {
    console.error(`npm installed ${strange[0].split(" ")[0]}, which is not what requirements/npm.sha512 expects; delete node_modules and try again.`);
    process.exit(1);
  }
}
