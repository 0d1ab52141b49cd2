import type { GuestHost } from "@spatialclaw/kernel";
import type { AskArgs, ChooseArgs, LocateArgs, LocateResult } from "../wire.ts";
import { fail, shown, text } from "./check.ts";
import { InputFrame } from "./frames.ts";
import { frameItem, pictureItems } from "./pictures.ts";

export function createVlm(host: GuestHost) {
  return Object.freeze({
    ask(pictures: unknown, question: string): string {
      const args: AskArgs = {
        pictures: pictureItems("vlm.ask(pictures)", pictures),
        question: text("vlm.ask(question)", question),
      };
      return host.call("vlm.ask", args) as string;
    },

    locate(frame: Frame, what: string): Box | null {
      return locate(host, frame, text("vlm.locate(what)", what));
    },

    choose<T extends string>(pictures: unknown, question: string, options: readonly T[]): T | null {
      const where = "vlm.choose(options)";
      if (!Array.isArray(options) || options.length < 2)
        fail(where, `expected at least two texts to choose from, got ${shown(options)}`);
      const args: ChooseArgs = {
        pictures: pictureItems("vlm.choose(pictures)", pictures),
        question: text("vlm.choose(question)", question),
        options: options.map((option, i) => text(`${where}[${i}]`, option)),
      };
      const chosen = host.call("vlm.choose", args);
      return options.find((option) => option === chosen) ?? null;
    },
  });
}

export function locate(host: GuestHost, frame: unknown, what: string): Box | null {
  if (!InputFrame.is(frame)) return fail("vlm.locate(frame)", `expected one frame, got ${shown(frame)}`);
  const args: LocateArgs = { picture: frameItem(frame), what };
  const box = host.call("vlm.locate", args) as LocateResult;
  return box && Object.freeze({ x0: box[0], y0: box[1], x1: box[2], y1: box[3] });
}
