import { readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOM = fileURLToPath(new URL("../fixtures/room", import.meta.url));
export const BIN = fileURLToPath(new URL("../../packages/cli/bin/spatialclaw.mjs", import.meta.url));
export const QUESTION = "What is the closest distance between the heater and the door?";

interface Truth {
  readonly objects: readonly { readonly id: number; readonly label: string }[];
  readonly pairs: readonly { readonly a: number; readonly b: number; readonly distance: number }[];
}

/** Exact distance between two objects of the committed room, from its meshes. */
export function trueDistance(a: string, b: string): number {
  const truth = JSON.parse(readFileSync(`${ROOM}.ground-truth.json`, "utf8")) as Truth;
  const id = (label: string) => truth.objects.find((object) => object.label === label)?.id;
  const wanted = [id(a), id(b)].sort();
  const pair = truth.pairs.find((p) => [p.a, p.b].sort().join() === wanted.join());
  if (!pair) throw new Error(`the truth has no pair ${a}, ${b}`);
  return pair.distance;
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "spatialclaw-test-"));
}
