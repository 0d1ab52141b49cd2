import type { Json } from "@spatialclaw/kernel";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Vlm, VlmPicture } from "../src/index.ts";
import type { PictureItem } from "../src/wire.ts";
import { roomCapture } from "./room.ts";
import { openSession, type Session } from "./session.ts";

const asked: VlmPicture[] = [];
const looks: Vlm = {
  ask: async (pictures) => {
    asked.push(...pictures);
    return "yes";
  },
  locate: async () => ({ box: [100, 60, 140, 100] }),
  which: async () => [0],
  choose: async () => null,
};

let session: Session;
beforeAll(async () => {
  session = await openSession({ vlm: looks });
  await session.ok(`
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const heater = tools.SAM3.findObject(InputImages, "heater");
    const { mark, crop, grid } = tools.Draw;
    const [first, second] = InputImages;
    const box = { x0: 100, y0: 60, x1: 140, y1: 100 };
    const long = "name 😀 שלום\\n".repeat(500);
    const none = null;
  `);
});
afterAll(() => session.kernel.close());

async function shownBy(cell: string): Promise<PictureItem[]> {
  return (await session.ok(cell)).shown as unknown as PictureItem[];
}

/** Drawn, with its pixels as RGB; the size that was promised is the size that came. */
async function drawn(expression: string) {
  const { stdout, shown } = await session.ok(
    `{ const p = ${expression}; show(p); print(JSON.stringify([p.width, p.height])); }`,
  );
  const picture = await session.workspace.picture(shown[0] as Json);
  const { data, info } = await sharp(picture.image.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [width, height] = JSON.parse(stdout.trim().split("\n").at(-1) as string) as [number, number];
  expect([picture.width, picture.height]).toEqual([width, height]);
  expect([info.width, info.height]).toEqual([width, height]);
  return { ...picture, at: (x: number, y: number) => [...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)] };
}

describe("marks", () => {
  it("are named by key or by position, share one row of colours, and leave out what was not found", async () => {
    const { shown, stdout } = await session.ok(
      "show(mark(first, { boxes: { heater: box, sofa: null }, points: [[10, 20], [30, 40]], lines: { edge: [[0, 0], [50, 50]] }, labels: { here: [5, 6] } }));",
    );
    expect(stdout).toBe("mark: box sofa: null (not found), so not drawn\n");
    expect(shown[0]).toEqual({
      kind: "marked",
      label: "frame 0, marked: heater, 0, 1, edge, here",
      on: { kind: "frame", place: { at: 0, reference: false }, label: "frame 0" },
      marks: [
        { kind: "box", label: "heater", at: [100, 60, 140, 100] },
        { kind: "point", label: "0", at: [10, 20] },
        { kind: "point", label: "1", at: [30, 40] },
        {
          kind: "line",
          label: "edge",
          at: [
            [0, 0],
            [50, 50],
          ],
        },
        { kind: "label", label: "here", at: [5, 6] },
      ],
    });
  });

  it("are drawn on frames, overlays and charts", async () => {
    const plain = await drawn("mark(first, {})");
    const boxed = await drawn("mark(first, { boxes: [box] })");
    expect(boxed.image.mime).toBe("image/jpeg");
    expect(boxed.at(120, 80).map((c, i) => Math.abs(c - (plain.at(120, 80)[i] as number)) < 12)).toEqual([
      true,
      true,
      true,
    ]);
    const [r = 0, , b = 0] = boxed.at(101, 90);
    expect(r - b).toBeGreaterThan(60);
    await drawn("mark(heater.seg.overlay(), { points: { top: [20, 30] } })");
    const chart = await drawn("mark(tools.Graph.lines({ a: [1, 2] }), { labels: { rise: [300, 200] } })");
    expect(chart.image.mime).toBe("image/png");
  });

  it("of another frame are refused", async () => {
    await session.ok('const seen = vlm.locate(second, "heater");');
    const failure = await session.failure("mark(first, { boxes: [seen] });");
    expect(failure).toContain("marks).boxes.0: the box was found in frame 1, the picture is frame 0");
    expect(await session.failure("mark(crop(second, box), { boxes: [seen] });")).toContain(
      "pass a picture of its frame",
    );
    expect(await session.failure("crop(heater.seg.overlay(InputImages[2]), seen);")).toContain("found in frame 1");
    await session.ok(
      "mark(mark(second, { boxes: [seen] }), { boxes: [seen] }); mark(heater.seg.overlay(second), { boxes: [seen] });",
    );
  });
});

