import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const heater = tools.SAM3.segmentVideo(InputImages, "heater");
    const chairs = tools.SAM3.segmentVideo(InputImages, "chair");
    const [first, second] = InputImages;
    const mask = heater.mask(first);
    const M = tools.Mask;
    const pixels = first.pixels();
    const none = null;
    const plain = (m) => { const set = []; for (let y = 0; y < m.height; y++) for (let x = 0; x < m.width; x++) if (m.has(x, y)) set.push(y * m.width + x); return set; };
  `);
});
afterAll(() => session.kernel.close());

async function value<T>(expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
}

describe("a mask of one's own", () => {
  it("covers the pixels of a box, as far as they are in the picture", async () => {
    const tenths = fc.integer({ min: -100, max: 3400 }).map((n) => n / 10);
    await fc.assert(
      fc.asyncProperty(tenths, tenths, tenths, tenths, async (a, b, c, d) => {
        const box = { x0: Math.min(a, b), y0: Math.min(c, d), x1: Math.max(a, b), y1: Math.max(c, d) };
        fc.pre(box.x0 < 320 && box.y0 < 240 && box.x1 > 0 && box.y1 > 0 && box.x0 < box.x1 && box.y0 < box.y1);
        const found = await value(`M.of(first, ${JSON.stringify(box)}).box()`);
        expect(found).toEqual({
          x0: Math.max(0, Math.floor(box.x0)),
          y0: Math.max(0, Math.floor(box.y0)),
          x1: Math.min(320, Math.ceil(box.x1)),
          y1: Math.min(240, Math.ceil(box.y1)),
        });
      }),
      { numRuns: 40 },
    );
    expect(await value("M.of(first, { x0: 10, y0: 20, x1: 13, y1: 25 }).area")).toBe(15);
  });

  it("covers a polygon, and what a test says of each pixel", async () => {
    expect(await value("M.of(0, [[10, 10], [20, 10], [20, 15], [10, 15]]).box()")).toEqual({
      x0: 10,
      y0: 10,
      x1: 20,
      y1: 15,
    });
    expect(await value("M.of(first, (x, y) => x === 3 && y < 2).centroid()")).toEqual([3.5, 1]);
    const count = await value<number[]>(
      "(() => { let n = 0; for (let i = 0; i < pixels.data.length; i += 3) if (pixels.data[i] > 100) n++; return [n, M.of(first, (x, y) => pixels.at(x, y)[0] > 100).area]; })()",
    );
    expect(count[0]).toBe(count[1]);
    expect(
      await value("[M.of(first, [[500, 10], [600, 10], [600, 90]]).area, M.of(first, () => false).box()]"),
    ).toEqual([0, null]);
  });

  it("works with the others", async () => {
    expect(await value("mask.and(M.of(first, mask.box())).iou(mask)")).toBe(1);
    const { shown } = await session.ok("show(M.of(second, { x0: 0, y0: 0, x1: 9, y1: 9 }));");
    expect(shown[0]).toMatchObject({ kind: "overlay", place: { at: 1 } });
  });
});

describe("parts", () => {
  it("are disjoint, cover the mask, and come largest first", async () => {
    const boxes = fc.array(fc.tuple(fc.nat(60), fc.nat(40), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(boxes, async (list) => {
        await session.ok(
          `const whole = ${JSON.stringify(list)}.map(([x, y, s]) => M.of(first, { x0: 4 * x, y0: 4 * y, x1: 4 * x + s, y1: 4 * y + s })).reduce((a, b) => a.or(b)); const split = M.parts(whole);`,
        );
        const [areas, together, largest, singles] = await value<[number[], boolean, number, number[]]>(
          "[split.map((p) => p.area), split.reduce((a, b) => a.or(b)).iou(whole) === 1, whole.largest().iou(split[0]), split.map((p) => M.parts(p).length)]",
        );
        expect(areas).toEqual(areas.toSorted((a, b) => b - a));
        expect(areas.reduce((a, b) => a + b)).toBe(await value("whole.area"));
        expect([together, largest, singles.every((n) => n === 1)]).toEqual([true, 1, true]);
      }),
      { numRuns: 30 },
    );
    expect(await value("[M.parts(chairs.mask(first)).length, M.parts(M.of(first, () => false))]")).toEqual([2, []]);
  });

  it("of a speckled mask are the largest, and it says so", async () => {
    const { stdout } = await session.ok("print(M.parts(M.of(first, (x, y) => x % 2 === 0 && y % 2 === 0)).length);");
    expect(stdout).toBe("Mask.parts: the 64 largest of 19200 parts\n64\n");
  });
});

describe("under a mask", () => {
  it("lie the points that the segmentation gives", async () => {
    const [own, whole, none] = await value<[number, number, number]>(
      "[mask.points(recon).length, heater.points(recon, { frame: first, erode: 0 }).length, mask.points(recon, { minConfidence: 1 }).length]",
    );
    expect(own).toBe(whole);
    expect(none).toBeLessThanOrEqual(own);
    expect(await value("M.of(first, () => true).points(recon).length")).toBe(
      await value("recon.views[0].points.length"),
    );
  });

  it("lie none where the frame is not reconstructed, and it says so", async () => {
    const { stdout } = await session.ok(
      "print(heater.mask(second).points(tools.Reconstruct.reconstruct(first)).length);",
    );
    expect(stdout).toBe(
      "Mask.points: frame 1 is not reconstructed (frame 0); reconstruct with { include: [frame] }\n0\n",
    );
  });

  it("are the colours of the frame", async () => {
    const [found, expected] = await value<[number[], number[]]>(`(() => {
      const set = plain(mask);
      const mean = [0, 1, 2].map((c) => set.reduce((sum, i) => sum + pixels.data[3 * i + c], 0) / set.length);
      return [pixels.mean(mask), mean];
    })()`);
    expect(found).toEqual(expected.map((c) => expect.closeTo(c, 9)));
    expect(
      await value(
        "pixels.brightness(M.of(first, { x0: 3, y0: 4, x1: 30, y1: 40 })) - pixels.brightness({ x0: 3, y0: 4, x1: 30, y1: 40 })",
      ),
    ).toBeCloseTo(0, 9);
  });
});

describe("a wrong argument", () => {
  it.each([
    ["M.of(858, (x) => true)", "Mask.of(frame): 858 is not a frame of this input"],
    ["M.of(first, none)", "Mask.of(region): expected { x0, y0, x1, y1 }, got null; test for null first"],
    ["M.of(first, [[1, 2], [3, 4]])", "a polygon has three corners or more, got 2"],
    ["M.of(first, [[1, 2], [3, 4], 5])", "region)[2]: expected [x, y], got 5"],
    ["M.of(first, [[1, 2], [3, 4], [NaN, 5]])", "region)[2]: expected a number from -1000000 to 1000000, got NaN"],
    ["M.of(first, { x0: 400, y0: 0, x1: 500, y1: 9 })", "covers no pixel of the 320x240 picture"],
    ["M.parts(heater)", "Mask.parts(mask): expected a mask, got Seg"],
    ["mask.points(none)", "Mask.points(recon): expected a reconstruction"],
    ["mask.points(recon, { erode: 1 })", 'unknown option "erode"; it takes minConfidence'],
    ["pixels.mean(heater.mask(second))", "the mask is of frame 1, these are the pixels of frame 0"],
    ["pixels.mean(M.of(first, () => false))", "the mask is empty; test mask.area first"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });
});
