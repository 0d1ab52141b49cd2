import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const g = tools.Geometry;
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const view = recon.views[0];
    const seg = tools.SAM3.segmentVideo(InputImages, "heater");
    const points = seg.points(recon);
    const mask = seg.mask(InputImages.first);
    const none = null;
  `);
});
afterAll(() => session.kernel.close());

describe("a wrong argument", () => {
  it.each([
    ["seg.mask(858)", "Seg.mask(frame): 858 is not a frame of this input (frames 0..2)"],
    ["recon.at(none)", "null is not a frame of this input"],
    ["tools.SAM3.segmentVideo([InputImages.first, 7], 'door')", "(frames)[1]: 7 is not a frame of this input"],
    ["tools.SAM3.segmentVideo([], 'door')", "the list of frames is empty"],
    ["tools.SAM3.findObject(InputImages, '')", "expected a text that is not empty"],
    ["tools.SAM3.findObject(InputImages, ['door', 3])", "findObject(what)[1]: expected a text"],
    [
      "tools.SAM3.segmentImage(InputImages.first, { box: [1, 2, 3, 4] })",
      "segmentImage(what).box: expected { x0, y0, x1, y1 }, got [1, 2, 3, 4]",
    ],
    [
      "tools.SAM3.segmentImage(InputImages.first, { frame: 1, box: { x0: 0, y0: 0, x1: 9, y1: 9 } })",
      "the prompt is of frame 1, the image is frame 0",
    ],
    [
      "tools.SAM3.segmentImage(InputImages.first, { frame: 0, box: { x0: 400, y0: 0, x1: 500, y1: 9 } })",
      "covers no pixel of the 320x240 image",
    ],
    [
      "tools.SAM3.segmentImage(InputImages.first, { frame: 0, points: [[9, 9]], negative: [9, 9] })",
      "segmentImage(what).negative[0]: expected [x, y], got 9",
    ],
    [
      "tools.SAM3.segmentImage(InputImages.first, { frame: 0, points: [[9, 9]], negative: [[400, 9]] })",
      "segmentImage(what).negative[0]: expected a number from 0 to 320, got 400",
    ],
    [
      "tools.Reconstruct.reconstruct(InputImages, { includ: [] })",
      'unknown option "includ"; it takes include, maxFrames',
    ],
    ["tools.Reconstruct.reconstruct(InputImages, { maxFrames: 0 })", "expected a whole number of at least 1, got 0"],
    [
      "tools.Reconstruct.reconstruct(InputImages, { maxFrames: 1, include: InputImages })",
      "3 frames are more than the limit of 1",
    ],
    ["seg.points(none)", "expected a reconstruction from tools.Reconstruct.reconstruct(…), got null"],
    ["seg.points(recon, { minConfidence: 3 })", "expected a number from 0 to 1, got 3"],
    ["seg.points(recon, { erode: 1.5 })", "expected a whole number of at least 0, got 1.5"],
    ["view.depthAt([1000, 20])", "inside the 320x240 image of frame 0, got [1000, 20]"],
    ["view.depthAt([10, 20], { window: 2 })", "expected an odd number, got 2"],
    ["view.depth.at(160, 0)", "Grid.at(x): expected a whole number from 0 to 159, got 160"],
    ["view.pose.toWorld([1, 2])", "expected [x, y, z] of finite numbers, got [1, 2]"],
    ["view.pose.relativeTo(recon)", "expected a pose like view.pose"],
    ["mask.and(none)", "expected a mask, got null; seg.mask(frame) is null where the object is not seen"],
    ["mask.erode(-1)", "expected a whole number of at least 0, got -1"],
    ["points.at(1e9)", "Points.at(i): expected a whole number from -"],
    ["points.extent('w')", `expected "x", "y", "z" or a direction`],
    ["points.obb({ Q: 0.1 })", 'unknown option "Q"; it takes q'],
    ["points.filter(() => false).median()", "Points.median: there are no points; test length first"],
    ["points.concat(seg)", "expected Points, got Seg"],
    ["points.filter(3)", "expected a function, got 3"],
    ["g.distance([0, 0, 0], none)", "got null; test for null first"],
    ["g.add([0, 0, 0], [1, NaN, 2])", "expected [x, y, z] of finite numbers, got [1, NaN, 2]"],
    ["g.closest(seg, points)", "of a seg take seg.points(recon)"],
    ["g.turn([0, 0, 1], 'up')", 'expected "left" or "right" or "back" or { rightDeg: … }, got "up"'],
    ["g.heading({ at: [0, 0, 0], facing: none })", "expected a direction [x, y, z] or { toward: [x, y, z] }"],
    ["g.heading({ at: [0, 0, 0], facing: [0, 0, 1] }).locate(none)", "Heading.locate(p): expected [x, y, z]"],
    ["g.compass({ up: [0, 1, 0] })", 'unknown option "up"; it takes north, east, south, west'],
    ["g.points([[1, 2, 3], [1, 2]])", "tools.Geometry.points(list)[1]: expected [x, y, z]"],
    ["g.groundPlane(view)", "expected a reconstruction"],
    ["recon.renderBev({ objects: 'door' })", "expected objects, a list or a record of them"],
    ["recon.renderBev({ objects: [[1, 2]] })", "expected [x, y, z]"],
    ["recon.rescale(0)", "Recon.rescale(factor): expected a number from 0.000001 to 1000000, got 0"],
    ["InputImages.at(3)", "Frames.at(position): expected a whole number from -3 to 2, got 3"],
    ["InputImages.atTime(1)", "these are photos without times"],
    ["InputImages.first.pixels().at(320, 0)", "Pixels.at(x): expected a whole number from 0 to 319, got 320"],
    ["InputImages.first.pixels().mean(none)", "expected { x0, y0, x1, y1 }, got null"],
    ["view.pose.compose(recon)", "expected a pose like view.pose"],
    ["g.pose([1, 2, 3])", "got 3 numbers, expected 16"],
    ["g.cdist(view.points, view.points)", "use closest()"],
    ["g.kdTree(points).nearestAll([[0, 0, 0]])", "expected Points"],
    ["g.heading({ at: [0, 0, 0], facing: [0, 0, 1] }).rank(['left', 'blue'], [1, 0, 0])", '"blue" names no direction'],
    ["tools.SAM3.segmentVideo(InputImages, { x0: 1, y0: 1, x1: 9, y1: 9 })", "names no frame"],
    ["tools.SAM3.segmentImage(InputImages, ['door', 'heater'])", "lists of 3 and 2 do not pair up"],
    ["tools.SAM3.segmentImage(InputImages.first, none)", "got null; test for null first"],
    ["vlm.locate(InputImages[7], 'door')", "expected a frame, got undefined; frames.at(i) throws outside"],
    ["ReturnAnswer([1, NaN, 2])", "expected [x, y, z] of finite numbers"],
    ["recon.renderBev({ objects: { door: 'door' } })", "expected [x, y, z]"],
    ["InputImages.sample(0)", "Frames.sample(n): expected a whole number of at least 1, got 0"],
    ["InputImages.first.px(320, 10)", "Frame.px(nx): expected a number from 0 to 1, got 320"],
    ["RefImages.first", "Frames.first: there are no frames in this list"],
    ["np.mean([1, 'a'])", 'np.mean(a): expected numbers, but element 1 is "a"'],
    ["np.median([])", "empty"],
    ["np.max(5)", "np.max(a): expected an array of numbers, got 5"],
    ["show(12)", "show: item 0 is 12; show takes frames"],
    ["ReturnAnswer({ a: 1 })", "ReturnAnswer(value): expected a string, a number or a point [x, y, z]"],
    ["vlm.ask([], 'what?')", "the list of pictures is empty"],
    ["vlm.ask(seg, 'what?')", "of a seg: seg.overlay()"],
    ["vlm.choose(InputImages.first, 'which?', ['a'])", "at least two texts"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });

  it("shows nothing by half", async () => {
    const { shown } = await session.kernel.run("show(InputImages.first, 12);");
    expect(shown).toEqual([]);
  });
});

describe("without a vision model", () => {
  it("a look fails with one clear line", async () => {
    expect(await session.failure("vlm.ask(InputImages.first, 'what is it?');")).toContain(
      "no vision model is connected",
    );
  });
});
