import type { Json } from "@spatialclaw/kernel";
import type { AskArgs, ChooseArgs, LocateArgs, LocateResult, WhichArgs, WhichResult } from "../wire.ts";
import { fail, shown, text } from "./check.ts";
import { FrameList, frameName, InputFrame } from "./frames.ts";
import { callEach, type Item, isList, pairUp } from "./lists.ts";
import { LocatedBox } from "./located.ts";
import { frameItem, pictureItems } from "./pictures.ts";
import type { Session } from "./session.ts";

export function createVlm(session: Session): typeof vlm {
  const { host } = session;

  function locate(frames: readonly Frame[], what: OneOrMany<string>): (Located | null)[];
  function locate(frame: Frame, what: readonly string[]): (Located | null)[];
  function locate(frame: Frame, what: string): Located | null;
  function locate(frames: OneOrMany<Frame>, what: OneOrMany<string>): Located | null | (Located | null)[] {
    const pairs = pairUp<Frame, string>("vlm.locate", frames, what);
    if (isList(frames) || isList(what)) return locateEach(session, pairs);
    const args = locateArgs(frames, what);
    return sighted(session, frames, args.what, host.call("vlm.locate", args) as LocateResult);
  }

  function whichFrames(frames: readonly Frame[], what: readonly string[]): (Frames | null)[];
  function whichFrames(frames: readonly Frame[], what: string): Frames;
  function whichFrames(frames: readonly Frame[], what: OneOrMany<string>): Frames | (Frames | null)[] {
    const where = "vlm.whichFrames";
    const list = (isList(frames) ? frames : [frames]).map((frame) => inputFrame(`${where}(frames)`, frame));
    if (list.length === 0) fail(`${where}(frames)`, "the list of frames is empty; pass InputImages");
    const pictures = list.map(frameItem);
    const argsOf = (name: string, at = ""): WhichArgs => ({ pictures, what: text(`${where}(what)${at}`, name) });
    const framesAt = (positions: WhichResult) => new FrameList(positions.map((at) => list[at] as Frame));
    if (!isList(what)) return framesAt(host.call("vlm.which", argsOf(what)) as WhichResult);
    const items = what.map((name, i) => ({ args: argsOf(name, `[${i}]`), name: JSON.stringify(name) }));
    return lookEach<WhichResult>(session, "vlm.which", items).map((positions) => positions && framesAt(positions));
  }

  function ask(pictures: Look, questions: readonly string[]): (string | null)[];
  function ask(pictures: Look, question: string): string;
  function ask(pictures: Look, question: OneOrMany<string>): string | (string | null)[] {
    const shownTo = pictureItems("vlm.ask(pictures)", pictures);
    const argsOf = (q: string, at = ""): AskArgs => {
      return { pictures: shownTo, question: text(`vlm.ask(question)${at}`, q) };
    };
    if (!isList(question)) return host.call("vlm.ask", argsOf(question)) as string;
    const items = question.map((q, i) => ({ args: argsOf(q, `[${i}]`), name: JSON.stringify(q) }));
    return lookEach<string>(session, "vlm.ask", items);
  }

  function askEach(pictures: readonly (Frame | Picture)[], question: string): (string | null)[] {
    const asked = text("vlm.askEach(question)", question);
    const items = pictureItems("vlm.askEach(pictures)", pictures).map((picture) => {
      return { args: { pictures: [picture], question: asked } satisfies AskArgs, name: picture.label };
    });
    return lookEach<string>(session, "vlm.ask", items);
  }

  function choose<T extends string>(pictures: Look, questions: readonly string[], options: readonly T[]): (T | null)[];
  function choose<T extends string>(pictures: Look, question: string, options: readonly T[]): T | null;
  function choose<T extends string>(pictures: Look, question: OneOrMany<string>, options: readonly T[]) {
    const where = "vlm.choose(options)";
    if (!Array.isArray(options) || options.length < 2)
      fail(where, `expected at least two texts to choose from, got ${shown(options)}`);
    const shownTo = pictureItems("vlm.choose(pictures)", pictures);
    const among = options.map((option, i) => text(`${where}[${i}]`, option));
    const argsOf = (q: string, at = ""): ChooseArgs => {
      return { pictures: shownTo, question: text(`vlm.choose(question)${at}`, q), options: among };
    };
    const known = (chosen: Json): T | null => options.find((option) => option === chosen) ?? null;
    if (!isList(question)) return known(host.call("vlm.choose", argsOf(question)));
    const items = question.map((q, i) => ({ args: argsOf(q, `[${i}]`), name: JSON.stringify(q) }));
    return lookEach<string>(session, "vlm.choose", items).map(known);
  }

  return Object.freeze({ locate, whichFrames, ask, askEach, choose });
}

/** All at once; null where a thing is not visible or the look failed, both with a printed line. */
export function locateEach(session: Session, pairs: readonly (readonly [Frame, string])[]): (LocatedBox | null)[] {
  const items = pairs.map(([frame, what], i) => {
    const args = locateArgs(frame, what, `[${i}]`);
    return { args, name: inFrame(args.what, frame) };
  });
  const found = lookEach<LocateResult>(session, "vlm.locate", items);
  return pairs.map(([frame, what], i) => {
    const result = found[i];
    return result ? sighted(session, frame, what, result) : null;
  });
}

function locateArgs(frame: Frame, what: string, at = ""): LocateArgs {
  const picture = frameItem(inputFrame(`vlm.locate(frame)${at}`, frame));
  return { picture, what: text(`vlm.locate(what)${at}`, what) };
}

function sighted({ host }: Session, frame: Frame, what: string, result: LocateResult): LocatedBox | null {
  if ("box" in result) return new LocatedBox(frame, result.box);
  host.print(`vlm.locate: ${inFrame(what, frame)}: ${result.missing}`);
  return null;
}

/** Without a model it is no item that fails: the first look says so and throws. */
function lookEach<T>({ host, init }: Session, call: string, items: readonly Item[]): (T | null)[] {
  if (!init.vlm && items[0]) host.call(call, items[0].args);
  return callEach<T>(host, call, items);
}

function inputFrame(where: string, frame: unknown): InputFrame {
  if (InputFrame.is(frame)) return frame;
  const wayOut = frame === undefined ? "; frames.at(i) throws outside where frames[i] is undefined" : "";
  return fail(where, `expected a frame, got ${shown(frame)}${wayOut}`);
}

function inFrame(what: string, frame: Frame): string {
  return `${JSON.stringify(what)} in ${frameName(frame)}`;
}
