import type { Mark, PictureItem } from "../wire.ts";
import { cutBox, requireFrame } from "./boxes.ts";
import { fail, isRecord, number, options, shown } from "./check.ts";
import { clip } from "./labels.ts";

/** More would cover each other. */
const MOST_MARKS = 200;
const MOST_STOPS = 500;

/** What a picture is to marks: its size, and the frame whose pixels are its own, null when it shows none. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  readonly frame: Frame | null;
  readonly item: PictureItem;
}

type MarkOptions = Parameters<typeof tools.Draw.mark>[1];
type Place = (where: string, value: unknown, ground: Ground) => Mark["at"];

const KINDS = {
  boxes: { kind: "box", place: boxAt },
  points: { kind: "point", place: pixelAt },
  lines: { kind: "line", place: lineAt },
  labels: { kind: "label", place: pixelAt },
} as const satisfies Record<string, { kind: Mark["kind"]; place: Place }>;

/** All marks in order, and the names of those that are null. */
export function marksFrom(where: string, ground: Ground, value: MarkOptions): { marks: Mark[]; missing: string[] } {
  const kinds = ["boxes", "points", "lines", "labels"] as const;
  if (value === undefined)
    fail(`${where}(marks)`, "expected marks by kind, like { boxes: { sofa: box } }, got undefined");
  const given = options(`${where}(marks)`, value, kinds);
  const missing: string[] = [];
  const marks = kinds.flatMap((name) =>
    entriesOf(`${where}(marks).${name}`, given[name]).flatMap(([label, at]): Mark[] => {
      const { kind, place } = KINDS[name];
      if (at !== null && at !== undefined)
        return [
          { kind, label: clip(label, 60), at: place(`${where}(marks).${name}.${clip(label, 60)}`, at, ground) } as Mark,
        ];
      missing.push(`${kind} ${clip(label, 60)}`);
      return [];
    }),
  );
  if (marks.length > MOST_MARKS) fail(where, `${marks.length} marks; at most ${MOST_MARKS} can be drawn`);
  return { marks, missing };
}

/** By name; in a list the position is the name. */
function entriesOf(where: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((at, i) => [String(i), at]);
  if (isRecord(value)) return Object.entries(value);
  return fail(where, `expected a list, or marks by name like { sofa: … }, got ${shown(value)}`);
}

function boxAt(where: string, value: unknown, ground: Ground) {
  requireFrame(where, value, ground.frame, ground.item.label);
  const { x0, y0, x1, y1 } = cutBox(where, value, ground);
  return [x0, y0, x1, y1] as const;
}

function pixelAt(where: string, value: unknown, { width, height }: Ground): Px {
  const [x, y] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [null, null];
  if (typeof x === "number" && typeof y === "number" && x >= 0 && y >= 0 && x <= width && y <= height) return [x, y];
  return fail(where, `expected a pixel [x, y] inside the ${width}x${height} picture, got ${shown(value)}`);
}

/** Its ends may lie outside. */
function lineAt(where: string, value: unknown): readonly Px[] {
  if (!Array.isArray(value) || value.length < 2)
    return fail(where, `expected two pixels or more, like [[10, 20], [30, 40]], got ${shown(value)}`);
  if (value.length > MOST_STOPS) fail(where, `a line of ${value.length} pixels; at most ${MOST_STOPS} can be drawn`);
  return value.map((px: unknown, i) => {
    if (!Array.isArray(px) || px.length !== 2) return fail(`${where}[${i}]`, `expected [x, y], got ${shown(px)}`);
    const coordinate = (x: unknown) => number(`${where}[${i}]`, x, { min: -1e5, max: 1e5 });
    return [coordinate(px[0]), coordinate(px[1])];
  });
}
