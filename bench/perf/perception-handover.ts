import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Pose } from "@spatialclaw/geometry";
import { createKernel } from "@spatialclaw/kernel";
import type { MediaInput, SourceFrame } from "@spatialclaw/media";
import type { Perception, Reconstruction } from "@spatialclaw/perception";
import { createWorkspace } from "@spatialclaw/workspace";
import { unpackNumbers } from "./msgpack.ts";
import { MAP, VIEWS, viewMaps } from "./perception-views.ts";
import { median } from "./table.ts";

const RUNS = 5;
const CELL = `const recon = tools.Reconstruct.reconstruct(InputImages);
let sum = 0;
for (const { depth, confidence } of recon.views) {
  const [d, c] = [depth.data, confidence.data];
  for (let i = 0; i < d.length; i++) sum += (d[i] ?? 0) + (c[i] ?? 0);
}
sum`;

export interface Handover {
  /** Milliseconds until the sum over all depth and confidence values is there. */
  readonly cell: number;
  readonly json: number;
  readonly msgpack: number;
  /** The bytes as they are, for which nobody needs a format. */
  readonly raw: number;
}

/** A cell of a fresh session over a reconstruction that is there already, and the same from a server over loopback. */
export async function timeHandover(): Promise<Handover> {
  const want = sumOf(reconstruction().views.map(({ depth, confidence }) => [depth, confidence as Float32Array]));
  const cell = await cells(want);
  const peer = await peers(want);
  return { cell, ...peer };
}

async function cells(want: number): Promise<number> {
  const times: number[] = [];
  const cached = reconstruction();
  for (let run = 0; run < RUNS; run++) {
    const input: MediaInput = {
      kind: "images",
      name: "bench",
      frames: cached.views.map(({ frame }) => frame),
      fps: null,
      durationSec: null,
      capture: null,
    };
    const perception: Perception = {
      name: "cached",
      maxFrames: VIEWS,
      reconstruct: async () => cached,
      segment: async () => ({ objects: [], note: "", tracking: null }),
      close: async () => {},
    };
    const workspace = await createWorkspace({ input, perception, vlm: null, answerForm: { kind: "any" } });
    const kernel = await createKernel(workspace.kernelOptions);
    await kernel.run("1 + 1");
    const begin = performance.now();
    const result = await kernel.run(CELL);
    times.push(performance.now() - begin);
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    check("cell", Number(result.value), want, 1e-3);
    await kernel.close();
  }
  return median(times);
}

async function peers(want: number): Promise<Omit<Handover, "cell">> {
  const script = fileURLToPath(new URL("perception-server.ts", import.meta.url));
  const child = spawn(process.execPath, ["--max-old-space-size=8192", script], { stdio: ["pipe", "pipe", "inherit"] });
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const time = async (path: string, read: (body: ArrayBuffer) => readonly (readonly ArrayLike<number>[])[]) => {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const begin = performance.now();
        const body = await (await fetch(`http://127.0.0.1:${Number(line.toString())}/${path}`)).arrayBuffer();
        const sum = sumOf(read(body));
        times.push(performance.now() - begin);
        check(path, sum, want, 1e-6);
      }
      return median(times);
    };
    return {
      json: await time("json", (body) => {
        const { views } = JSON.parse(Buffer.from(body).toString()) as {
          views: { depth: number[]; confidence: number[] }[];
        };
        return views.map(({ depth, confidence }) => [depth, confidence]);
      }),
      msgpack: await time("msgpack", (body) => [unpackNumbers(new Uint8Array(body))]),
      raw: await time("raw", (body) => [[new Float32Array(body)]]),
    };
  } finally {
    child.stdin.end();
  }
}

function reconstruction(): Reconstruction {
  const { width, height } = MAP;
  const lens = { fx: 400, fy: 400, cx: width / 2, cy: height / 2, width, height };
  const pose = Pose.fromMatrix([1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1]);
  const nothing = () => Promise.reject(new Error("nobody looks"));
  return {
    views: Array.from({ length: VIEWS }, (_, n) => {
      const frame: SourceFrame = {
        frameIndex: n,
        name: `${n}`,
        width,
        height,
        seconds: null,
        geometry: null,
        pixels: nothing,
        encoded: nothing,
      };
      return { frame, intrinsics: lens, pose, ...viewMaps(n) };
    }),
    scale: { source: "bench", metric: true, confidence: 1 },
    world: { up: "bench", confidence: 1, ground: null },
    notes: [],
  };
}

function sumOf(views: readonly (readonly ArrayLike<number>[])[]): number {
  let sum = 0;
  for (const arrays of views) for (const array of arrays) for (let i = 0; i < array.length; i++) sum += array[i]!;
  return sum;
}

/** Cells print four digits. */
function check(what: string, got: number, want: number, tolerance: number): void {
  if (!(Math.abs(got / want - 1) <= tolerance)) throw new Error(`${what}: the sum is ${got}, expected ${want}`);
}
