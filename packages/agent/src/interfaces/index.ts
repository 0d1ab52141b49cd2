import { InputError } from "@spatialclaw/media";
import type { CellApi } from "@spatialclaw/workspace";
import { createCodeInterface } from "./code.ts";
import { createChainOfThought, createDirect } from "./none.ts";
import { createSinglePassInterface } from "./single-pass.ts";
import { createToolCallInterface } from "./tool-call/index.ts";
import type { ActionInterface, InterfaceName } from "./types.ts";

const CREATE: Readonly<Record<InterfaceName, (api: CellApi) => ActionInterface>> = {
  code: createCodeInterface,
  "single-pass": createSinglePassInterface,
  "tool-call": createToolCallInterface,
  none: createChainOfThought,
  direct: createDirect,
};

export const INTERFACES = Object.keys(CREATE) as readonly InterfaceName[];

/**
 * @param api The cell API as the session has it.
 * Throws InputError for a name that is none.
 */
export function createInterface(name: string, api: CellApi): ActionInterface {
  if (!Object.hasOwn(CREATE, name))
    throw new InputError(`interface ${JSON.stringify(name)} does not exist; there are ${INTERFACES.join(", ")}`);
  return CREATE[name as InterfaceName](api);
}
