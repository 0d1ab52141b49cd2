import { mkdtempSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unproject, type Vec3 } from "@spatialclaw/geometry";
import { encodeGrey16, openInput, type SourceFrame } from "@spatialclaw/media";
import { choosePerception, createCapturePerception, placesFrom } from "@spatialclaw/perception";
import { describe, expect, it } from "vitest";
import { captureFolder, HEIGHT, WIDTH } from "../../media/test/capture-folder.ts";

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
    // Measured or not: nothing in between, and no map of it.
    expect(view.confidence).toBeNull();
  });

  // Columns in OpenGL axes: right, up, backward; the capture's world has +Z up.
  it.each<[string, number[][], forward: Vec3, up: Vec3]>([
    [
      "is tilted 30 degrees down and turned",
      [
        [0, 0.5, Math.sqrt(0.75), 1],
        [1, 0, 0, 2],
        [0, Math.sqrt(0.75), 0.5 - 1, 3],
        [0, 0, 0, 1],
      ],
      [0, 0.5, -Math.sqrt(0.75)],
      [0, Math.sqrt(0.75), 0.5],
    ],
    [
      "looks straight down",
      [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 2],
        [0, 0, 0, 1],
      ],
      [0, -1, 0],
      [0, 0, -1],
    ],
    [
      "looks straight up",
      [
        [1, 0, 0, 0],
        [0, -1, 0, 0],
        [0, 0, -1, 2],
        [0, 0, 0, 1],
      ],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ])("stays level when the first camera %s", async (_, matrix, forward, up) => {
    const { input, perception } = await opened((json) => {
      const [first] = json.frames as { transform_matrix: number[][] }[];
      if (first) first.transform_matrix = matrix;
    });
    const [view] = (await perception.reconstruct(input.frames)).views;
    close(view?.pose.position, [0, 0, 0]);
    close(view?.pose.forward, forward);
    close(view?.pose.up, up);
  });

  it("follows the capture's own up", async () => {
    const { input, perception } = await opened((json) => {
      json.up = [-1, 0, 0];
    });
    const [view] = (await perception.reconstruct(input.frames)).views;
    close(view?.pose.forward, [0, 0, -1]);
    close(view?.pose.right, [0, -1, 0]);
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
    expect(objects.map((o) => [o.label, [...o.masks.keys()].map((f) => f.frameIndex)])).toEqual([["red box", [0, 1]]]);
    expect(objects[0]?.masks.get(input.frames[0] as SourceFrame)?.area).toBe(32 * 48);
    const miss = await perception.segment(input.frames, { text: "piano" });
    expect(miss.objects).toEqual([]);
    expect(miss.note).toBe('"piano": nothing in 2 frames; the capture labels red box, lamp');
  });

  it("leaves out frames without a pixel, and tells an object out of sight from one that is not there", async () => {
    const root = await captureFolder();
    await writeFile(
      path.join(root, "instances/1.png"),
      await encodeGrey16(WIDTH, HEIGHT, new Uint16Array(WIDTH * HEIGHT)),
    );
    const input = await openInput([root]);
    const perception = createCapturePerception(input);
    const { objects } = await perception.segment(input.frames, { text: "lamp" });
    expect([...(objects[0]?.masks.keys() ?? [])].map((f) => f.frameIndex)).toEqual([0]);
    const hidden = await perception.segment(input.frames.slice(1), { text: "lamp" });
    expect(hidden).toEqual({
      objects: [],
      note: '"lamp": lamp is not seen in 1 frame; other frames of the capture may show it',
      tracking: "given",
    });
  });

  it("finds objects by box and by points", async () => {
    const { input, perception } = await opened();
    const byBox = await perception.segment(input.frames, {
      frame: input.frames[0] as SourceFrame,
      box: [34, 0, 64, 48],
    });
    expect(byBox.objects.map((o) => o.label)).toEqual(["lamp"]);
    const byPoints = await perception.segment(input.frames, {
      frame: input.frames[1] as SourceFrame,
      points: [
        [3, 3],
        [4, 4],
        [60, 4],
      ],
    });
    expect(byPoints.objects.map((o) => o.label)).toEqual(["red box"]);
    expect(
      (await perception.segment(input.frames, { frame: input.frames[0] as SourceFrame, points: [[-5, 900]] })).objects,
    ).toEqual([]);
    await expect(
      perception.segment(input.frames, {
        frame: { ...(input.frames[0] as SourceFrame), frameIndex: 7 },
        points: [[1, 1]],
      }),
    ).rejects.toThrow(/frame 7 of the prompt is none of the input's 2 frames/);
  });

  it("stops on an abort", async () => {
    const { input, perception } = await opened();
    await expect(
      perception.reconstruct(input.frames, { signal: AbortSignal.abort(new Error("stop")) }),
    ).rejects.toThrow("stop");
    const controller = new AbortController();
    const running = perception.segment(input.frames, { text: "lamp" }, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});

it("says what is missing where nothing can see the input", async () => {
  // A machine without models.
  const home = mkdtempSync(path.join(tmpdir(), "spatialclaw-bare-"));
  const choices = { places: placesFrom({}, home) };
  const withoutDepth = await openInput([
    await captureFolder((json) => {
      for (const frame of json.frames as Record<string, unknown>[]) delete frame.depth_file_path;
    }),
  ]);
  expect(() => choosePerception(withoutDepth, choices)).toThrow(
    /comes without depth, and no model that would add it is on this machine: spatialclaw models pull da3-nested-base /,
  );
  await expect(createCapturePerception(withoutDepth).reconstruct(withoutDepth.frames)).rejects.toThrow(
    /has no depth; add "depth_file_path" to its frames/,
  );
  const bare = await openInput([
    await captureFolder((json) => {
      for (const frame of json.frames as Record<string, unknown>[]) {
        delete frame.depth_file_path;
        delete frame.instances_file_path;
      }
    }),
  ]);
  expect(() => choosePerception(bare, choices)).toThrow(
    /comes without depth and object masks, and no model that would add them .*pull da3-nested-base sam3-text-usls sam3-tracker /,
  );
  await expect(createCapturePerception(bare).segment(bare.frames, { text: "lamp" })).rejects.toThrow(
    /has no object masks; add "instances_file_path" to its frames/,
  );
});

describe("a capture without poses", () => {
  const input = async () => {
    const { frames, capture, ...more } = (await opened()).input;
    const poseless = frames.map((frame) => ({
      ...frame,
      geometry: frame.geometry && { ...frame.geometry, c2w: null },
    }));
    return { ...more, frames: poseless, capture: capture && { ...capture, hasPoses: false } };
  };

  it("gives each frame as a level camera at the origin sees it", async () => {
    const media = await input();
    const { views } = await createCapturePerception(media).reconstruct(media.frames.slice(1));
    close(views[0]?.pose.position, [0, 0, 0]);
    close(views[0]?.pose.forward, [0, 0, -1]);
    close(views[0]?.pose.up, [0, 1, 0]);
    const { intrinsics, pose, depth } = views[0] ?? never();
    close(unproject(intrinsics, pose, [32, 24], depth[24 * 64 + 32] as number), [0, 0, -2]);
  });

  it("does not put frames together", async () => {
    const media = await input();
    await expect(createCapturePerception(media).reconstruct(media.frames)).rejects.toThrow(
      /has depth but no poses: its frames cannot be put together; reconstruct one frame at a time, not 2/,
    );
    expect(choosePerception(media).name).toContain("capture");
  });
});

function never(): never {
  throw new Error("no view");
}
