import type { End } from "./session.ts";

/** A cell, how it must end, and what the model must be told. */
export type Trap = readonly [cell: string, end: End, told: string];

/** "TypeScript removes the loudness of Python": the rows of the third table of cell-api.md section 2. */
export const TRAPS: Readonly<Record<string, readonly Trap[]>> = {
  "numbers out of text are NaN": [
    [`print(vlm.locate(frame, "heater")?.center);`, "value", "[14, 19]"],
    [`const x = Number("381 246 436 541"); print(x > 300, x);`, "value", "false NaN"],
    [`view.pointAt([Number("381 246"), 10]);`, "error", "got [NaN, 10]"],
    [
      `tools.SAM3.segmentImage(frame, { x0: parseFloat("Not visible"), y0: 1, x1: 9, y1: 9 });`,
      "error",
      "expected a number, got NaN",
    ],
    [
      `tools.Geometry.distance([Number("Not"), 0, 0], view.pose.position);`,
      "error",
      "expected [x, y, z] of finite numbers, got [NaN, 0, 0]",
    ],
    [`ReturnAnswer(Number("381 246"));`, "error", "the answer is NaN, not a finite number"],
    ["const n = Number(view.pose.forward);", "stopped", "Number(…) of an array or object is NaN"],
    ["print(np.mean([1, NaN, 3]));", "value", "NaN"],
  ],
  "an index outside is undefined": [
    ["print(view.confidence[858]);", "stopped", "read it with at(x, y); outside, that throws"],
    ["print(view.depth[10, 20]);", "stopped", "read it with at(x, y)"],
    ["print(view.pose[2]);", "stopped", ".position .right .down .forward .up"],
    ["print(points[0]);", "stopped", "read it with at(i), which throws outside"],
    ["print(seg[0]);", "stopped", "seg.objects"],
    ["print(view.confidence.data[858] > 0.5);", "stopped", "grid.at(x, y) and points.at(i) throw there"],
    ["print(view.confidence.at(858, 0));", "error", "Grid.at(x): expected a whole number from 0 to 47, got 858"],
    ["print(points.at(1e9));", "error", "Points.at(i): expected a whole number from -"],
    ["print(InputImages[7].width);", "stopped", "use at(i) of frames and points, which throws outside"],
    ["print(InputImages.at(7).width);", "error", "Frames.at(position): expected a whole number from -5 to 4, got 7"],
  ],
  "x[-1] is undefined": [
    ["print(InputImages[-1]);", "stopped", "use .at(-1)"],
    ["show(InputImages[-1]);", "stopped", "use .at(-1)"],
    ["const last = [1, 2, 3][-1]; print(last + 1);", "stopped", "use .at(-1)"],
    ["print(view.depth.data[-2]);", "stopped", "use .at(-2)"],
    ["print(view.pose.position[-1]);", "stopped", "list.at(-1)"],
    [`print("abc"[-1]);`, "stopped", "use .at(-1)"],
    [`print(InputImages.at(-1).frameIndex, [1, 2, 3].at(-1), "abc".at(-1));`, "value", "4 3 c"],
    ["const votes: Record<number, number> = {}; votes[-1] = 2; print(votes[-1]);", "value", "2"],
  ],
  "% keeps the sign": [
    [
      "const deg = -73.31; print(deg % 360);",
      "value",
      "note: line 1: `%` keeps the sign of its left side, -73 % 360 is -73; np.mod(a, n) is never negative",
    ],
    [
      `const label = ["N", "E", "S", "W"][Math.round(-73.31 / 90) % 4]; ReturnAnswer(label);`,
      "stopped",
      "np.mod(a, n) is never negative",
    ],
    ["print(np.mod(-73.31, 360));", "value", "286.7"],
  ],
  "a long list as arguments": [
    ["{ const big = new Float32Array(211_785).fill(3); print(np.min(big), np.max(big)); }", "value", "3 3"],
    [
      "{ const most = new Float32Array(4e6); print(Math.min(...most)); }",
      "error",
      "np.min(a), np.max(a) and so on take any length",
    ],
    ["print(Math.min(...[3, 1, 2]));", "value", "1"],
  ],
  "numbers sorted as texts": [
    ["print([10, 9, 1].sort());", "stopped", "np.sort(a)"],
    ["const depths = InputImages.map((f) => f.frameIndex).toSorted();", "stopped", "use .toSorted((a, b) => a - b)"],
    [
      "print([10, 9, 1].sort((a, b) => a - b), np.sort([10, 9, 1]), Float32Array.of(10, 9, 1).sort());",
      "value",
      "[1, 9, 10] [1, 9, 10] Float32Array[1, 9, 10]",
    ],
    [`print(["b", "a"].sort());`, "value", `["a", "b"]`],
  ],
  "half of an odd length is no index": [
    [
      "print(InputImages[InputImages.length / 2].width);",
      "stopped",
      "Math.floor(list.length / 2), or InputImages.middle",
    ],
    ["const mid = [4, 5, 6]; print(mid[mid.length / 2] + 1);", "stopped", "Math.floor(list.length / 2)"],
    ["const odd = [4, 5, 6]; print(odd[Math.floor(odd.length / 2)], InputImages.middle.frameIndex);", "value", "5 2"],
  ],
};

