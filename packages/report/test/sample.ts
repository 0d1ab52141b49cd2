import { fileURLToPath } from "node:url";
import { readTrace, type TraceLine } from "@spatialclaw/agent";

/** A hand-made run; see the README beside it. */
export const sampleRun = fileURLToPath(new URL("./fixtures/sample-run", import.meta.url));

export function readSample(): Promise<TraceLine[]> {
  return readTrace(`${sampleRun}/trace.jsonl`);
}

/** What a browser would show of a piece of our markup: tags gone, entities resolved. */
export function visibleText(markup: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#96": "`" };
  return markup.replace(/<[^>]*>/g, "").replace(/&([^;]+);/g, (_, name: string) => entities[name] ?? `?${name}?`);
}
