import type { Vlm, VlmPicture } from "@spatialclaw/workspace";
import type { ChatModel, ChatPart, ChatRole } from "./chat/types.ts";
import { prompt } from "./prompts/prompt.ts";
import { readBox } from "./vision/box-reply.ts";
import { readChoice, readLabels } from "./vision/choice-reply.ts";

/** The model behind `vlm.*`: every call is a conversation of its own. null when the model sees no pictures. */
export function createVlm(model: ChatModel): Vlm | null {
  if (!model.seesPictures) return null;

  const look = async (
    role: ChatRole,
    pictures: readonly VlmPicture[],
    question: string,
    signal: AbortSignal,
  ): Promise<string> => {
    const parts: ChatPart[] = pictures.map(({ label, image }) => ({ type: "image", label, image }));
    const messages = [{ role: "user" as const, parts: [...parts, { type: "text" as const, text: question }] }];
    const { text, finish } = await model.complete({ role, messages, signal });
    const reply = text.trim();
    if (finish === "declined") throw new Error(`the vision model declined: ${reply}`);
    if (reply === "")
      throw new Error(`the vision model said nothing${finish === "length" ? " before it was cut off" : ""}`);
    return reply;
  };

  return {
    ask: (pictures, question, signal) => look("vlm", pictures, prompt("vlm-ask", { question }), signal),

    async locate(picture, what, signal) {
      return readBox(await look("locate", [picture], prompt("vlm-locate", { what }), signal), picture);
    },

    async which(pictures, what, signal) {
      const labels = pictures.map(({ label }) => label);
      const reply = await look("vlm", pictures, prompt("vlm-which", { what, example: labels[0] ?? "" }), signal);
      const shown = readLabels(reply, labels);
      if (!shown)
        throw new Error(`the vision model named none of the pictures: ${JSON.stringify(reply.slice(0, 160))}`);
      return shown;
    },

    async choose(pictures, question, options, signal) {
      const list = options.map((option, i) => `${i + 1}. ${option}`).join("\n");
      return readChoice(
        await look("vlm", pictures, prompt("vlm-choose", { question, options: list }), signal),
        options,
      );
    },
  };
}
