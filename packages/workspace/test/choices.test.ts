import { describe, expect, it } from "vitest";
import { apiReference, type CustomTool, cellApi } from "../src/index.ts";
import { openSession } from "./session.ts";

const gripper: CustomTool = {
  name: "Gripper",
  declaration: `/** Whether the arm gets there. @example print(tools.Gripper.canReach([0, 0, -1])); */
function canReach(p: Vec3): boolean;
function echo(value: unknown): unknown;`,
  functions: {
    canReach: ([p]) => Math.hypot(...(p as number[])) < 1.5,
    echo: async ([value]) => value ?? null,
  },
};

describe("names that are left out", () => {
  it("are unknown to the check, to the session and to the prompt", async () => {
    const { workspace, kernel } = await openSession({ omit: ["np", "tools.Geometry"], check: true });
    const checked = await kernel.run("np.mean([1, 2]);");
    expect(checked.error).toMatchObject({ kind: "type", message: expect.stringContaining("'np'") });
    const cast = await kernel.run("print(typeof (globalThis as any).np, 'Geometry' in tools, 'SAM3' in tools);");
    expect(cast.stdout.trim()).toBe("undefined false true");
    const reference = apiReference(workspace.api);
    expect(reference).not.toMatch(/\bnp\b|namespace tools\.Geometry|interface Compass/);
    // Segments give points all the same.
    expect(reference).toContain("interface Points");
    await kernel.close();
  });

  it("may be a group", () => {
    expect(cellApi({ omit: ["perception"] }).omitted).toEqual(["tools.Reconstruct", "tools.SAM3"]);
    const { omitted } = cellApi({ omit: ["utility"] });
    expect(omitted).toContain("np");
    expect(omitted).toContain("tools.Geometry");
    expect(omitted).toEqual(expect.arrayContaining(["tools.Mask", "tools.Time", "tools.Graph", "tools.Draw"]));
    expect(omitted).not.toContain("tools.SAM3");
    expect(omitted).not.toContain("vlm");
  });

  it("may be all of the tools", async () => {
    const { kernel } = await openSession({ omit: ["utility", "perception"], check: true });
    expect((await kernel.run("tools;")).error).toMatchObject({ kind: "type" });
    expect((await kernel.run("print(InputImages.length);")).error).toBeNull();
    await kernel.close();
  });

  it.each(["tools.Sam3", "print", "InputImages", ""])("are refused when they are %j", (name) => {
    expect(() => cellApi({ omit: [name] })).toThrow("can be left out; there are utility, perception");
  });
});

describe("a custom tool", () => {
  it("is checked, called, and its arguments arrive as plain data", async () => {
    const { kernel } = await openSession({ tools: [gripper], check: true });
    const { stdout, error } = await kernel.run(`
      print(tools.Gripper.canReach([0, 0, -1]), tools.Gripper.canReach([0, 0, -2]));
      print(JSON.stringify(tools.Gripper.echo({ frame: InputImages.at(1), points: tools.Geometry.points([[1, 2, 3]]), list: new Float32Array([1, 2]), array: np.eye(2) })));`);
    expect(error).toBeNull();
    expect(stdout).toContain("true false");
    expect(stdout).toContain('{"frame":{"frameIndex":1},"points":[[1,2,3]],"list":[1,2],"array":[[1,0],[0,1]]}');
    const wrong = await kernel.run("tools.Gripper.canReach('there');");
    expect(wrong.error).toMatchObject({ kind: "type" });
    const handle = await kernel.run("tools.Gripper.echo(new Map());");
    expect(handle.error?.message).toContain("expected plain data");
    await kernel.close();
  });

  it("stands in the prompt with its example", () => {
    const reference = apiReference(cellApi({ tools: [gripper] }));
    expect(reference).toContain("## Gripper\n```ts\nnamespace tools.Gripper {");
    expect(reference).toContain("// Example: print(tools.Gripper.canReach([0, 0, -1]));");
  });

  it.each([
    ["a name that is no identifier", { name: "my tool" }, "expected an identifier"],
    ["a name that is taken", { name: "SAM3" }, "there is already a tools.SAM3"],
    [
      "a function without a declaration",
      { declaration: "function canReach(p: Vec3): boolean;" },
      "its declaration lacks",
    ],
    ["a declaration without a function", { functions: { canReach: () => true } }, "declares echo, but has no function"],
    ["no declaration at all", { declaration: "" }, "declares no function"],
    ["a declaration with open brackets", { declaration: "function canReach(p: {" }, "cannot be read"],
  ])("is refused with %s", (_, changes, message) => {
    expect(() => cellApi({ tools: [{ ...gripper, ...changes } as CustomTool] })).toThrow(message);
  });
});
