import { describe, expect, it } from "vitest";
import { sniff } from "../src/input/sniff.ts";
import { turnFrom, UPRIGHT } from "../src/video/display.ts";

/** Rows (a b u), (c d v), (x y w) in fixed point, as FFmpeg hands them out. */
function matrix(a: number, b: number, c: number, d: number): Uint8Array {
  return new Uint8Array(
    Int32Array.from([a, b, 0, c, d, 0, 0, 0, 16384], (n, i) => (i === 8 ? 1 << 30 : n * 65536)).buffer,
  );
}

describe("a display matrix", () => {
  it.each<[string, Uint8Array, object]>([
    ["none", matrix(1, 0, 0, 1), UPRIGHT],
    ["a quarter clockwise", matrix(0, 1, -1, 0), { clockwise: 90, mirrored: false }],
    ["half a turn", matrix(-1, 0, 0, -1), { clockwise: 180, mirrored: false }],
    ["a quarter the other way", matrix(0, -1, 1, 0), { clockwise: 270, mirrored: false }],
    ["left to right", matrix(-1, 0, 0, 1), { clockwise: 0, mirrored: true }],
    ["top to bottom", matrix(1, 0, 0, -1), { clockwise: 180, mirrored: true }],
    ["about the diagonal", matrix(0, 1, 1, 0), { clockwise: 90, mirrored: true }],
    ["almost a quarter", matrix(0.02, 0.9998, -0.9998, 0.02), { clockwise: 90, mirrored: false }],
  ])("turns %s", (_, bytes, turn) => {
    expect(turnFrom(bytes)).toEqual(turn);
  });

  it("that is missing or short turns nothing", () => {
    expect([turnFrom(null), turnFrom(new Uint8Array(4))]).toEqual([UPRIGHT, UPRIGHT]);
  });
});

describe("what content is", () => {
  const packets = (lead: number) => {
    const bytes = new Uint8Array(3 * (188 + lead)).fill(1);
    for (const i of [0, 1, 2]) bytes[lead + i * (188 + lead)] = 0x47;
    return bytes;
  };
  it.each<[string, Uint8Array, string]>([
    ["transport packets", packets(0), "video"],
    ["transport packets with times", packets(4), "video"],
    ["a box of QuickTime", Buffer.from("\0\0\0\x08wide"), "video"],
    ["AVIF", Buffer.from("\0\0\0\x18ftypavif"), "image"],
    ["an MP4", Buffer.from("\0\0\0\x18ftypmp42"), "video"],
    ["WebP", Buffer.from("RIFF\0\0\0\0WEBP"), "image"],
    ["AVI", Buffer.from("RIFF\0\0\0\0AVI "), "video"],
    ["sound", Buffer.from("RIFF\0\0\0\0WAVE"), "other"],
    ["a page", Buffer.from("\n <HTML>"), "page"],
    ["nothing", Buffer.alloc(0), "empty"],
    ["JSON", Buffer.from("{}"), "other"],
  ])("%s", (_, bytes, content) => {
    expect(sniff(bytes)).toBe(content);
  });
});
