import type { ProtocolName, Traces } from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";

const PROTOCOLS: readonly ProtocolName[] = ["robust", "reference", "official"];
const TRACES: readonly Traces[] = ["all", "failed", "none"];

/** undefined where the flag was not given. Throws InputError. */
export const protocolIn = (given: unknown): ProtocolName | undefined => oneOf("--protocol", PROTOCOLS, given);

export const tracesIn = (given: unknown): Traces => oneOf("--traces", TRACES, given) ?? "failed";

function oneOf<T extends string>(flag: string, known: readonly T[], given: unknown): T | undefined {
  if (given === undefined) return undefined;
  const found = known.find((name) => name === given);
  if (found) return found;
  throw new InputError(`${flag} is ${JSON.stringify(given)}, expected one of ${known.join(", ")}`);
}
