import type { Sighting } from "@spatialclaw/workspace";

type Four = readonly [number, number, number, number];
interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far past the picture a side may lie, as a share of it: models round. */
const SLACK = 0.02;
const QUOTE = 160;

/**
 * A model's reply as a box in pixels. The prompt asks for thousandths as JSON; taken as well are four bare numbers in
 * any notation, pixels (where a number is over 1000) and fractions (where all are at most 1). Whatever is not one box
 * inside the picture is a miss whose reason says so: a wrong box costs more than none.
 */
export function readBox(reply: string, size: Size): Sighting {
  const text = reply.trim();
  const written = jsonIn(text);
  const fields = written === undefined ? null : fieldsOf(written);
  if (fields?.missing) return { missing: fields.missing };
  const sides = fields?.sides ?? (written === undefined ? bareNumbers(text) : null);
  if (!sides) return { missing: isDenial(text) ? quoted(text) : `the model's reply has no box: ${quoted(text)}` };
  const box = toPixels(sides, size);
  return box ? { box } : { missing: `the model's box is not inside the picture: ${quoted(text)}` };
}

interface Fields {
  readonly sides: Four | null;
  readonly missing: string | null;
}

/** The last JSON value of the reply that is an object or an array; undefined without one. */
function jsonIn(text: string): unknown {
  const opens = [...text.matchAll(/[[{]/g)].map((match) => match.index);
  const ends = [...text.matchAll(/[\]}]/g)].map((match) => match.index + 1).reverse();
  for (const end of ends.slice(0, 4))
    for (const open of opens.slice(0, 16)) {
      if (open >= end) break;
      try {
        return JSON.parse(text.slice(open, end)) as unknown;
      } catch {
        // Not JSON from here: the next bracket.
      }
    }
  return undefined;
}

/** Of a list of boxes the first: the prompt asks for one, and models put the best first. */
function fieldsOf(value: unknown): Fields | null {
  if (Array.isArray(value)) return isFour(value) ? { sides: value, missing: null } : fieldsOf(value[0]);
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value as Record<string, unknown>);
  const named = entries.find(([key]) => /^(?:b?box|bounding_?box|bbox_2d|box_2d)$/i.test(key));
  if (named) {
    const [key, box] = named;
    if (box === null) return { sides: null, missing: reasonIn(value) ?? "not visible" };
    const sides = fieldsOf(box)?.sides ?? null;
    // `box_2d` is the Gemini family's own notation: top, left, bottom, right.
    return { sides: sides && key === "box_2d" ? [sides[1], sides[0], sides[3], sides[2]] : sides, missing: null };
  }
  const keyed = new Map(entries.map(([key, side]) => [key.toLowerCase().replace("_", ""), side]));
  const notation = NOTATIONS.map((keys): unknown[] => keys.map((key) => keyed.get(key))).find((sides) => isFour(sides));
  return notation ? { sides: notation, missing: null } : null;
}

/** Names of left, top, right, bottom that models write. */
const NOTATIONS = [
  ["x0", "y0", "x1", "y1"],
  ["x1", "y1", "x2", "y2"],
  ["xmin", "ymin", "xmax", "ymax"],
  ["left", "top", "right", "bottom"],
];

function reasonIn(value: object): string | null {
  const reason = (value as { readonly reason?: unknown }).reason;
  return typeof reason === "string" && reason.trim() !== "" ? quoted(reason) : null;
}

/** `381 246 436 541`, `(381, 246), (436, 541)`, `<box>381,246,436,541</box>`: four numbers and no sentence around them. */
function bareNumbers(text: string): Four | null {
  const numbers = text.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  const words = text.replace(/<[^<>]*>|```\w*|\b(?:b?box|bounding|coordinates?|is|at|the|x|y)\b/gi, " ");
  return isFour(numbers) && !/[a-z]/i.test(words) ? numbers : null;
}

function toPixels([a, b, c, d]: Four, { width, height }: Size): Four | null {
  const largest = Math.max(a, b, c, d);
  const [unitX, unitY] = largest > 1000 ? [1, 1] : largest <= 1 ? [width, height] : [width / 1000, height / 1000];
  const [x0, x1] = [within(a * unitX, width), within(c * unitX, width)];
  const [y0, y1] = [within(b * unitY, height), within(d * unitY, height)];
  if (x0 === null || y0 === null || x1 === null || y1 === null) return null;
  return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : null;
}

/** The number cut to the picture; null when it lies further outside than rounding explains. */
function within(value: number, most: number): number | null {
  if (value < -SLACK * most || value > most * (1 + SLACK)) return null;
  return Math.min(most, Math.max(0, value));
}

function isDenial(text: string): boolean {
  return /\b(?:not|no|isn't|cannot|can't|none|nowhere|absent)\b/i.test(text);
}

function isFour(value: readonly unknown[]): value is Four {
  return value.length === 4 && value.every((x) => typeof x === "number" && Number.isFinite(x));
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return JSON.stringify(line.length <= QUOTE ? line : `${line.slice(0, QUOTE - 1)}…`);
}