describe("a part", () => {
  it("is enlarged with a margin, says where it comes from, and shows those pixels", async () => {
    const [item] = await shownBy("show(crop(first, box));");
    expect(item).toMatchObject({
      kind: "crop",
      label: "frame 0, pixels 96..144, 56..104, 8x",
      box: [96, 56, 144, 104],
    });
    const part = await drawn("crop(first, box, { margin: 0, scale: 3 })");
    expect([part.width, part.height, part.label]).toEqual([120, 120, "frame 0, pixels 100..140, 60..100, 3x"]);
    const whole = await drawn("crop(first, { x0: -50, y0: 0, x1: 1000, y1: 1000 }, { scale: 1 })");
    const gap = part.at(61, 61).map((c, i) => Math.abs(c - (whole.at(120, 80)[i] as number)));
    expect(Math.max(...gap)).toBeLessThan(12);
  });

  it("is cut to the picture and never larger than what can be sent", async () => {
    const [wide, huge, sliver] = await shownBy(
      "show(crop(first, { x0: 300, y0: 200, x1: 900, y1: 900 }), crop(first, first.width && { x0: 0, y0: 0, x1: 320, y1: 240 }, { scale: 32 }), crop(first, { x0: 5, y0: 0, x1: 5.2, y1: 240 }));",
    );
    expect(wide).toMatchObject({ box: [298, 196, 320, 240] });
    expect(huge).toMatchObject({ width: 2048, height: 1536 });
    expect(sliver).toMatchObject({ box: [5, 0, 6, 240], width: 3, height: 640 });
  });
});

describe("a grid", () => {
  it("names its pictures and is as large as it says", async () => {
    const sheet = await drawn("grid([first, crop(second, box), tools.Graph.lines({ a: [1, 2] })], { columns: 2 })");
    expect(sheet.label).toBe("3 pictures, row by row: frame 0; frame 1, pixels 96..144, 56..104, 8x; chart: a");
    expect(sheet.width).toBeLessThanOrEqual(1600);
    await drawn("grid(Array(40).fill(first))");
    await drawn("grid([first], { columns: 16 })");
  });

  it("of too many pictures is refused, also in layers", async () => {
    expect(await session.failure("grid(Array(129).fill(first));")).toContain("129 pictures; at most 128 fit");
    expect(await session.failure("let g = grid([first, second]); for (;;) g = grid([g, g]);")).toContain(
      "it would hold 256 pictures; at most 128 can be drawn",
    );
    expect(await session.failure("let m = first; for (;;) m = mark(m, {});")).toContain("pass all marks in one call");
  });
});

describe("for the vision model", () => {
  it("they are pictures like any other", async () => {
    asked.length = 0;
    await session.ok(
      'vlm.ask([crop(first, box), mark(second, { points: { A: [10, 10] } }), tools.Graph.topDown({ door: [1, 0, -2] })], "which?");',
    );
    expect(asked.map(({ label }) => label)).toEqual([
      "frame 0, pixels 96..144, 56..104, 8x",
      "frame 1, marked: A",
      "from above, -Z up",
    ]);
  });

  it("are described in few words and bytes, whatever they are called", async () => {
    const items = await shownBy(
      "show(mark(first, { boxes: { [long]: box }, labels: { [long + 1]: [1, 1] } }), tools.Graph.lines({ [long]: [1, 2] }, { title: long, xLabel: long, yLabel: long }), tools.Graph.topDown({ [long]: [0, 0, -1] }, { arrows: { [long]: [[0, 0, 0], [1, 0, 1]] } }));",
    );
    for (const item of items) {
      expect(item.label.length).toBeLessThanOrEqual(300);
      expect(item.label).not.toMatch(/\n/);
      expect(JSON.stringify(item).length).toBeLessThan(2000);
      expect((await session.workspace.picture(item as unknown as Json)).image.bytes.length).toBeGreaterThan(100);
    }
  });
});

