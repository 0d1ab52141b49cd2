import type { CellResult } from "@spatialclaw/kernel";
import type { ChatMessage, ChatPart } from "./chat/types.ts";
import { condensed, condensedCell } from "./feedback.ts";
import { text } from "./messages.ts";

type ImagePart = Extract<ChatPart, { type: "image" }>;

/** One reply of the model and what came back. */
interface Turn {
  reply: ChatMessage;
  back: ChatMessage | null;
  /** While the cell has failed and nothing has worked since: what to shorten it to. */
  failed: { readonly thought: string; readonly cell: string; readonly result: CellResult } | null;
}

/** Longer replies are kept by their beginning: the model need not read 5 MB of its own again. */
const MAX_REPLY_CHARS = 64 * 1024;

/**
 * The messages of one session. Its head (system prompt, question, key frames) is never rewritten, what follows only
 * where it saves most, so that prefix caches hold:
 *
 * - failed cells shrink to their error as soon as a cell works, so only the last few messages ever change for that;
 * - pictures beyond the budget become a line of text, oldest first and half the budget at a time, so that the
 *   prefix changes once in many steps instead of at every one. The pictures of the head stay.
 */
export class Conversation {
  readonly #head: readonly ChatMessage[];
  readonly #pictures: number;
  #turns: Turn[] = [];

  /** @param pictures The most pictures in the messages after the head. */
  constructor(head: readonly ChatMessage[], pictures: number) {
    this.#head = head;
    this.#pictures = pictures;
  }

  /** Whether the model has said something yet. */
  get begun(): boolean {
    return this.#turns.length > 0;
  }

  /** All of it, with what one more message would say. */
  messages(...more: readonly ChatMessage[]): ChatMessage[] {
    return [...this.#head, ...this.#turns.flatMap(({ reply, back }) => (back ? [reply, back] : [reply])), ...more];
  }

  reply(said: string): void {
    const kept = said.length > MAX_REPLY_CHARS ? `${said.slice(0, MAX_REPLY_CHARS)}\n… (cut)` : said;
    // An empty message is refused by several endpoints.
    this.#turns.push({ reply: text("assistant", kept === "" ? "(empty reply)" : kept), back: null, failed: null });
  }

  /** What comes back after a reply. */
  back(said: string, pictures: readonly ChatPart[] = []): void {
    const turn = this.#turns.at(-1);
    const parts = [{ type: "text" as const, text: said }, ...pictures];
    if (!turn) throw new Error("nothing was said yet that something could come back for");
    turn.back = { role: "user", parts: turn.back ? [...turn.back.parts, ...parts] : parts };
    this.#dropPictures();
  }

  /** The outcome of the cell in the last reply: a failed one is shortened once a later one has worked. */
  outcome(thought: string, cell: string, result: CellResult): void {
    const turn = this.#turns.at(-1);
    if (result.error) {
      if (turn) turn.failed = { thought, cell, result };
      return;
    }
    this.#turns = this.#turns.map((earlier) => (earlier.failed ? shortened(earlier, earlier.failed) : earlier));
  }

  #dropPictures(): void {
    const images = this.#turns.flatMap(({ back }) => back?.parts.filter(isImage) ?? []);
    if (images.length <= this.#pictures) return;
    const dropped = new Set<ChatPart>(images.slice(0, images.length - Math.ceil(this.#pictures / 2)));
    for (const turn of this.#turns) {
      if (!turn.back?.parts.some((part) => dropped.has(part))) continue;
      turn.back = { ...turn.back, parts: turn.back.parts.map((part) => (dropped.has(part) ? asText(part) : part)) };
    }
  }
}

function isImage(part: ChatPart): part is ImagePart {
  return part.type === "image";
}

function asText(part: ChatPart): ChatPart {
  return isImage(part)
    ? {
        type: "text",
        text: `(picture ${JSON.stringify(part.label)} is no longer shown; show it again if it is needed)`,
      }
    : part;
}

function shortened(turn: Turn, { thought, cell, result }: NonNullable<Turn["failed"]>): Turn {
  const reply = `${thought}\n\n\`\`\`ts\n${condensedCell(cell, result)}\n\`\`\``;
  const pictures = turn.back?.parts.filter(isImage) ?? [];
  return {
    reply: text("assistant", reply.trim()),
    back: { role: "user", parts: [{ type: "text", text: condensed(result) }, ...pictures] },
    failed: null,
  };
}
