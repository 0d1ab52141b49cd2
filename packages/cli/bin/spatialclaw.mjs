#!/usr/bin/env node
// Plain JavaScript that any Node understands: it goes on with this one when it is new enough, else with the one
// that the repository brought (the npm package `node`), else it says in one line what is wanted.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const WANTED = 24;
const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

if (Number.parseInt(process.versions.node, 10) >= WANTED) {
  await import("../src/main.ts");
} else {
  const brought = ["../../../node_modules/node/bin/node", "../../../node_modules/node/bin/node.exe"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find(existsSync);
  if (brought) {
    const child = spawn(brought, [main, ...process.argv.slice(2)], { stdio: "inherit" });
    // A terminal sends Ctrl-C to both; this process only waits for the other to end in order.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
  } else {
    process.stderr.write(
      `spatialclaw needs Node ${WANTED} or newer, this is ${process.version}; install one, or run npm ci in the repository\n`,
    );
    process.exit(4);
  }
}
