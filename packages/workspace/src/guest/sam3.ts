import { fail, text } from "./check.ts";
import { findAll } from "./find.ts";
import { frameName, positionOf } from "./frames.ts";
import { isList, pairUp } from "./lists.ts";
import { promptFrom } from "./prompts.ts";
import { type Outcome, type Search, segment, segmentEach } from "./segment.ts";
import type { Session } from "./session.ts";

type ImagePrompt = Prompt | Box | null;

export function createSam3(session: Session): typeof tools.SAM3 {
  const { frames: table, host } = session;

  function segmentImage(frames: readonly Frame[], what: OneOrMany<ImagePrompt>): (Seg | null)[];
  function segmentImage(frame: Frame, what: readonly ImagePrompt[]): (Seg | null)[];
  function segmentImage(frame: Frame, what: Prompt | Box): Seg | null;
  function segmentImage(frames: OneOrMany<Frame>, what: OneOrMany<ImagePrompt>): Seg | null | (Seg | null)[] {
    const where = "tools.SAM3.segmentImage";
    const searchOf = ([frame, prompt]: readonly [Frame, ImagePrompt], at = ""): Search => {
      const only = table.resolve(`${where}(frame)${at}`, frame);
      const checked = promptFrom(session, `${where}(what)${at}`, prompt, only);
      if (!("text" in checked) && checked.frame !== positionOf(only))
        fail(
          `${where}(what)${at}`,
          `the prompt is of ${frameName(table.at(checked.frame))}, the image is ${frameName(only)}; pass the same frame`,
        );
      return { frames: [only], prompt: checked };
    };
    const pairs = pairUp<Frame, ImagePrompt>(where, frames, what);
    if (!isList(frames) && !isList(what)) return hitOrNote(where, segment(session, searchOf([frames, what])));
    return each(
      where,
      pairs.map((pair, i) => (pair[1] === null ? null : searchOf(pair, `[${i}]`))),
    );
  }

  function segmentVideo(frames: readonly Frame[], what: readonly (Prompt | null)[]): (Seg | null)[];
  function segmentVideo(frames: readonly Frame[], what: Prompt): Seg | null;
  function segmentVideo(
    frames: readonly Frame[],
    what: Prompt | readonly (Prompt | null)[],
  ): Seg | null | (Seg | null)[] {
    const where = "tools.SAM3.segmentVideo";
    const list = table.resolveAll(`${where}(frames)`, frames);
    const searchOf = (prompt: Prompt, at = ""): Search => {
      const checked = promptFrom(session, `${where}(what)${at}`, prompt);
      const all = "text" in checked ? list : table.resolveAll(where, [...list, table.at(checked.frame)]);
      return { frames: all, prompt: checked };
    };
    if (!isList(what)) return hitOrNote(where, segment(session, searchOf(what)));
    return each(
      where,
      what.map((prompt, i) => (prompt === null ? null : searchOf(prompt, `[${i}]`))),
    );
  }

  function findObject(frames: OneOrMany<Frame>, what: readonly string[]): (Found | null)[];
  function findObject(frames: OneOrMany<Frame>, what: string): Found | null;
  function findObject(frames: OneOrMany<Frame>, what: OneOrMany<string>): Found | null | (Found | null)[] {
    const where = "tools.SAM3.findObject";
    const list = table.resolveAll(`${where}(frames)`, frames);
    if (!isList(what)) return findAll(session, list, [text(`${where}(what)`, what)])[0] ?? null;
    return findAll(
      session,
      list,
      what.map((name, i) => text(`${where}(what)[${i}]`, name)),
    );
  }

  function hitOrNote(where: string, { seg, note }: Outcome): Seg | null {
    if (!seg) host.print(`${where}: ${note}`);
    return seg;
  }

  /** In order; a search that is null has a result that is null. */
  function each(where: string, searches: readonly (Search | null)[]): (Seg | null)[] {
    const outcomes = segmentEach(
      session,
      searches.filter((search) => search !== null),
    );
    let next = 0;
    return searches.map((search) => {
      const outcome = search && outcomes[next++];
      return outcome ? hitOrNote(where, outcome) : null;
    });
  }

  return Object.freeze({ segmentImage, segmentVideo, findObject });
}