/** Section 6: Python that hurts, and what the model is told or given instead. */
export const IDIOMS: Readonly<Record<string, readonly Trap[]>> = {
  imports: [
    ["import numpy as np", "stopped", "np is there, with NumPy's names"],
    ["import numpy as np\nconst a = np.array([1, 2]);", "stopped", "np is there"],
    [`import * as np from "numpy";`, "stopped", "np is there"],
    [`const plt = require("matplotlib");`, "stopped", "tools.Graph.lines"],
    [`const scipy = await import("scipy");`, "stopped", "tools.Geometry.closest"],
  ],
  "operators on arrays": [
    ["const d = points.median() - other.points(recon).median();", "stopped", "tools.Geometry.add(a, b), sub"],
    ["const half = view.pose.forward / 2;", "stopped", "scale(v, s)"],
    ["const sum = view.pose.forward + [1, 0, 0];", "stopped", "tools.Geometry.add(a, b)"],
    ["const back = -view.pose.forward; print(back);", "stopped", "tools.Geometry.neg(v)"],
    ["print(-points);", "stopped", "JavaScript has no operators"],
    ["const near = view.depth.data < 2;", "stopped", "np.less(a, t) give a mask for np.take"],
    ["const kept = points.data[view.confidence.data > 0.5];", "stopped", "np.greater(a, t)"],
    ["print(((view as any) * 2));", "error", "expected a number, got View of frame 0"],
    [
      "print(tools.Geometry.neg(view.pose.right), tools.Geometry.scale(view.pose.right, 2));",
      "value",
      "[-1, 0, 0] [2, 0, 0]",
    ],
  ],
  slices: [
    ["const part = points.data[0:3];", "stopped", "list.slice(from, to)"],
    ["const few = InputImages[::2];", "stopped", "frames.stride(k)"],
    ["const axis = view.pose[:3, 2];", "stopped", "there are no slices"],
    ["print(InputImages.stride(2).length, InputImages.slice(-2).length);", "value", "3 2"],
  ],
  "names of a notebook": [
    ["print(len(InputImages));", "stopped", "list.length"],
    ["for (const i of range(3)) print(i);", "stopped", "np.arange(n)"],
    ["print(sorted([3, 1]));", "stopped", "np.sort(a)"],
    ["print(min(points.y()));", "stopped", "np.min(a)"],
    ["const seen = None;", "stopped", "null"],
    ["const tree = KDTree(points);", "stopped", "kdTree(points)"],
    ["plt.plot([1, 2]);", "stopped", "tools.Graph.lines"],
    ["print(math.atan2(1, 2));", "stopped", "Math.atan2"],
    ["print(norm(view.pose.forward));", "stopped", "tools.Geometry"],
    ["const again = reconstruct(InputImages);", "stopped", "tools.Reconstruct.reconstruct"],
    ["const list = [1]; list.append(2);", "stopped", "list.push(item)"],
    ["for (const pair of ({ a: 1 }).items()) print(pair);", "stopped", "Object.entries(record)"],
    ["print(seg.mask(frame)?.sum());", "stopped", "mask.area"],
    ["print(np.median(points, axis=0));", "stopped", "np.mean(a, { axis: 0 })"],
  ],
  "syntax of Python": [
    ["for i in range(3):\n    print(i)", "stopped", "cells are TypeScript, not Python"],
    ["if seg is not None:\n    print(seg)", "stopped", "cells are TypeScript, not Python"],
    ["def area(seg):\n    return seg.area", "stopped", "cells are TypeScript, not Python"],
    [`print(f"{1.5:.3f}")`, "stopped", "cells are TypeScript, not Python"],
  ],
  "the check cast away": [
    [`tools.SAM3.segmentImage(frame, "sofa")!.overlay();`, "error", "test for null before you go on"],
    ["seg.mask(858 as any);", "error", "858 is not a frame of this input (frames 0..4)"],
    [
      "(seg as any).centroid(null);",
      "error",
      "expected a reconstruction from tools.Reconstruct.reconstruct(…), got null",
    ],
  ],
  "text of values": [
    [`print(\`\${view.depth.data}\`);`, "value", "characters"],
    [
      `print(\`\${seg} and \${view}\`);`,
      "value",
      `Seg "heater": 1 object in frames 0..3, not in frame 4; largest mask`,
    ],
    [
      `print(\`\${tools.Geometry.heading({ at: [0, 0, 0], facing: [0, 0, -1] }).locate([1, 0, 0])}\`);`,
      "stopped",
      "print(…) takes it as a value of its own",
    ],
    ["print(view.depth, view.pose.forward, { sides: [1.23456, 2] });", "value", "[0, 0, -1] { sides: [1.235, 2] }"],
  ],
};

/** What looks like a mistake and is none: nothing of it may be stopped or noted. */
export const FINE: readonly string[] = [
  "print(((-73 % 360) + 360) % 360, (Math.atan2(-1, 0) + 2 * Math.PI) % (2 * Math.PI));",
  "print((-73 + 360) % 360, Math.abs(-73) % 360, 7 % 4);",
  "print(-3, -InputImages.length, -view.intrinsics.fx, -new Date());",
  `print(Number("3"), Number(true), Number(new Date(5)));`,
  `print(\`\${1} \${[1, 2]} \${new Date(0)} \${new Error("x")} \${frame} \${"text"}\`);`,
  `const names = new Map([["b", 1]]); print([...names.keys()].sort(), [3, 1].sort((x, y) => x - y));`,
  `const loose: any = [3, 1]; print(loose.sort(), loose[-1], [].sort());`,
  `const record = { "-1": 5 }; print(record[-1]);`,
  `const byName: Record<string, number> = {}; byName["a"] = 1; const grid = {}; grid[3] = 4; print(byName, grid[3]);`,
  "const angle = 0.5; print(angle / 2, [1, 2, 3][4 / 2]);",
];