describe("reference images", () => {
  it("can be marked, cut and put in grids", async () => {
    const own = await openSession({ references: roomCapture().frames.slice(2), vlm: looks });
    const { shown } = await own.ok(`
      const [reference] = RefImages;
      const seen = vlm.locate(reference, "door");
      show(tools.Draw.grid([tools.Draw.mark(reference, { boxes: [seen] }), tools.Draw.crop(reference, seen)]));`);
    const sheet = await own.workspace.picture(shown[0] as Json);
    expect(sheet.label).toContain("reference image 2, marked: 0; reference image 2, pixels");
    expect(await own.failure("tools.Draw.mark(InputImages[2], { boxes: [seen] });")).toContain(
      "the box was found in reference image 2, the picture is frame 2",
    );
    await own.kernel.close();
  });
});

describe("a wrong drawing", () => {
  it.each([
    ["mark(none, {})", "mark(on): expected frames or pictures (of a seg: seg.overlay()), got null"],
    ["mark(first)", "mark(marks): expected marks by kind, like { boxes: { sofa: box } }, got undefined"],
    ["mark(first, { box: [box] })", 'unknown option "box"; it takes boxes, points, lines, labels'],
    ["mark(first, { boxes: box })", "mark(marks).boxes.x0: expected { x0, y0, x1, y1 }, got 100"],
    ["mark(first, { boxes: 3 })", "expected a list, or marks by name like { sofa: … }, got 3"],
    ["mark(first, { boxes: [[1, 2, 3, 4]] })", "boxes.0: expected { x0, y0, x1, y1 }, got [1, 2, 3, 4]"],
    ["mark(first, { boxes: [{ x0: NaN, y0: 0, x1: 9, y1: 9 }] })", "boxes.0.x0: expected a number, got NaN"],
    ["mark(first, { boxes: [{ x0: 400, y0: 0, x1: 500, y1: 9 }] })", "covers no pixel of the 320x240 picture"],
    [
      "mark(first, { points: [[0.5, 999]] })",
      "points.0: expected a pixel [x, y] inside the 320x240 picture, got [0.5, 999]",
    ],
    ["mark(first, { points: [10, 20] })", "points.0: expected a pixel [x, y] inside the 320x240 picture, got 10"],
    ["mark(first, { lines: { a: [[1, 2]] } })", "lines.a: expected two pixels or more"],
    ["mark(first, { lines: { a: [[1, 2], [3, 1e9]] } })", "lines.a[1]: expected a number from -100000 to 100000"],
    ["mark(first, { points: Array(201).fill([1, 1]) })", "201 marks; at most 200 can be drawn"],
    ["crop(first, none)", "crop(box): expected { x0, y0, x1, y1 }, got null; test for null first"],
    ["crop(first, box, { zoom: 2 })", 'unknown option "zoom"; it takes margin, scale'],
    ["crop(first, box, { margin: -1 })", "crop(margin): expected a number from 0 to 10, got -1"],
    ["crop(first, box, { scale: 0 })", "crop(scale): expected a number from 0.05 to 32, got 0"],
    ["grid([])", "the list of pictures is empty"],
    ["grid([first, none])", "expected frames or pictures"],
    ["grid([first], { columns: 0 })", "grid(columns): expected a whole number from 1 to 16, got 0"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });
});
