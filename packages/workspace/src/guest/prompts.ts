import type { WirePrompt } from "../wire.ts";
import { fail, number, shown, text } from "./check.ts";
import { frameName, positionOf } from "./frames.ts";
import type { Session } from "./session.ts";

const WAYS = "a text, what vlm.locate found, { frame, box } or { frame, points: [[x, y], …] }";

/** What a cell passed as a prompt; `only` is the frame of a box that names none. */
export function promptFrom(session: Session, where: string, what: unknown, only: Frame | null = null): WirePrompt {
  if (typeof what === "string") return { text: text(where, what) };
  if (typeof what !== "object" || what === null) {
    const wayOut = what === null ? "; test for null first, or pass it in a list" : "";
    return fail(where, `expected ${WAYS}, got ${shown(what)}${wayOut}`);
  }
  const frame = "frame" in what ? session.frames.resolve(`${where}.frame`, what.frame) : only;
  if ("x0" in what || "box" in what || "points" in what) {
    if (!frame) return fail(where, `${shown(what)} names no frame; pass { frame, box } or what vlm.locate found`);
    if ("x0" in what) return { frame: positionOf(frame), box: boxFrom(where, frame, what) };
    const rest = { frame: positionOf(frame), ...negativeFrom(where, frame, what) };
    if ("box" in what) return { ...rest, box: boxFrom(`${where}.box`, frame, what.box) };
    if (Array.isArray(what.points) && what.points.length > 0)
      return { ...rest, points: pixelsFrom(`${where}.points`, frame, what.points) };
  }
  return fail(where, `expected ${WAYS}, got ${shown(what)}`);
}

/** Pixels that are not on what is meant; what is left out does not travel. */
function negativeFrom(where: string, frame: Frame, what: object) {
  const negative = "negative" in what ? what.negative : undefined;
  if (negative === undefined) return {};
  if (!Array.isArray(negative)) return fail(`${where}.negative`, `expected [[x, y], …], got ${shown(negative)}`);
  return negative.length === 0 ? {} : { negative: pixelsFrom(`${where}.negative`, frame, negative) };
}

function pixelsFrom(where: string, frame: Frame, pixels: readonly unknown[]) {
  return pixels.map((px, i) => pixelFrom(`${where}[${i}]`, frame, px));
}

/** How a note names it. */
export function nameOf({ frames }: Session, prompt: WirePrompt): string {
  if ("text" in prompt) return JSON.stringify(prompt.text);
  return `${"box" in prompt ? "the box" : "the points"} in ${frameName(frames.at(prompt.frame))}`;
}

/** Cut to the image: boxes that look past its border are common. */
function boxFrom(where: string, frame: Frame, value: unknown) {
  if (typeof value !== "object" || value === null || !("x0" in value))
    return fail(where, `expected { x0, y0, x1, y1 }, got ${shown(value)}`);
  const box = value as Box;
  const cut = (name: "x0" | "y0" | "x1" | "y1", most: number) =>
    Math.min(most, Math.max(0, number(`${where}.${name}`, box[name])));
  const [x0, y0] = [cut("x0", frame.width), cut("y0", frame.height)];
  const [x1, y1] = [cut("x1", frame.width), cut("y1", frame.height)];
  if (x0 < x1 && y0 < y1) return [x0, y0, x1, y1] as const;
  return fail(
    where,
    `${shown(value)} covers no pixel of the ${frame.width}x${frame.height} image; ends are exclusive, x0 < x1 and y0 < y1`,
  );
}

function pixelFrom(where: string, frame: Frame, value: unknown): readonly [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return fail(where, `expected [x, y], got ${shown(value)}`);
  return [
    number(where, value[0], { min: 0, max: frame.width }),
    number(where, value[1], { min: 0, max: frame.height }),
  ];
}
