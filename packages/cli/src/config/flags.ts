import { type Command, Option as Flag, InvalidArgumentError } from "commander";
import { Mismatch } from "./kinds.ts";
import { KEYS, type Key, optionOf, type Values, variableOf } from "./options.ts";

/** Adds a flag for every option of the table that has one. */
export function addOptions(command: Command): Command {
  for (const key of KEYS) for (const flag of flagsFor(key)) command.addOption(flag);
  return command;
}

/** Around a value on its way through commander, which takes `null` for a missing one. */
class Given {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** What the command line said, by option; what it did not say is not in it. */
export function flagValues(parsed: Readonly<Record<string, unknown>>): Partial<Values> {
  const given = KEYS.flatMap((key) => {
    const [flag] = flagsFor(key);
    const said = flag && parsed[flag.attributeName()];
    return said === undefined ? [] : [[key, said instanceof Given ? said.value : said] as const];
  });
  return Object.fromEntries(given) as Partial<Values>;
}

function flagsFor(key: Key): Flag[] {
  const { flag: flags, doc, kind, default: unset } = optionOf(key);
  if (flags === null) return [];
  const described = `${doc.replaceAll("`", "")} (default ${kind.write(unset)}; ${variableOf(key)})`;
  const flag = new Flag(flags, described).helpGroup("Configuration, also by variables and files:");
  if (!flag.required) return [flag, new Flag(flags.replace("--", "--no-"), `not: ${doc}`).hideHelp()];
  let given: Given | null = null;
  flag.argParser((text: string) => {
    const value = parsed(key, text);
    given = new Given(given && kind.merge ? kind.merge(given.value, value) : value);
    return given;
  });
  return [flag];
}

function parsed(key: Key, text: string): unknown {
  try {
    return optionOf(key).kind.fromText(text);
  } catch (error) {
    if (error instanceof Mismatch) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
