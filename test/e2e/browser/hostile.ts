import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readBundle, writeBundle } from "@spatialclaw/store";

/** Ends every element that a page puts text into, and would run in three ways. */
export const HOSTILE = `</script></style></title></textarea>"'><img src=x onerror="window.ran=1"><script>window.ran=1</script>`;

/** Words by which a reader tells what it reads; everything else may be anything. */
const KEPT: ReadonlySet<string> = new Set(["type", "kind", "startedAt"]);

/** A run whose every text, in trace and scene, is markup with a script. */
export async function makeHostile(runFolder: string): Promise<void> {
  const file = path.join(runFolder, "trace.jsonl");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  writeFileSync(file, lines.map((line) => `${JSON.stringify(spoilt(JSON.parse(line)))}\n`).join(""));
  const scene = path.join(runFolder, "scene");
  for (const name of readdirSync(scene)) {
    const bundle = path.join(scene, name);
    await writeBundle(bundle, spoilt((await readBundle(bundle))?.value));
  }
}

function spoilt(value: unknown, key = ""): unknown {
  if (typeof value === "string") return KEPT.has(key) ? value : HOSTILE;
  if (Array.isArray(value)) return value.map((one) => spoilt(one));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(one, name)]));
}
