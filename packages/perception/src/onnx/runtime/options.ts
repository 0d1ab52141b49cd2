import { InputError } from "@spatialclaw/media";
import { PROVIDERS } from "../manifest/index.ts";
import type { RuntimeOptions } from "./types.ts";

/** Throws InputError that names the option, what was expected and what came. */
export function checkOptions({ provider, memoryBytes, threads, cache }: RuntimeOptions): void {
  if (provider && !PROVIDERS.includes(provider))
    throw new InputError(`provider is ${JSON.stringify(provider)}, expected one of ${PROVIDERS.join(", ")}`);
  atLeastOne("memoryBytes", memoryBytes);
  atLeastOne("threads", threads);
  atLeastOne("cache.maxBytes", cache?.maxBytes);
}

function atLeastOne(name: string, value: number | null | undefined): void {
  if (value !== undefined && value !== null && !(value >= 1))
    throw new InputError(`${name} is ${value}, expected a number from 1`);
}
