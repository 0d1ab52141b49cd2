import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Declaration, declarationsOf, examplesOf } from "../src/api/declarations.ts";
import { apiFiles, type Vlm } from "../src/index.ts";
import { callablesIn, membersOf } from "./members.ts";
import { openSession, type Session } from "./session.ts";

const files = apiFiles();
const declarations = Object.values(files).flatMap(declarationsOf);
const callables = callablesIn(declarations);

/** How a cell comes by a value of each declared type. */
const SETUP = `
  const g = tools.Geometry;
  const recon = tools.Reconstruct.reconstruct(InputImages);
  const found = tools.SAM3.findObject(InputImages, "heater");
  const view = recon.views[0];
  const points = found.seg.points(recon);
  const samples = {
    InputImages, RefImages: InputImages, Metadata, np, console, vlm,
    "tools.Geometry": g, "tools.Reconstruct": tools.Reconstruct, "tools.SAM3": tools.SAM3,
    Frames: InputImages, Frame: InputImages.first, Pixels: InputImages.first.pixels(), Recon: recon, View: view, Pose: view.pose,
    Intrinsics: view.intrinsics, Grid: view.depth, CameraTrack: recon.cameraTrack(),
    Bev: recon.renderBev({ objects: [found] }), Picture: found.seg.overlay(), Found: found, Seg: found.seg,
    Mask: found.seg.mask(found.frame), Box: found.seg.mask(found.frame).box(), Points: points,
    Heading: g.heading({ at: [0, 0, 0], facing: [0, 0, -1] }), Compass: g.compass({ north: [0, 0, -1] }),
    Plane: g.groundPlane(recon), Extent: points.extent("x"), OrientedBox: points.obb(),
    Located: vlm.locate(InputImages.first, "heater"), ClosestPair: g.closest(points, points), KdTree: g.kdTree(points),
    DynamicTree: g.dynamicTree([[0, 0, 0]]), Track: found.seg.track(recon),
    "tools.Mask": tools.Mask, "tools.Time": tools.Time, "tools.Graph": tools.Graph, "tools.Draw": tools.Draw,
    Chart: tools.Graph.lines({ height: [1, 2] }),
    NdArray: np.array(view.depth), BoolArray: np.greater(view.depth, 1), Linalg: np.linalg,
  };
`;

/** Sees the same box wherever it looks. */
const seesOneBox: Vlm = {
  ask: async () => "a box",
  locate: async () => ({ box: [10, 20, 30, 40] }),
  which: async () => [0],
  choose: async (_pictures, _question, options) => options[0] ?? null,
};

/** Names a cell can reach on a value, with what they are; the constructor is no part of any contract. */
const MEMBERS = `
  function reachable(value) {
    const names = {};
    for (let at = value; at && ![Object.prototype, Array.prototype].includes(at); at = Object.getPrototypeOf(at))
      for (const name of Object.getOwnPropertyNames(at))
        if (name !== "constructor" && !(Array.isArray(value) && /^(\\d+|length)$/.test(name)))
          names[name] = typeof value[name] === "function" ? "method" : "property";
    return names;
  }
`;

let session: Session;
beforeAll(async () => {
  session = await openSession({ vlm: seesOneBox });
  await session.ok(SETUP);
  await session.ok(MEMBERS);
});
afterAll(() => session.kernel.close());

function walked(declaration: Declaration): boolean {
  return membersOf(declaration).length > 0;
}

describe("the guest has what the API declares, and nothing else", () => {
  it.each(declarations.filter(walked).map((d) => [d.name, d] as const))("%s", async (name, declaration) => {
    const { stdout } = await session.ok(`print(JSON.stringify(reachable(samples[${JSON.stringify(name)}])));`);
    const extended = /^interface \w+(?:<.*?>)? extends (\w+)/.exec(declaration.text)?.[1];
    const parent = declarations.find((d) => d.name === extended);
    const inherited = parent ? membersOf(parent, callables) : [];
    const declared = [...membersOf(declaration, callables), ...inherited].map((member) => [member.name, member.kind]);
    expect(JSON.parse(stdout)).toEqual(Object.fromEntries(declared));
  });

  it("every global function is one", async () => {
    const names = declarations.filter((d) => d.global && d.kind === "function").map((d) => d.name);
    const { stdout } = await session.ok(`print([${names.join(", ")}].map((f) => typeof f).join(" "));`);
    expect(stdout.trim()).toBe(names.map(() => "function").join(" "));
  });

  it("tools has exactly the declared groups", async () => {
    const { stdout } = await session.ok(`print(Object.keys(tools).sort().join(" "));`);
    const groups = declarations.filter((d) => d.kind === "namespace").map((d) => d.name.replace("tools.", ""));
    expect(stdout.trim()).toBe([...new Set(groups)].sort().join(" "));
  });

  it("leaves nothing for a cell to write to", async () => {
    const { stdout } = await session.ok(
      `print(Object.entries(samples).filter(([, v]) => !Object.isFrozen(v) || !Object.isFrozen(Object.getPrototypeOf(v)) && Object.getPrototypeOf(v) !== Object.prototype).map(([k]) => k).join(" "));`,
    );
    expect(stdout.trim()).toBe("");
  });
});

describe("the examples", () => {
  const examples = Object.values(files).flatMap(examplesOf);

  let checked: Session;
  beforeAll(async () => {
    checked = await openSession({ check: true, vlm: seesOneBox });
  });
  afterAll(() => checked.kernel.close());

  it.each(examples)("%s", async (example) => {
    const { error, stdout, shown, answer, variables } = await checked.kernel.run(example);
    expect(error).toBeNull();
    expect(stdout.length + shown.length + variables.new.length + (answer === null ? 0 : 1)).toBeGreaterThan(0);
  });
});
