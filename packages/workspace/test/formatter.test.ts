import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const found = tools.SAM3.findObject(InputImages, "heater");
    let touched = 0;
    const touch = () => { touched++; return "touched"; };
  `);
});
afterAll(() => session.kernel.close());

async function printed(expression: string): Promise<string> {
  const { stdout } = await session.ok(`print(${expression});`);
  return stdout.replace(/\n$/, "");
}

describe("numbers", () => {
  it.each([
    ["12.3456", "12.35"],
    ["12345.678", "12346"],
    ["123456789", "123456789"],
    ["0.1 + 0.2", "0.3"],
    ["0.000123456", "0.0001235"],
    ["1.23456e-9", "1.235e-9"],
    ["99.9999", "100"],
    ["-0", "0"],
    ["-0.0004", "-0.0004"],
    ["1e300", "1e+300"],
    ["NaN", "NaN"],
    ["-Infinity", "-Infinity"],
    ["123n", "123n"],
  ])("%s prints as %s", async (expression, text) => {
    expect(await printed(expression)).toBe(text);
  });

  it("hides noise in a vector, not in a number", async () => {
    expect(await printed("[0.312345, -0.2301, 1e-17]")).toBe("[0.3123, -0.2301, 0]");
    expect(await printed("1e-17")).toBe("1e-17");
  });
});

describe("arrays and containers", () => {
  it.each([
    ["[0.31, -0.23, 0.92]", "[0.31, -0.23, 0.92]"],
    ["new Float32Array([1, 2.5])", "Float32Array[1, 2.5]"],
    ["Float32Array.from({ length: 19200 }, (_, i) => i)", "Float32Array(19200) min 0 median 9600 max 19199 NaN 0"],
    ["Array.from({ length: 1000 }, (_, i) => (i === 3 ? NaN : i))", "Array(1000) min 0 median 500 max 999 NaN 1"],
    ["new BigInt64Array(40)", "BigInt64Array(40)"],
    ["new Uint8Array(0)", "Uint8Array[]"],
    ["[]", "[]"],
    ["[1, , 'a']", '[1, empty, "a"]'],
    ["Array(30).fill('x')", `[${Array(24).fill('"x"').join(", ")}, … 6 more]`],
    ["{ a: 1, 'b c': [1, 2], d: undefined }", '{ a: 1, "b c": [1, 2], d: undefined }'],
    ["Object.create(null)", "{}"],
    ["new Map([['door', 1.23456], [2, null]])", 'Map(2) { "door" => 1.235, 2 => null }'],
    ["new Set([1, 'a'])", 'Set(2) { 1, "a" }'],
    ["new Date(0)", "1970-01-01T00:00:00.000Z"],
    ["/a+/gi", "/a+/gi"],
    ["new RangeError('too far')", "RangeError: too far"],
    ["Symbol('s')", "Symbol(s)"],
    ["class A {}", "[class A]"],
    ["Math.max", "[function max]"],
    ["(() => 1)", "[function]"],
    ["new (class Robot { speed = 2.5 })()", "Robot { speed: 2.5 }"],
    ["{ a: { b: { c: { d: { e: 1 } } } } }", "{ a: { b: { c: { d: {…} } } } }"],
  ])("%s", async (expression, text) => {
    expect(await printed(expression)).toBe(text);
  });

  it("joins items by a space, strings raw at the top and quoted inside", async () => {
    expect(await printed(`"area", 12.3456, ["a"], null`)).toBe('area 12.35 ["a"] null');
  });

  it("cuts long strings inside, and everything before it floods", async () => {
    expect(await printed(`["x".repeat(5000)]`)).toBe(`["${"x".repeat(200)}"… (5000 characters)]`);
    const many = `Object.fromEntries(Array.from({ length: 24 }, (_, i) => ["k" + i, Array(24).fill("y".repeat(100))]))`;
    expect((await printed(many)).length).toBeLessThan(4000);
  });
});

describe("hostile values", () => {
  it("marks circles and stops at depth", async () => {
    await session.ok("const loop = { name: 'loop', list: [] }; loop.self = loop; loop.list.push(loop);");
    expect(await printed("loop")).toBe('{ name: "loop", list: [[circular]], self: [circular] }');
    await session.ok("const map = new Map(); map.set('me', map);");
    expect(await printed("map")).toBe('Map(1) { "me" => [circular] }');
    await session.ok("let deep = new Map(); for (let i = 0; i < 50_000; i++) deep = new Map([[1, deep]]);");
    expect((await printed("deep")).length).toBeLessThan(200);
  });

  it.each([
    "{ get a() { return touch(); } }",
    "{ toString: touch, toJSON: touch, [Symbol.toPrimitive]: touch, valueOf: touch }",
    "Object.defineProperty([1, 2], 0, { get: touch, enumerable: true })",
    "{ get [Symbol.toStringTag]() { return touch(); } }",
    "new Proxy({}, { get: touch, ownKeys: touch, getPrototypeOf: touch, getOwnPropertyDescriptor: touch })",
    "Proxy.revocable([], { get: touch, getPrototypeOf: touch }).proxy",
    "Object.create(new Proxy({}, { get: touch, getPrototypeOf: touch, getOwnPropertyDescriptor: touch }))",
    "Object.create({ get constructor() { return touch(); } })",
    "new (class { static get name() { return touch(); } })()",
    "Object.defineProperty(new Error('e'), 'message', { get: touch })",
    "Object.defineProperty(new Map([[1, 2]]), 'size', { get: touch })",
    "Object.defineProperty(/x/g, 'flags', { get: touch })",
    "Object.defineProperty(new Float32Array(3), 'length', { get: touch })",
    "Object.defineProperty(new Date(0), 'toISOString', { get: touch })",
    "{ get a() { throw new Error('no'); } }",
  ])("runs nothing of %s", async (expression) => {
    const text = await printed(expression);
    expect(text).not.toContain("touched");
    expect(await printed("touched")).toBe("0");
  });
});

describe("what the tools return", () => {
  it.each([
    ["InputImages", "Frames(3) frames 0..2"],
    ["InputImages.first", "Frame 0 (320x240)"],
    ["RefImages", "Frames(0) no frames"],
    ["[InputImages.first, null]", "[Frame 0 (320x240), null]"],
  ])("%s prints as %s", async (expression, text) => {
    expect(await printed(expression)).toBe(text);
  });

  it.each([
    ["recon", /^Recon of 3 views, frames 0\.\.2; scale metric \(.*confidence 1\)$/],
    ["recon.views[0]", /^View of frame 0: camera at \[0, 0, 0\] looking \[0, 0, -1\], depth 160x120$/],
    ["recon.views[0].pose", /^Pose at \[0, 0, 0\] looking \[0, 0, -1\], up \[0, 1, 0\]$/],
    ["recon.views[0].depth", /^Grid 160x120 min [\d.]+ median [\d.]+ max [\d.]+ NaN \d+$/],
    ["recon.views[0].points", /^Points\(\d+\) median \[.*\] size \[.*\]$/],
    ["found", /^Found "heater" best in frame \d: "heater": 1 object in frames 0\.\.2; largest mask \d+ px/],
    ["found.seg", /^Seg "heater": 1 object in frames 0\.\.2; largest mask \d+ px in frame \d; score 1$/],
    ["found.seg.mask(found.frame)", /^Mask 320x240 area \d+ of frame \d$/],
    ["found.seg.overlay()", /^Picture "frame \d: heater" \(320x240\)$/],
    ["recon.renderBev({ objects: [found] })", /^Bev ".*": heater forward [\d.]+ right -?[\d.]+ \([\d.]+ m\)$/],
  ])("%s prints in one line", async (expression, line) => {
    expect(await printed(expression)).toMatch(line);
  });
});

describe("the kernel's summaries", () => {
  it("use the same formatter", async () => {
    const result = await session.ok("const summary = new Float32Array(3); summary");
    expect(result.value).toBe("Float32Array[0, 0, 0]");
    expect(result.variables.new).toEqual([{ name: "summary", summary: "Float32Array[0, 0, 0]" }]);
  });
});
