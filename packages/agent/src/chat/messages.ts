import type OpenAI from "openai";
import type { PictureUrls } from "./images.ts";
import type { ImageSettings } from "./settings.ts";
import type { ChatMessage, ChatPart, ToolDefinition } from "./types.ts";

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type Part = OpenAI.Chat.Completions.ChatCompletionContentPart;
type ImagePart = OpenAI.Chat.Completions.ChatCompletionContentPartImage;
type Tool = OpenAI.Chat.Completions.ChatCompletionTool;

/** Where a model takes pictures: how they become text, and how closely they are to be looked at. */
export interface Pictures {
  readonly urls: PictureUrls;
  readonly detail: ImageSettings["detail"];
}

/** The messages as they go over the wire; the same ones give the same bytes, so that prefix caches hold. */
export function toOpenAI(messages: readonly ChatMessage[], pictures: Pictures | null): Promise<Message[]> {
  return Promise.all(
    messages.map(async ({ role, parts }): Promise<Message> => {
      const shown = role === "user" && pictures && parts.some(isImage);
      // Plain text where it is text alone: not every server takes parts everywhere.
      if (!shown) return { role, content: parts.map(asText).join("\n") };
      return { role, content: (await Promise.all(parts.map((part) => toParts(part, pictures)))).flat() };
    }),
  );
}

/** A label stands before its picture: only so does a model know which one a text means. */
async function toParts(part: ChatPart, { urls, detail }: Pictures): Promise<Part[]> {
  if (part.type === "text") return [{ type: "text", text: part.text }];
  const url = await urls.of(part.image, part.label);
  const shown = { type: "image_url", image_url: { url, ...(detail === null ? {} : { detail }) } };
  // `encodeBody` makes a text of the url.
  return [{ type: "text", text: part.label }, shown as unknown as ImagePart];
}

function isImage(part: ChatPart): boolean {
  return part.type === "image";
}

function asText(part: ChatPart): string {
  return part.type === "text" ? part.text : `(picture ${JSON.stringify(part.label)}, which you cannot see)`;
}

export function toOpenAITools(tools: readonly ToolDefinition[]): Tool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: "function",
    function: { name, description, parameters: { ...parameters } },
  }));
}
