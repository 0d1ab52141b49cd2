import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("runs where there is nothing but the language itself", async () => {
  const entry = fileURLToPath(new URL("../src/index.ts", import.meta.url));
  const bundle = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "geometry",
    platform: "neutral",
    logLevel: "silent",
  });
  const sealed = createContext({});
  runInContext(bundle.outputFiles[0]!.text, sealed);
  const result: unknown = runInContext(
    `(() => {
      const g = geometry;
      const cloud = g.Points.of(Array.from({ length: 500 }, (_, i) => [i % 10, (i >> 3) % 7, i % 13]));
      const pose = g.Pose.fromMatrix([1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1]);
      const camera = { fx: 2, fy: 2, cx: 2, cy: 2, width: 4, height: 4 };
      const mask = g.Mask.fromPredicate(4, 4, (x) => x > 1).erode(1).largest();
      g.groundPlane(cloud);
      return JSON.stringify([
        g.closest(cloud, g.Points.of([[20, 3, 5]]), { q: 0.1 }).distance > 0,
        cloud.obb({ q: 0.02 }).size.length,
        cloud.plane() === null || cloud.trim().diameter({ q: 0.01 }) > 0,
        g.unprojectAll(camera, pose, new Float32Array(16).fill(1), mask).length,
        g.heading({ at: [0, 0, 0], facing: { toward: [0, 0, -2] } }).locate([1, 0, -1]).side8,
        g.stats.median([3, 1, 2]),
      ]);
    })()`,
    sealed,
  );
  expect(JSON.parse(String(result))).toEqual([true, 3, true, 12, "front-right", 2]);
});
