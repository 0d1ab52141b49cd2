import { createHash } from "node:crypto";
import type { RgbImage } from "@spatialclaw/media";
import { InputError } from "@spatialclaw/media";
import type { Feed, OutTensor, TaskContext } from "../../runtime/task.ts";
import { pictureFeed } from "../picture-feed.ts";
import { type Maps, RecentMaps } from "../recent-maps.ts";
import { createTokenizer } from "../tokenizer/tokenizer.ts";

/** What the text encoder made of a phrase, under the names of the decoder's inputs. */
export interface TextFeatures {
  readonly feeds: Readonly<Record<string, Feed>>;
  readonly isCut: boolean;
}

/** By role, for the pictures that came last. */
export async function visionMaps(
  picture: RgbImage,
  role: "visionEncoder" | "trackerEncoder",
  context: TaskContext,
): Promise<Maps> {
  const recent = await context.memo(`maps of ${role}`, () => new RecentMaps());
  return recent.get(nameOf(picture), () => context.graph(role).run({ image: pictureFeed(picture, context.manifest) }));
}

/** Of a text encoder whose tokenizer is known. Kept for each phrase. */
export function textFeatures(text: string, context: TaskContext): Promise<TextFeatures> {
  return context.memo(`text ${text}`, async () => {
    const { manifest, files } = context;
    const spec = manifest.tokenizer;
    const file = files.tokenizer;
    if (!spec || file === null)
      throw new InputError(`the manifest of ${manifest.id} names no tokenizer, which text needs`, "environment");
    const tokenizer = await context.memo("tokenizer", () => createTokenizer(file, spec));
    const { tokens, mask, isCut } = tokenizer.encode(text);
    const encoder = context.graph("textEncoder");
    const decoder = context.graph("decoder");
    const own: Feed = { data: mask, dims: [1, mask.length] };
    const inputs = {
      tokens: { data: tokens, dims: [1, tokens.length] },
      ...(encoder.inputs.mask ? { mask: own } : {}),
    };
    const outputs: Readonly<Record<string, OutTensor>> = await encoder.run(inputs);
    // The encoder's own mask has the polarity that the decoder wants, whatever that is.
    const { text: features, textMask = own } = outputs;
    if (!features) throw new InputError(`textEncoder of ${manifest.id} gives no text features`, "environment");
    const feeds: Record<string, Feed> = { text: features };
    if (decoder.inputs.textMask) feeds.textMask = textMask;
    if (decoder.inputs.mask) feeds.mask = own;
    return { feeds, isCut };
  });
}

function nameOf({ width, height, data }: RgbImage): string {
  return `${width}x${height} ${createHash("sha1").update(data).digest("base64")}`;
}
