// Starts vitest with a Node that is new enough: npm scripts find the one the repository brought first; called in
// another way, this looks for it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const brought = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
const node = Number.parseInt(process.versions.node, 10) >= 24 || !existsSync(brought) ? process.execPath : brought;
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(node, [vitest, "run", ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
