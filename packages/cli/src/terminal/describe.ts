import { join } from "node:path";
import type { AgentEvent, PictureRef } from "@spatialclaw/agent";
import { formatCount, formatDuration, formatOrigin, formatReason, formatScale, formatUsage } from "@spatialclaw/report";
import { describeCell, describeCost, describeResult } from "./cell.ts";
import type { Paint } from "./color.ts";
import { oneLine, wrap } from "./text.ts";

export interface Style {
  readonly paint: Paint;
  readonly width: number;
  readonly folder: string;
}

type EventOf<T extends AgentEvent["type"]> = Extract<AgentEvent, { readonly type: T }>;

/** One event, its text already plain, as lines for a terminal. */
export function describeEvent(event: AgentEvent, style: Style): string[] {
  switch (event.type) {
    case "run.start":
      return describeStart(event, style);
    case "plan":
      return ["", style.paint("heading", "Plan"), ...prose(event.text, style)];
    case "step.start":
      return ["", style.paint("heading", `Step ${event.step}`)];
    case "step.reply":
      return describeReply(event, style);
    case "step.result":
      return [
        ...describeResult(event.result, style.paint),
        ...event.pictures.map((picture) => pictureLine(picture, style)),
        describeCost(event.result, style.paint),
      ];
    case "reflection":
      return [
        `  ${style.paint(event.accepted ? "good" : "bad", `second look: ${event.accepted ? "accepted" : "turned down"}`)}`,
        ...(event.accepted ? [] : prose(event.text, style)),
      ];
    case "fallback":
      return ["", style.paint("heading", "Plain question"), ...prose(event.text, style)];
    case "notice":
      return [`  ${style.paint("quiet", `note: ${oneLine(event.text)}`)}`];
    case "run.end":
      return describeEnd(event, style);
  }
}

function describeStart(
  { question, input, model, perception }: EventOf<"run.start">,
  { paint, width }: Style,
): string[] {
  const [first = "", ...more] = wrap(question, width - 10);
  return [
    field("Question", paint("heading", first), paint),
    ...more.map((line) => `          ${paint("heading", line)}`),
    field("Input", `${oneLine(input.name)}, ${oneLine(input.kind)}, ${formatCount(input.frames, "frame")}`, paint),
    field("Model", `${oneLine(model)}; perception: ${oneLine(perception)}`, paint),
  ];
}

function describeReply({ thought, cell, problem }: EventOf<"step.reply">, style: Style): string[] {
  return [
    ...(thought.trim() === "" ? [] : prose(thought, style)),
    ...(cell === null ? [] : ["", ...describeCell(cell, style.paint), ""]),
    ...(problem === null ? [] : [`  ${style.paint("bad", "no cell read:")} ${oneLine(problem)}`]),
  ];
}

function describeEnd({ reason, answer, message, steps, ms, usage }: EventOf<"run.end">, { paint }: Style): string[] {
  const head = paint(answer ? "good" : "bad", oneLine(formatReason(reason)));
  const numbers = [formatCount(steps, "step"), formatDuration(ms), formatUsage(usage)].filter((text) => text !== null);
  const lines = ["", `${head}  ${paint("quiet", numbers.join(", "))}`];
  if (message !== null) lines.push(`  ${oneLine(message)}`);
  if (answer === null) return lines;
  const fallback = formatOrigin(answer.origin);
  if (fallback !== null) lines.push(field("Fallback", fallback, paint));
  const { frames, objects } = answer.evidence;
  if (objects.length > 0) lines.push(field("Objects", oneLine(objects.join(", ")), paint));
  if (frames.length > 0) lines.push(field("Frames", frames.join(", "), paint));
  if (answer.scale) lines.push(field("Scale", oneLine(formatScale(answer.scale)), paint));
  return lines;
}

function field(name: string, value: string, paint: Paint): string {
  return `${paint("quiet", name.padEnd(9))} ${value}`;
}

function prose(text: string, { width }: Style): string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`.trimEnd());
}

function pictureLine({ label, file }: PictureRef, { paint, folder }: Style): string {
  return `  ${paint("quiet", "picture:")} ${oneLine(label)} → ${oneLine(join(folder, "pictures", file))}`;
}
