import { reservedNames } from "@spatialclaw/workspace";
import { CallProblem } from "./problem.ts";

const IDENTIFIER = /^[A-Za-z_]\w*$/;
const KEYWORDS = new Set(
  (
    "abstract arguments as async await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for from function get if implements import in instanceof interface let new null of " +
    "package private protected public return set static super switch this throw true try type typeof undefined var void " +
    "while with yield"
  ).split(" "),
);
const BUILT_INS = new Set(Object.getOwnPropertyNames(globalThis));
/** Ways from a value to the code behind it. */
const BACK_DOORS = /^(?:__\w*|constructor|prototype|caller|callee|arguments|call|apply|bind)$/;

/** The name under which a result stays. Throws CallProblem for one that cannot be declared. */
export function resultName(wanted: string): string {
  const name = wanted.replace(/^\$/, "");
  if (!IDENTIFIER.test(name))
    throw new CallProblem(
      `its result name ${JSON.stringify(wanted)} is no identifier; write one such as "doorPoints".`,
    );
  if (KEYWORDS.has(name) || BUILT_INS.has(name) || reservedNames().includes(name))
    throw new CallProblem(`its result name "${name}" is taken; choose another, for example "my_${name}".`);
  return name;
}

/** Whether a reference may go through a member of this name. */
export function isPlainMember(name: string): boolean {
  return !BACK_DOORS.test(name);
}
