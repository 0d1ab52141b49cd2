import { isObject, type Loose, type LooseObject } from "./loose-json.ts";
import { CallProblem } from "./problem.ts";
import type { Parameter, Signature } from "./signatures.ts";

/** An argument in its place; undefined: left out, something follows. */
export type Argument = Loose | undefined;

/**
 * Puts arguments given by name into their places. Names are those of the declarations, case and underscores aside;
 * one that fits no parameter belongs into `options` where the callee takes such. Throws CallProblem otherwise.
 */
export function bind(
  callee: string,
  signatures: readonly Signature[],
  args: readonly Loose[],
  named: LooseObject,
): readonly Argument[] {
  const [only] = args;
  const bare = Object.keys(named).length === 0;
  if (bare && args.length === 1 && isObject(only) && !isOptions(signatures, 0)) {
    // [{ "frames": …, "what": … }]: all by name, in a list.
    const inPlace = places(signatures, [], only);
    return inPlace ?? args;
  }
  if (bare) return args;
  const inPlace = places(signatures, args, named);
  if (inPlace) return inPlace;
  const [signature] = signatures;
  if (!signature) return [...args, named];
  const values = Object.values(named);
  // { "answer": 1.25 } where one value is wanted: the name says nothing.
  if (args.length === 0 && values.length === 1 && signature.parameters.length === 1) return values;
  const known = signature.parameters.map(({ name }) => name).join(", ") || "none";
  throw new CallProblem(`${callee} does not take ${Object.keys(named).join(", ")}; its parameters are ${known}.`);
}

function places(signatures: readonly Signature[], args: readonly Loose[], named: LooseObject): Argument[] | null {
  for (const { parameters } of signatures) {
    const found = placed(parameters, args, named);
    if (found) return found;
  }
  return null;
}

function placed(parameters: readonly Parameter[], args: readonly Loose[], named: LooseObject): Argument[] | null {
  const result: Argument[] = [...args];
  const options = parameters.findIndex(({ type }) => type.startsWith("{"));
  for (const [key, value] of Object.entries(named)) {
    const at = parameters.findIndex(({ name }) => normalised(name) === normalised(key));
    const option = keyOf(parameters[options]?.type ?? "", key);
    if (at >= 0 && !(at < args.length)) result[at] = value;
    else if (at < 0 && option !== null) {
      const earlier = result[options];
      result[options] = { ...(isObject(earlier) ? earlier : {}), [option]: value };
    } else return null;
  }
  return Array.from(result);
}

/** Whether the parameter in this place takes an object with keys of its own. */
export function isOptions(signatures: readonly Signature[], at: number): boolean {
  return signatures.some(({ parameters }) => parameters[at]?.type.includes("{"));
}

/** The key of an object type that is meant by a name; null when there is none. */
function keyOf(type: string, name: string): string | null {
  const keys = [...type.matchAll(/(\w+)\??:/g)].map((match) => match[1] as string);
  return keys.find((key) => normalised(key) === normalised(name)) ?? null;
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}
