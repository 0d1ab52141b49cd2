// The published package, as a user meets it: built, packed, installed into an empty project on Node 24 and on 26, and
// used by command, by library and by an MCP client. Called by .ci/run; it installs from the registry.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const NODES = ["24", "26"];
const QUESTION = "What is the closest distance between the heater and the door?";

/** A ten-line program of a user's. */
const LIBRARY = `import { SpatialClaw, openScene } from "spatialclaw";
import { KdTree } from "spatialclaw/geometry";
const claw = new SpatialClaw({ model: "offline" });
const { answer } = await claw.ask(${JSON.stringify(QUESTION)}, { input: "room", answer: "number", unit: "m" }).result();
await using scene = await openScene("room");
const [heater, door] = await scene.findObject(["heater", "door"]);
const recon = await scene.reconstruct();
const pair = scene.closest(heater.seg.points(recon), door.seg.points(recon));
const tree = new KdTree(door.seg.points(recon).data);
console.log(JSON.stringify([answer.value, pair.distance, tree.nearest(pair.a).distance]));
`;

const MCP = `import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
const client = new Client({ name: "check", version: "1" });
await client.connect(new StdioClientTransport({ command: "npx", args: ["spatialclaw", "mcp"], stderr: "inherit" }));
const result = await client.callTool({ name: "ask", arguments: { question: ${JSON.stringify(QUESTION)}, input: "room" } });
console.log(JSON.stringify([result.structuredContent.answer.value]));
await client.close();
`;

/** A benchmark of the user's own: the documented one, with the kit from the package. */
function ownBenchmark(project) {
  const made = path.join(ROOT, "packages/bench/test/made-up");
  const data = path.join(project, "data/rooms");
  mkdirSync(path.join(data, "images"), { recursive: true });
  cpSync(path.join(made, "rooms.json"), path.join(project, "rooms.json"));
  const adapter = readFileSync(path.join(made, "rooms.ts"), "utf8");
  writeFileSync(path.join(project, "rooms.ts"), adapter.replace("@spatialclaw/bench/adapter", "spatialclaw/bench"));
  const row = {
    id: "a",
    type: "place",
    room: "hall",
    question: "Where?",
    options: ["left"],
    answer: "A",
    images: ["1.png"],
  };
  writeFileSync(path.join(data, "questions.jsonl"), JSON.stringify(row));
  writeFileSync(path.join(data, "images/1.png"), "");
  return run("npx", ["spatialclaw", "bench", "verify", "./rooms.json"], project).trim();
}

function truth() {
  const { objects, pairs } = JSON.parse(readFileSync(path.join(ROOT, "test/fixtures/room.ground-truth.json"), "utf8"));
  const id = (label) => objects.find((object) => object.label === label).id;
  const wanted = [id("heater"), id("door")].sort().join();
  return pairs.find(({ a, b }) => [a, b].sort().join() === wanted).distance;
}

function run(command, args, cwd, stdio = ["ignore", "pipe", "inherit"]) {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio });
}

function near(values, what) {
  const distance = truth();
  for (const value of values)
    if (!(Math.abs(value / distance - 1) < 0.02)) throw new Error(`${what}: ${value}, the truth is ${distance}`);
  console.log(`  ${what}: ${values.map((value) => value.toFixed(4)).join(", ")} m (truth ${distance.toFixed(4)})`);
}

const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-package-"));
try {
  run("npm", ["run", "--silent", "build"], ROOT, ["ignore", "inherit", "inherit"]);
  run("npm", ["pack", "--silent", "--pack-destination", folder], path.join(ROOT, ".build/npm"));
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz"));
  for (const node of NODES) {
    const project = path.join(folder, `node-${node}`);
    cpSync(path.join(ROOT, "test/fixtures/room"), path.join(project, "room"), { recursive: true });
    const manifest = {
      name: "empty",
      private: true,
      type: "module",
      allowScripts: { node: true, "onnxruntime-node": false },
      dependencies: { spatialclaw: `file:../${tarball}`, "@modelcontextprotocol/sdk": "^1.32.2", node },
    };
    writeFileSync(path.join(project, "package.json"), JSON.stringify(manifest));
    writeFileSync(path.join(project, "library.js"), LIBRARY);
    writeFileSync(path.join(project, "mcp.js"), MCP);
    run("npm", ["install", "--silent", "--no-audit", "--no-fund"], project);
    const version = run("npx", ["node", "--version"], project).trim();
    console.log(`Node ${version}`);
    near(
      [
        Number.parseFloat(
          run("npx", ["spatialclaw", "ask", QUESTION, "-i", "room"], project, ["ignore", "pipe", "ignore"]),
        ),
      ],
      "npx spatialclaw ask",
    );
    near(JSON.parse(run("npx", ["node", "library.js"], project)), "import from spatialclaw");
    near(JSON.parse(run("npx", ["node", "mcp.js"], project)), "an MCP client");
    console.log(`  a benchmark of one's own: ${ownBenchmark(project)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
