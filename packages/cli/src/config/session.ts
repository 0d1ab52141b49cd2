import { readFileSync } from "node:fs";
import type { AskLimits } from "@spatialclaw/agent";
import { InputError, type Sampling } from "@spatialclaw/media";
import type { SpatialClawOptions } from "../spatialclaw.ts";
import type { Config } from "./resolve.ts";

/** What the configuration says about a session, in the library's terms; the model is `chooseModel`'s. */
export function sessionChoices({
  values,
}: Config): Pick<
  SpatialClawOptions,
  "interface" | "prompts" | "omit" | "checklist" | "reflections" | "keyFrames" | "pictures"
> {
  return {
    interface: values.interface,
    prompts: { omit: values["prompts.omit"], replace: texts(values["prompts.replace"]) },
    omit: values["api.omit"],
    checklist: values["planner.checklist"],
    reflections: values.reflect,
    keyFrames: values["pictures.first"],
    pictures: values["pictures.budget"],
  };
}

/** Which frames of videos may be used. */
export function samplingFrom({ values }: Config): Sampling {
  const { "frames.most": frames, "frames.maxFps": maxFps, "frames.times": times } = values;
  return {
    ...(frames === null ? {} : { frames }),
    ...(maxFps === null ? {} : { maxFps }),
    ...(times.length === 0 ? {} : { times }),
  };
}

export function limitsFrom({ values }: Config): AskLimits {
  return {
    steps: values["limits.steps"],
    failures: values["limits.failures"],
    toolCalls: values["limits.toolCalls"],
    timeoutMs: values["limits.timeoutSec"] * 1000,
    tokens: values["limits.tokens"],
    costUsd: values["limits.costUsd"],
  };
}

/** `@file` becomes the file's text. */
function texts(replace: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(replace).map(([section, text]) => [
      section,
      text.startsWith("@") ? read(text.slice(1), section) : text,
    ]),
  );
}

function read(file: string, section: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`cannot read the text for prompt section ${section} from ${file}: ${reason}`);
  }
}
