import { InputError, type InputSource, type MediaInput, type OpenOptions, openInput } from "@spatialclaw/media";

/** One source, or several that belong together. */
export type Input = InputSource | readonly InputSource[];

/** How inputs are opened, whatever is asked of them. */
export type InputOptions = Pick<OpenOptions, "sampling" | "cache" | "beyondPaths" | "mostBytes" | "onProgress">;

/** What belongs to one input. */
export type OneInputOptions = Pick<OpenOptions, "references" | "signal">;

/** Rejects with InputError when the input cannot be used. */
export async function openNamed(input: Input, options: OpenOptions = {}): Promise<MediaInput> {
  const sources = listed(input);
  if (sources.length === 0) throw new InputError("no input is named; name a capture folder, a video or pictures");
  return openInput(sources, options);
}

/** As people named them; for the trace. */
export function namesOf(input: Input): string[] {
  return listed(input).map((source) => {
    if (typeof source === "string") return shortened(source);
    if (source instanceof Uint8Array) return `${source.length} bytes`;
    return "name" in source && source.name !== undefined ? source.name : "a stream";
  });
}

/** The same for the same sources, references included; null where they cannot be told from others by name. */
export function originOf(input: Input, references: OneInputOptions["references"] = []): string | null {
  const sources = [...listed(input), "", ...references];
  // Paths may be relative.
  return sources.every((source) => typeof source === "string") ? [process.cwd(), ...sources].join("\0") : null;
}

function listed(input: Input): readonly InputSource[] {
  return isList(input) ? input : [input];
}

function isList(input: Input): input is readonly InputSource[] {
  return Array.isArray(input);
}

/** A data URL is its whole content. */
function shortened(source: string): string {
  return source.startsWith("data:") ? `${source.slice(0, 40)}…` : source;
}
