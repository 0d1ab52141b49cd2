import type { Json } from "@spatialclaw/kernel";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PictureItem } from "../src/wire.ts";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const { lines, scatter, topDown } = tools.Graph;
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const heater = tools.SAM3.findObject(InputImages, "heater");
    const points = heater.seg.points(recon);
    const many = Float64Array.from({ length: 200_000 }, (_, i) => Math.sin(i / 9000) + (i === 123_456 ? 50 : 0));
    const none = null;
  `);
});
afterAll(() => session.kernel.close());

type Chart = PictureItem & { readonly kind: "chart" };

async function shownBy(cell: string) {
  const { shown, stdout } = await session.ok(cell);
  return { item: shown[0] as unknown as Chart, stdout };
}

async function value<T>(expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
}

describe("a chart", () => {
  it("carries the numbers of its series", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 2, maxLength: 30 }), async (list) => {
        const numbers = await value<Record<string, number>>(`lines({ a: ${JSON.stringify(list)} }).numbers("a")`);
        const mean = list.reduce((a, b) => a + b) / list.length;
        const middle = (list.length - 1) / 2;
        const slope =
          list.reduce((sum, y, x) => sum + (x - middle) * y, 0) /
          list.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
        expect(numbers).toEqual({
          n: list.length,
          min: Math.min(...list),
          max: Math.max(...list),
          mean: expect.closeTo(mean, 9),
          first: list[0],
          last: list.at(-1),
          slope: expect.closeTo(slope, 9),
        });
      }),
      { numRuns: 40 },
    );
  });

  it("prints them in one line", async () => {
    const { stdout } = await session.ok(
      'print(lines({ height: [1, 2, 4], pitch: [0, NaN, -3] }, { title: "camera" }));',
    );
    expect(stdout).toBe(
      'Chart "chart: camera"; height: n 3 min 1 max 4 mean 2.333 first 1 last 4 slope 1.5; pitch: n 2 min -3 max 0 mean -1.5 first 0 last -3 slope -1.5\n',
    );
  });

  it("takes frames for x: indices of photos, seconds of a video", async () => {
    const { item } = await shownBy("show(lines({ light: InputImages.brightness() }, { x: InputImages }));");
    expect(item).toMatchObject({ kind: "chart", style: "lines", xLabel: "frame", panels: false });
    expect(item.series[0]?.xy.filter((_, i) => i % 2 === 0)).toEqual([0, 1, 2]);
    const own = await shownBy(
      "show(lines({ light: [1, 2] }, { x: [10, 20], xLabel: 'angle', yLabel: 'lux', panels: true }));",
    );
    expect(own.item).toMatchObject({ xLabel: "angle", yLabel: "lux", panels: true, height: 260 });
    expect(own.item.series).toEqual([{ label: "light", xy: [10, 1, 20, 2] }]);
  });

  it("takes numbers in any form, and leaves gaps where there are none", async () => {
    const { item } = await shownBy(
      "show(lines({ list: [1, NaN, 3], typed: new Float32Array([1, 2, 3]), array: np.array([1, Infinity, 3]), row: np.array(recon.views[0].depth).row(0).slice([0, 3]) }));",
    );
    expect(item.series.map(({ xy }) => xy.slice(2, 4))).toEqual([
      [null, null],
      [1, 2],
      [null, null],
      expect.anything(),
    ]);
  });

  it("draws the extremes of long series, and says that dots are a sample", async () => {
    const line = await shownBy("show(lines({ many }));");
    expect(line.stdout).toBe("");
    const [drawn] = line.item.series.map(({ xy }) => xy as readonly number[]);
    expect(drawn?.length).toBeLessThanOrEqual(12_000);
    expect(Math.max(...(drawn ?? []).filter((_, i) => i % 2 === 1))).toBeGreaterThan(45);
    const cell = "show(scatter({ many: { x: many, y: many }, few: { x: [1], y: [2] } }));";
    const dots = await shownBy(cell);
    expect(dots.stdout).toBe("tools.Graph.scatter: many: 3000 of 200000 points drawn; the numbers are of all\n");
    expect(dots.item.series.map(({ xy }) => xy.length)).toEqual([6000, 2]);
    expect(JSON.stringify(dots.item).length).toBeLessThan(300_000);
    expect((await shownBy(cell)).item).toEqual(dots.item);
    expect(await value('scatter({ many: { x: many, y: many } }).numbers("many").n')).toBe(200_000);
  });

  it("without any number says so and is still a picture", async () => {
    const { item, stdout } = await shownBy("show(lines({ height: [], pitch: [NaN, NaN] }));");
    expect(stdout).toBe(
      "tools.Graph.lines: height: no numbers to draw\ntools.Graph.lines: pitch: no numbers to draw\n",
    );
    expect(await session.workspace.picture(item as unknown as Json)).toMatchObject({ width: 760, height: 430 });
    expect(await value('[lines({ a: [] }).numbers("a").n, Number.isNaN(lines({ a: [] }).numbers("a").mean)]')).toEqual([
      0,
      true,
    ]);
  });
});

describe("from above", () => {
  it("gives the numbers it draws, by the first camera or by a heading", async () => {
    const items = await value<{ label: string; forward: number; right: number; distance: number }[]>(
      "topDown({ door: [3, 1, -4], path: points, lost: null }).items",
    );
    expect(items.map(({ label }) => label)).toEqual(["door", "path"]);
    expect(items[0]).toMatchObject({ forward: 4, right: 3, distance: Math.sqrt(26) });
    const turned = await value<{ forward: number; right: number }[]>(
      "topDown([[3, 1, -4]], { from: tools.Geometry.heading({ at: [1, 0, 0], facing: [1, 0, 0] }) }).items",
    );
    expect(turned[0]).toMatchObject({ label: "object 0", forward: 2, right: -4 });
  });

  it("draws what renderBev draws, and arrows", async () => {
    const { item, stdout } = await shownBy(
      "show(topDown({ heater: points, none }, { arrows: { facing: [[0, 0, 0], [1, 5, -1]], walk: recon.cameraTrack().positions, long: Array.from({ length: 999 }, (_, i) => [i, 0, 0]) } }));",
    );
    expect(stdout).toBe("topDown: none: nothing to draw (null, or no points)\n");
    const bev = item as unknown as PictureItem & { readonly kind: "bev" };
    expect(bev.arrows.map(({ label, path }) => [label, path.length])).toEqual([
      ["facing", 2],
      ["walk", 3],
      ["long", 400],
    ]);
    expect(bev.arrows[0]?.path).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(bev.arrows[2]?.path.at(-1)).toEqual([998, 0]);
    const drawnByRecon = await shownBy("show(recon.renderBev({ objects: { heater: points } }));");
    expect((drawnByRecon.item as unknown as typeof bev).objects).toEqual(bev.objects);
    await session.workspace.picture(item as unknown as Json);
  });
});

describe("a wrong chart", () => {
  it.each([
    ["lines([1, 2, 3])", "expected series by name, like { height: [1, 2, 3] }, got [1, 2, 3]"],
    ["lines({})", "expected series by name, like { height: [1, 2, 3] }, got {}"],
    ["lines(none)", "expected series by name"],
    ["lines({ height: 3 })", "tools.Graph.lines: height: expected an array of numbers, got 3"],
    ["lines({ height: ['a'] })", 'tools.Graph.lines: height: expected numbers, but element 0 is "a"'],
    ["lines({ depth: recon.views[0].depth })", "lines: depth: expected a list of numbers, got shape (120, 160)"],
    ["lines({ a: [1, 2] }, { x: [1, 2, 3] })", "lines: a: 2 numbers do not fit 3 of x"],
    ["lines({ a: [1, 2] }, { x: InputImages })", "lines: a: 2 numbers do not fit 3 of x"],
    ["lines({ a: [1] }, { titel: 'a' })", 'unknown option "titel"; it takes x, panels, title, xLabel, yLabel'],
    ["lines({ a: [1] }, { title: 3 })", "lines(title): expected a text, got 3"],
    ["lines({ a: [1] }, { panels: 1 })", "lines(panels): expected true or false, got 1"],
    [
      "lines(Object.fromEntries(Array.from({ length: 25 }, (_, i) => ['s' + i, [i]])))",
      "25 series are too many for one chart; at most 24",
    ],
    [
      "lines(Object.fromEntries(Array.from({ length: 9 }, (_, i) => ['s' + i, [i]])), { panels: true })",
      "9 panels are too many; at most 8",
    ],
    ["lines({ a: [1] }).numbers('b')", 'Chart.numbers(series): "b" is none of a'],
    ["scatter({ a: [1, 2] })", "scatter: a: expected { x: […], y: […] }, got [1, 2]"],
    ["scatter({ a: { x: [1], y: [1, 2] } })", "scatter: a: 2 numbers do not fit 1 of x"],
    ["scatter({ a: { x: [1], y: [2] } }, { x: [1] })", 'unknown option "x"'],
    ["topDown({ heater })", "has no positions by itself; pass seg.points(recon)"],
    ["topDown({ door: [1, 2] })", "expected [x, y, z]"],
    ["topDown(Array(201).fill([0, 0, 0]))", "201 objects; at most 200 can be drawn"],
    [
      "topDown([], { from: [0, 0, 0] })",
      "expected a heading from tools.Geometry.heading({ at, facing }), got [0, 0, 0]",
    ],
    ["topDown([], { arrows: [[0, 0, 0], [1, 1, 1]] })", "expected ways by name, like { walk: [from, to] }"],
    ["topDown([], { arrows: { a: [[0, 0, 0]] } })", "an arrow goes through two positions or more, got 1"],
    ["topDown([], { arrows: { a: [[0, 0, 0], none] } })", "arrows).a[1]: expected [x, y, z]"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });
});
