import type { SegmentArgs, SegmentResult, WirePrompt } from "../wire.ts";
import { fail, number, shown, text } from "./check.ts";
import { defineType } from "./format/printers.ts";
import { describeFrames, spread } from "./frames.ts";
import { describeSeg, type MaskedObject, Segmentation } from "./seg.ts";
import type { Session } from "./session.ts";
import { locate } from "./vlm.ts";

/** Frames that the vision model is asked to point in when the text alone finds nothing. */
const LOOKS = 4;

export class FoundObject implements Found {
  readonly label: string;
  readonly frame: Frame;
  readonly seg: Segmentation;
  readonly tried: readonly string[];

  constructor(label: string, seg: Segmentation, tried: readonly string[]) {
    this.label = label;
    this.frame = Segmentation.bestFrame(seg);
    this.seg = seg;
    this.tried = Object.freeze([...tried]);
    Object.freeze(this);
  }

  static is(value: unknown): value is FoundObject {
    return value instanceof FoundObject;
  }
}

export function createSam3(session: Session) {
  const { frames: table, host } = session;

  function segmentImage(frame: Frame, what: Prompt): Seg | null {
    const where = "tools.SAM3.segmentImage";
    const only = table.resolve(`${where}(frame)`, frame);
    const prompt = promptFrom(session, `${where}(what)`, what);
    if (!("text" in prompt) && prompt.frame !== only.frameIndex)
      fail(
        `${where}(what)`,
        `the prompt is of frame ${prompt.frame}, the image is frame ${only.frameIndex}; pass the same frame`,
      );
    return hitOrNote(where, segment(session, [only], prompt));
  }

  function segmentVideo(frames: readonly Frame[], what: Prompt): Seg | null {
    const where = "tools.SAM3.segmentVideo";
    const list = table.resolveAll(`${where}(frames)`, frames);
    const prompt = promptFrom(session, `${where}(what)`, what);
    const all = "text" in prompt ? list : table.resolveAll(where, [...list, table.byIndex(prompt.frame)]);
    return hitOrNote(where, segment(session, all, prompt));
  }

  function findObject(frames: readonly Frame[], what: string): Found | null;
  function findObject(frames: readonly Frame[], what: readonly string[]): (Found | null)[];
  function findObject(frames: readonly Frame[], what: string | readonly string[]): Found | null | (Found | null)[] {
    const where = "tools.SAM3.findObject";
    const list = table.resolveAll(`${where}(frames)`, frames);
    if (!Array.isArray(what)) return find(session, list, text(`${where}(what)`, what));
    return what.map((name, i) => find(session, list, text(`${where}(what)[${i}]`, name)));
  }

  function hitOrNote(where: string, { seg, note }: Outcome): Seg | null {
    if (!seg) host.print(`${where}: ${note}`);
    return seg;
  }

  return Object.freeze({ segmentImage, segmentVideo, findObject });
}

interface Outcome {
  readonly seg: Segmentation | null;
  readonly note: string;
}

function segment(session: Session, frames: readonly Frame[], prompt: WirePrompt): Outcome {
  const args: SegmentArgs = { frames: frames.map((frame) => frame.frameIndex), prompt };
  const { objects, note } = session.host.call("segment", args) as SegmentResult;
  if (objects.length === 0) return { seg: null, note };
  const masked = objects.map(
    ({ label, score, masks }): MaskedObject => ({
      label,
      score,
      masks: new Map(masks.map(({ frame, area, bits }) => [session.frames.byIndex(frame), { area, bits }])),
    }),
  );
  const labels = new Set(masked.map((object) => object.label));
  const label = labels.size > 1 && "text" in prompt ? prompt.text : [...labels].join(", ");
  const seg = new Segmentation(session, label, masked, frames);
  session.evidence.found(label, Segmentation.bestFrame(seg));
  return { seg, note };
}

/** Text over all frames; then, with a vision model, the box it points out in a few of them. */
function find(session: Session, frames: readonly Frame[], what: string): Found | null {
  const tried = [`text in ${describeFrames(frames)}`];
  const byText = segment(session, frames, { text: what });
  if (byText.seg) return new FoundObject(what, byText.seg, tried);
  for (const frame of session.init.vlm ? spread(frames, LOOKS) : []) {
    const box = locate(session.host, frame, what);
    tried.push(`${box ? "box" : "no box"} in frame ${frame.frameIndex}`);
    if (!box) continue;
    const prompt = { frame: frame.frameIndex, box: [box.x0, box.y0, box.x1, box.y1] } as const;
    const byBox = segment(session, frames, prompt);
    if (byBox.seg) return new FoundObject(what, byBox.seg, tried);
  }
  session.host.print(`findObject: ${JSON.stringify(what)} was not found (tried ${tried.join(", ")}); ${byText.note}`);
  return null;
}

function promptFrom(session: Session, where: string, what: unknown): WirePrompt {
  if (typeof what === "string") return { text: text(where, what) };
  if (typeof what === "object" && what !== null && "frame" in what) {
    const frame = session.frames.resolve(`${where}.frame`, what.frame);
    if ("box" in what) return { frame: frame.frameIndex, box: boxFrom(`${where}.box`, frame, what.box) };
    if ("points" in what && Array.isArray(what.points) && what.points.length > 0)
      return {
        frame: frame.frameIndex,
        points: what.points.map((px, i) => pixelFrom(`${where}.points[${i}]`, frame, px)),
      };
  }
  return fail(where, `expected a text, { frame, box } or { frame, points: [[x, y], …] }, got ${shown(what)}`);
}

/** Cut to the image: boxes that look past its border are common. */
function boxFrom(where: string, frame: Frame, value: unknown) {
  if (typeof value !== "object" || value === null)
    return fail(where, `expected { x0, y0, x1, y1 }, got ${shown(value)}`);
  const box = value as Box;
  const cut = (name: keyof Box, most: number) => Math.min(most, Math.max(0, number(`${where}.${name}`, box[name])));
  const [x0, y0, x1, y1] = [
    cut("x0", frame.width),
    cut("y0", frame.height),
    cut("x1", frame.width),
    cut("y1", frame.height),
  ];
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

defineType(
  FoundObject,
  ({ label, frame, seg }) => `Found "${label}" best in frame ${frame.frameIndex}: ${describeSeg(seg)}`,
);
