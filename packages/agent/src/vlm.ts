import type { Vlm, VlmPicture } from "@spatialclaw/workspace";
import type { ChatModel, ChatPart } from "./chat.ts";
import { prompt } from "./prompts.ts";

/** The model behind `vlm.*`: every call is a conversation of its own. null when the model sees no pictures. */
export function createVlm(model: ChatModel): Vlm | null {
  if (!model.seesPictures) return null;
  const look = async (pictures: readonly VlmPicture[], question: string, signal: AbortSignal): Promise<string> => {
    const parts: ChatPart[] = pictures.map(({ label, image }) => ({ type: "image", label, image }));
    const messages = [{ role: "user" as const, parts: [...parts, { type: "text" as const, text: question }] }];
    return (await model.complete({ role: "vlm", messages, signal })).text.trim();
  };
  return {
    ask: (pictures, question, signal) => look(pictures, prompt("vlm-ask", { question }), signal),
    async locate(picture, what, signal) {
      const box = parseBox(await look([picture], prompt("vlm-locate", { what }), signal));
      if (!box) return null;
      const [x0, y0, x1, y1] = box;
      const { width, height } = picture;
      return [(x0 * width) / 1000, (y0 * height) / 1000, (x1 * width) / 1000, (y1 * height) / 1000];
    },
    async choose(pictures, question, options, signal) {
      const list = options.map((option, i) => `${i + 1}. ${option}`).join("\n");
      const reply = await look(pictures, prompt("vlm-choose", { question, options: list }), signal);
      const number = /\d+/.exec(reply);
      return number ? (options[Number(number[0]) - 1] ?? null) : (options.find((o) => o === reply) ?? null);
    },
  };
}

/** Four thousandths in any notation; null for "not visible" and whatever has no box in it. */
export function parseBox(reply: string): [number, number, number, number] | null {
  if (/not visible|"box"\s*:\s*null/i.test(reply)) return null;
  const numbers =
    reply
      .match(/-?\d+(?:\.\d+)?/g)
      ?.slice(0, 4)
      .map(Number) ?? [];
  const [x0, y0, x1, y1] = numbers.map((n) => Math.min(1000, Math.max(0, n)));
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : null;
}
