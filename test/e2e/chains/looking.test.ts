import { describe, expect, it } from "vitest";
import type { Vec3 } from "../../../packages/bench/src/synth/types.ts";
import { filmScene, pixelOf, type Sight } from "./film.ts";
import { answerOf } from "./session.ts";
import { type Body, camera, sceneOf } from "./world.ts";

describe("looking", () => {
  /** Flashes in frames 41 and 87 of 120, over a scene that grows dark and flickers a little. */
  const light = (flashes: boolean) => (frame: number) =>
    (1 - 0.002 * frame) * (1 + 0.01 * Math.sin(7 * frame)) * (flashes && (frame === 41 || frame === 87) ? 1.9 : 1);

  it.each([
    ["flashes that no one sees at full speed", light(true), "41, 87"],
    ["none, though it grows dark", light(false), "none"],
    ["none in a film without any change", () => 1, "none"],
  ])("paibench/589: is there a bright flash: %s", async (_, lightAt, truth) => {
    const still = camera([4, 1, 1.4], { pitchDeg: -8, lens: { width: 64, height: 48, focal: 40 } });
    const bodies: Body[] = [{ label: "block", center: [4, 5, 0.5], size: [1, 1, 1] }];
    const film = filmScene(sceneOf(bodies, Array(120).fill(still)), { fps: 30, lightAt });
    const { value, stdout } = await answerOf(film, [
      `const brightness = InputImages.brightness();
       const [middle, spread] = [np.mean(brightness), np.std(brightness)];
       const z = Array.from(brightness, (b) => (b - middle) / spread);
       const chart = tools.Graph.lines({ brightness }, { x: InputImages });
       show(chart);
       print(chart.numbers("brightness"), z, InputImages.at(np.argmax(z)));`,
      `const peaks = z.flatMap((x, i) => (x > 4 && x >= Math.max(...z.slice(Math.max(0, i - 3), i + 4)) ? [i] : []));
       for (const peak of peaks) show(InputImages.slice(Math.max(0, peak - 2), peak + 3));
       print(tools.Time.peaks(brightness, 6).map((peak) => peak.index), peaks);
       ReturnAnswer(peaks.map((i) => InputImages.at(i).frameIndex).join(", ") || "none");`,
    ]);
    expect(value).toBe(truth);
    const found = truth === "none" ? "" : truth;
    expect(stdout).toContain(`[${found}] [${found}]`);
  });

  it("spatialtree/588: points of one picture by depth, one a stray pixel, one beside a hole, one in it", async () => {
    const bodies: Body[] = [
      { label: "near block", center: [2.6, 3, 0.4], size: [0.6, 0.6, 0.8] },
      { label: "middle block", center: [4.2, 4.4, 0.6], size: [0.8, 0.4, 1.2] },
      { label: "far block", center: [5.8, 6, 0.8], size: [0.9, 0.5, 1.6] },
    ];
    const eye: Vec3 = [4, 0.5, 1.3];
    const view = camera(eye, { lens: { width: 240, height: 180, focal: 160 } });
    // On faces that look south: the depth along the optical axis is how far north they are.
    const places: Record<string, Vec3> = {
      A: [5.5, 5.75, 1],
      B: [2.6, 2.7, 0.6],
      C: [4.2, 4.2, 0.9],
      D: [1, 8, 1.8],
      E: [6.1, 5.75, 0.4],
    };
    const letters = Object.keys(places).filter((letter) => letter !== "E");
    const truth = letters.toSorted((a, b) => (places[a] as Vec3)[1] - (places[b] as Vec3)[1]);
    const at = (letter: string) => pixelOf(view, places[letter] as Vec3) as readonly [number, number];
    const damage = ({ width, depth }: Sight) => {
      const index = (letter: string) => Math.floor(at(letter)[1]) * width + Math.floor(at(letter)[0]);
      // Alone, the pixel of C would come last and that of A would not be measured.
      depth[index("C")] = 9;
      depth[index("A")] = Number.NaN;
      for (let i = -width; i <= width; i += width) depth.fill(Number.NaN, index("E") + i - 1, index("E") + i + 2);
    };
    const given = Object.fromEntries(Object.keys(places).map((letter) => [letter, at(letter)] as const));
    const normalised = Object.entries(given).map(([letter, [x, y]]) => [letter, x / 240, y / 180]);
    const { value } = await answerOf(filmScene(sceneOf(bodies, [view]), { damage }), [
      `const given: [string, number, number][] = ${JSON.stringify(normalised)};
       const frame = InputImages.first;
       const view = tools.Reconstruct.reconstruct(frame).at(frame);
       const depths = given.map(([name, x, y]) => ({ name, px: frame.px(x, y), depth: view ? view.depthAt(frame.px(x, y)) : null }));
       show(tools.Draw.mark(frame, { points: Object.fromEntries(depths.map(({ name, px }) => [name, px])) }));
       print(depths);`,
      `const known = depths.flatMap(({ name, depth }) => (depth === null ? [] : [{ name, depth }]));
       const order = np.argsort(known.map(({ depth }) => depth)).map((i) => known[i]?.name);
       ReturnAnswer(order.join(" < ") + "; without depth: " + depths.filter(({ depth }) => depth === null).map(({ name }) => name));`,
    ]);
    expect(value).toBe(`${truth.join(" < ")}; without depth: E`);
    expect(truth).toEqual(["B", "C", "A", "D"]);
  });
});
