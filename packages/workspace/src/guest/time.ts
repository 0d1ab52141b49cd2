import { lerp, stats } from "@spatialclaw/geometry";
import { fail, optional, shown } from "./check.ts";
import { FrameList, InputFrame } from "./frames.ts";
import { RankedBools } from "./np/array.ts";
import { viewFrom } from "./np/input.ts";
import { ordered } from "./np/views.ts";
import { Cloud } from "./points.ts";
import { seriesFrom } from "./series.ts";
import type { Session } from "./session.ts";

const WHERE = "tools.Time";
/** Makes the median deviation, and the mean one, of normal noise its standard deviation. */
const OF_MEDIAN = 1.4826;
const OF_MEAN = 1.2533;

type Peak = { readonly index: number; readonly value: number; readonly z: number };

export function createTime({ frames }: Session): typeof tools.Time {
  return Object.freeze({
    positionAt(track: Track, frame: FrameRef): Vec3 | null {
      const where = `${WHERE}.positionAt`;
      const asked = frames.resolve(`${where}(frame)`, frame);
      const stops = stopsOf(`${where}(track)`, track);
      const clock = clockOf([...stops.map((stop) => stop.frame), asked]);
      const at = clock(asked);
      const inOrder = stops.toSorted((a, b) => clock(a.frame) - clock(b.frame));
      const after = inOrder.findIndex((stop) => clock(stop.frame) >= at);
      const next = inOrder[after];
      if (!next) return null;
      if (clock(next.frame) === at) return next.position;
      const before = inOrder[after - 1];
      if (!before) return null;
      return lerp(
        before.position,
        next.position,
        (at - clock(before.frame)) / (clock(next.frame) - clock(before.frame)),
      );
    },

    peaks(series: Numeric, z?: number): readonly Peak[] {
      const where = `${WHERE}.peaks`;
      return Object.freeze(peaksOf(seriesFrom(`${where}(series)`, series), optional(`${where}(z)`, z, 3, { min: 0 })));
    },

    intervals(list: readonly Frame[], holds: readonly boolean[] | BoolArray<1>): readonly Frames[] {
      const where = `${WHERE}.intervals`;
      const shots = framesFrom(`${where}(frames)`, list);
      const flags = flagsFrom(`${where}(holds)`, holds);
      if (flags.length !== shots.length)
        fail(where, `${flags.length} conditions do not fit ${shots.length} frames; give one for each frame`);
      const runs: Frame[][] = [];
      flags.forEach((flag, i) => {
        if (flag && !flags[i - 1]) runs.push([]);
        if (flag) runs.at(-1)?.push(shots[i] as Frame);
      });
      return Object.freeze(runs.map((run) => new FrameList(run)));
    },
  });
}

function stopsOf(where: string, track: unknown): { frame: Frame; position: Vec3 }[] {
  if (typeof track !== "object" || track === null || !("frames" in track) || !("positions" in track))
    return fail(where, `expected a track, as seg.track(recon) and recon.cameraTrack() give, got ${shown(track)}`);
  const shots = framesFrom(`${where}.frames`, track.frames);
  const cloud = Cloud.from(`${where}.positions`, track.positions);
  if (cloud.length !== shots.length) fail(where, `${cloud.length} positions do not fit ${shots.length} frames`);
  return shots.map((frame, i) => ({ frame, position: cloud.at(i) }));
}

function framesFrom(where: string, value: unknown): Frame[] {
  if (!Array.isArray(value)) return fail(where, `expected a list of frames, got ${shown(value)}`);
  return value.map((frame: unknown, i) =>
    InputFrame.is(frame) ? frame : fail(`${where}[${i}]`, `expected a frame, got ${shown(frame)}`),
  );
}

/** Seconds where all have them, else indices. */
function clockOf(all: readonly Frame[]): (frame: Frame) => number {
  return all.every((frame) => frame.seconds !== null)
    ? (frame) => frame.seconds as number
    : (frame) => frame.frameIndex;
}

function flagsFrom(where: string, value: unknown): boolean[] {
  if (RankedBools.is(value)) return Array.from(ordered(viewFrom(where, value)), (flag) => flag === 1);
  if (!Array.isArray(value)) return fail(where, `expected a list of true and false, got ${shown(value)}`);
  return value.map((flag: unknown, i) =>
    typeof flag === "boolean" ? flag : fail(`${where}[${i}]`, `expected true or false, got ${shown(flag)}`),
  );
}

/** Local maxima over the median by z robust deviations, highest first; of a level top the middle, of NaN nothing. */
function peaksOf(y: Float64Array, z: number): Peak[] {
  const known = [...y.keys()].filter((i) => Number.isFinite(y[i]));
  const at = (k: number) => y[known[k] as number] as number;
  if (known.length === 0) return [];
  const values = known.map((_, k) => at(k));
  const median = stats.median(values);
  const away = values.map((value) => Math.abs(value - median));
  // More than half may be equal: then the mean deviation tells.
  const deviation = OF_MEDIAN * stats.median(away) || OF_MEAN * stats.mean(away);
  if (deviation === 0) return [];
  const peaks: Peak[] = [];
  for (let from = 0, to = 0; from < known.length; from = to + 1) {
    for (to = from; to + 1 < known.length && at(to + 1) === at(from); ) to++;
    const rises = from === 0 || at(from - 1) < at(from);
    const falls = to === known.length - 1 || at(to + 1) < at(from);
    const height = (at(from) - median) / deviation;
    if (rises && falls && height >= z)
      peaks.push(Object.freeze({ index: known[(from + to) >> 1] as number, value: at(from), z: height }));
  }
  return peaks.sort((a, b) => b.z - a.z || a.index - b.index);
}
