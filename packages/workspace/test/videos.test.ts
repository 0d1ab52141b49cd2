import type { MediaInput } from "@spatialclaw/media";
import { createCapturePerception } from "@spatialclaw/perception";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiReference, readAnswer } from "../src/index.ts";
import { roomCapture } from "./room.ts";
import { openSession, type Session } from "./session.ts";

/** Two videos of the same room, both with frames 0, 1, 2. */
function twoVideos(): MediaInput {
  const [first, second] = [roomCapture(), roomCapture()];
  const frames = [first, second].flatMap(({ frames: own }, i) =>
    own.map((frame, at) => ({ ...frame, video: i + 1, seconds: at / 10 })),
  );
  const info = { totalFrames: 3, fps: 10, durationSec: 0.3 };
  return {
    ...first,
    frames,
    videos: [
      { name: "left.mp4", ...info, frames: [0, 3] },
      { name: "right.mp4", ...info, frames: [3, 6] },
    ],
    references: roomCapture().frames.slice(0, 1),
  };
}

describe("several videos", () => {
  let session: Session;
  beforeAll(async () => {
    const input = twoVideos();
    session = await openSession({ input, perception: createCapturePerception(input), check: true });
  });
  afterAll(() => session.kernel.close());

  const printed = async (cell: string) => (await session.ok(cell)).stdout.trim();

  it("have frames of their own, and are one list together", async () => {
    expect(await printed("print(InputImages_1.length, InputImages_2.length, InputImages.length);")).toBe("3 3 6");
    expect(await printed("print(InputImages_2.first);")).toBe("Frame 0 of video 2 (320x240 at 0 s)");
    expect(await printed("print(InputImages);")).toBe("Frames(6) frames 0..2 of video 1; frames 0..2 of video 2");
    expect(await printed("print(Metadata.videos[1]?.name, Metadata.totalFrames);")).toBe("right.mp4 6");
  });

  it("are told apart wherever a frame is meant", async () => {
    const seen = await printed(`
      const recon = tools.Reconstruct.reconstruct(InputImages_2);
      print(recon.frames, recon.at(InputImages_1.first), recon.at(InputImages_2.first) !== null);
      print(recon.nearest(InputImages_2.last).gapFrames);`);
    expect(seen).toBe("Frames(3) frames 0..2 of video 2 null true\n0");
    const masks = await printed(`
      const door = tools.SAM3.segmentVideo(InputImages, "door");
      print(door?.frames, door?.mask(InputImages_2.first));
      const box = door?.mask(InputImages_2.first)?.box();
      const again = box ? tools.SAM3.segmentImage(InputImages_2.first, box) : null;
      print(again?.label, again?.frames);`);
    expect(masks).toContain("frames 0..2 of video 1; frames 0..2 of video 2 Mask 320x240");
    expect(masks).toContain("of frame 0 of video 2\ndoor Frames(1) frame 0 of video 2");
  });

  it("share no frame index: one alone is refused with the way out", async () => {
    const { error } = await session.kernel.run("InputImages.by(InputImages_2.first.frameIndex);");
    expect(error?.message).toContain(
      "videos 1 and 2 each have a frame 0; pass the frame itself, as InputImages_1.by(0)",
    );
    expect(await printed("print(InputImages_2.by(InputImages_1.at(1).frameIndex));")).toContain("Frame 1 of video 2");
  });

  it("stand in labels, in the prompt's reference and in the evidence", async () => {
    const { shown } = await session.ok("show(InputImages_2.last, RefImages.first, door);");
    const labels = await Promise.all(shown.map(async (item) => (await session.workspace.picture(item)).label));
    expect(labels.slice(0, 2)).toEqual(["frame 2 of video 2", "reference image 0"]);
    expect(apiReference(session.workspace.api)).toContain("InputImages_2: Frames");
    const { answer } = await session.kernel.run("ReturnAnswer('done');");
    const { evidence } = readAnswer(answer);
    expect(evidence.videos).toHaveLength(evidence.frames.length);
  });

  it("leave an input of one video as it was", async () => {
    const one = await openSession({ check: true });
    expect((await one.kernel.run("InputImages_1;")).error?.kind).toBe("type");
    expect((await one.ok("print(InputImages.first.video);")).stdout.trim()).toBe("null");
    await one.kernel.close();
  });
});
