import type { WirePrompt } from "../wire.ts";
import { FoundObject } from "./found.ts";
import { describeFrames, frameName, positionOf, spread } from "./frames.ts";
import type { LocatedBox } from "./located.ts";
import { nameOf } from "./prompts.ts";
import type { Segmentation } from "./seg.ts";
import { type Outcome, segmentEach } from "./segment.ts";
import type { Session } from "./session.ts";
import { locateEach } from "./vlm.ts";

/** Frames that the vision model is asked to point in when the text alone finds nothing. */
const LOOKS = 4;

/** One name on its way up the ladder. */
interface Climb {
  readonly name: string;
  readonly tried: string[];
  /** Where the vision model sees it. */
  boxes: LocatedBox[];
  note: string;
  seg: Segmentation | null;
}

/**
 * Climbs from text over boxes to points, for all names at once: each rung is one call of the host for those that are
 * not found yet.
 */
export function findAll(session: Session, frames: readonly Frame[], names: readonly string[]): (FoundObject | null)[] {
  const climbs = names.map((name): Climb => ({ name, tried: [], boxes: [], note: "", seg: null }));
  const all = describeFrames(frames);
  tryAll(session, frames, climbs, ({ name }) => ({ prompt: { text: name }, says: `text in ${all}` }));
  const missing = climbs.filter((climb) => !climb.seg);
  if (missing.length > 0 && session.init.vlm) {
    pointOut(session, frames, missing);
    for (let i = 0; i < LOOKS; i++) tryAll(session, frames, missing, ({ boxes }) => rung(session, boxes[i], boxPrompt));
    tryAll(session, frames, missing, ({ boxes }) => rung(session, boxes[0], pointPrompt));
  }
  return climbs.map((climb) => {
    if (climb.seg) {
      const { count } = climb.seg;
      if (count > 1)
        session.host.print(
          `findObject: ${JSON.stringify(climb.name)} are ${count} objects; seg.objects has each by itself, methods of seg take them together`,
        );
      return new FoundObject(climb.name, climb.seg, climb.tried);
    }
    const tried = climb.tried.join(", ");
    session.host.print(`findObject: ${JSON.stringify(climb.name)} was not found (tried ${tried}); ${climb.note}`);
    return null;
  });
}

type Rung = { readonly prompt: WirePrompt; readonly says: string } | undefined;

/** One prompt for each that is not found yet. */
function tryAll(session: Session, frames: readonly Frame[], climbs: readonly Climb[], rungOf: (climb: Climb) => Rung) {
  const tries = climbs.flatMap((climb) => {
    const rung = climb.seg ? undefined : rungOf(climb);
    return rung ? [{ climb, rung }] : [];
  });
  const outcomes = segmentEach(
    session,
    tries.map(({ rung }) => ({ frames, prompt: rung.prompt })),
  );
  tries.forEach(({ climb, rung }, i) => {
    const outcome: Outcome | null = outcomes[i] ?? null;
    climb.tried.push(outcome ? rung.says : `${rung.says} (failed)`);
    climb.seg = outcome?.seg ?? null;
    // What the text found instead says more than what is not under a box.
    climb.note ||= outcome?.note ?? "";
  });
}

/** Asks the vision model for all missing things in a few frames, at once. */
function pointOut(session: Session, frames: readonly Frame[], missing: readonly Climb[]): void {
  const looks = spread(frames, LOOKS);
  const pairs = missing.flatMap((climb) => looks.map((frame) => ({ climb, frame })));
  const found = locateEach(
    session,
    pairs.map(({ climb, frame }) => [frame, climb.name]),
  );
  pairs.forEach(({ climb, frame }, i) => {
    const box = found[i];
    if (box) climb.boxes.push(box);
    else climb.tried.push(`no box in ${frameName(frame)}`);
  });
}

function rung(session: Session, at: LocatedBox | undefined, promptAt: (at: LocatedBox) => WirePrompt): Rung {
  if (!at) return undefined;
  const prompt = promptAt(at);
  return { prompt, says: nameOf(session, prompt).replace(/^the /, "") };
}

function boxPrompt({ frame, x0, y0, x1, y1 }: LocatedBox): WirePrompt {
  return { frame: positionOf(frame), box: [x0, y0, x1, y1] };
}

function pointPrompt({ frame, center }: LocatedBox): WirePrompt {
  return { frame: positionOf(frame), points: [center] };
}
