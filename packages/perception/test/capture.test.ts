import { describe, expect, it } from "vitest";
import { type Vec3, unproject } from "@spatialclaw/geometry";
import { openInput } from "@spatialclaw/media";
import { choosePerception, createCapturePerception } from "@spatialclaw/perception";
import { captureFolder } from "../../media/test/capture-folder.ts";

const close = (a: Vec3 | undefined, b: Vec3) => {
  for (const [i, value] of b.entries()) expect(a?.[i]).toBeCloseTo(value, 6);
};

async function opened(change?: Parameters<typeof captureFolder>[0]) {
  const input = await openInput([await captureFolder(change)]);
  return { input, perception: createCapturePerception(input) };
}

describe("reconstruction from a capture", () => {
  it("puts the first camera at the origin, looking along -Z, +Y up", async () => {
    const { input, perception } = await opened();
    const { views, scale } = await perception.reconstruct(input.frames);
    expect(scale).toMatchObject({ metric: true });
    close(views[0]?.pose.position, [0, 0, 0]);
    close(views[0]?.pose.forward, [0, 0, -1]);
    close(views[0]?.pose.up, [0, 1, 0]);
    close(views[1]?.pose.position, [0.5, 0, 0]);
    const view = views[1];
    if (!view) throw new Error("no view");
    // The wall stands 2 m ahead; the image's centre of the second camera hits it half a metre to the right.
    close(unproject(view.intrinsics, view.pose, [32, 24], view.depth[24 * 64 + 32] as number), [0.5, 0, -2]);
    expect(view.confidence[0]).toBe(0);
    expect(view.confidence[1]).toBe(1);
  });

  it("stays level when the first camera is tilted or looks straight down", async () => {
    const down = (json: Record<string, unknown>) => {
      const [first] = json.frames as { transform_matrix: number[][] }[];
      if (first)
        first.transform_matrix = [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
          [0, 0, 1, 2],
          [0, 0, 0, 1],
        ];
    };
    const { input, perception } = await opened(down);
    const [view] = (await perception.reconstruct(input.frames)).views;
    close(view?.pose.forward, [0, -1, 0]);
    close(view?.pose.up, [0, 0, -1]);
  });

  it("gives the same world for any choice of frames", async () => {
    const { input, perception } = await opened();
    const all = await perception.reconstruct(input.frames);
    const one = await perception.reconstruct(input.frames.slice(1));
    expect(one.views[0]?.pose.matrix).toEqual(all.views[1]?.pose.matrix);
  });
});

describe("segmentation from a capture", () => {
  it("finds objects by text through all frames; a miss is a value that says what there is", async () => {
    const { input, perception } = await opened();
    const { objects } = await perception.segment(input.frames, { text: "the box" });
    expect(objects.map((o) => [o.label, [...o.masks.keys()]])).toEqual([["red box", [0, 1]]]);
    expect(objects[0]?.masks.get(0)?.area).toBe(32 * 48);
    const miss = await perception.segment(input.frames, { text: "piano" });
    expect(miss.objects).toEqual([]);
    expect(miss.note).toBe('"piano": nothing in 2 frames; the capture labels red box, lamp');
  });

  it("finds objects by box and by points", async () => {
    const { input, perception } = await opened();
    const byBox = await perception.segment(input.frames, { frameIndex: 0, box: [34, 0, 64, 48] });
    expect(byBox.objects.map((o) => o.label)).toEqual(["lamp"]);
    const byPoints = await perception.segment(input.frames, {
      frameIndex: 1,
      points: [
        [3, 3],
        [4, 4],
        [60, 4],
      ],
    });
    expect(byPoints.objects.map((o) => o.label)).toEqual(["red box"]);
    expect((await perception.segment(input.frames, { frameIndex: 0, points: [[-5, 900]] })).objects).toEqual([]);
  });

  it("stops on an abort", async () => {
    const { input, perception } = await opened();
    await expect(
      perception.reconstruct(input.frames, { signal: AbortSignal.abort(new Error("stop")) }),
    ).rejects.toThrow("stop");
  });
});

it("says what is missing where nothing can see the input", async () => {
  const bare = await openInput([
    await captureFolder((json) => {
      delete json.instances;
      for (const frame of json.frames as Record<string, unknown>[]) delete frame.depth_file_path;
    }),
  ]);
  expect(() => choosePerception(bare)).toThrow(/comes without depth and object masks, and this version has no models/);
});
