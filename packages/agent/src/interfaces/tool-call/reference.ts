import { isPlainMember } from "./names.ts";
import { CallProblem } from "./problem.ts";

/** A way to a value that is already there: `$door.seg.frames[0]`. */
export interface Reference {
  readonly root: string;
  /** As TypeScript writes them: `.seg`, `[0]`. */
  readonly steps: readonly string[];
}

/** No path of the API is longer, and every step may cost a guard. */
const MAX_STEPS = 20;

const WHOLE = /^\$(?:\{([^{}]*)\}|(.*))$/s;
const PATH = /^([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*|\[\d{1,9}\]|\[(["'])[A-Za-z_]\w*\3\])*)$/;
const STEP = /\.\w+|\[\d+\]|\[["']\w+["']\]/g;

/**
 * Reads a text that begins with `$`. null when it is a text like any other, such as "$5".
 * Throws CallProblem for what begins as a reference and goes on as something else: code never gets in this way.
 */
export function referenceIn(text: string): Reference | null {
  const [, braced, plain] = WHOLE.exec(text) ?? [];
  const path = braced?.trim() ?? plain;
  if (path === undefined || !/^[A-Za-z_]/.test(path)) return null;
  const match = PATH.exec(path);
  if (!match) {
    if (braced !== undefined) return null;
    throw new CallProblem(
      `${quoted(text)} is no reference: only $name, .member and [index] may follow each other. ${wayOut(path)}`,
    );
  }
  const steps = (match[2] ?? "").match(STEP) ?? [];
  if (steps.length > MAX_STEPS)
    throw new CallProblem(`${quoted(text)} is no reference: it has more than ${MAX_STEPS} steps.`);
  const reference = { root: match[1] as string, steps: steps.map((step) => step.replace(/\[["'](\w+)["']\]/, ".$1")) };
  for (const name of [reference.root, ...memberNames(reference)])
    if (!isPlainMember(name)) throw new CallProblem(`${quoted(text)} leads to ${name}, which no call may use.`);
  return reference;
}

/** The reference as an expression; `until`: only so many of its steps. */
export function expression({ root, steps }: Reference, until = steps.length): string {
  return root + steps.slice(0, until).join("");
}

/** Name of the last member; null for an index and for the root alone. */
export function lastMember({ steps }: Reference): string | null {
  const step = steps.at(-1);
  return step?.startsWith(".") ? step.slice(1) : null;
}

function memberNames({ steps }: Reference): string[] {
  return steps.filter((step) => step.startsWith(".")).map((step) => step.slice(1));
}

function wayOut(path: string): string {
  if (/^\w+\.(?:by|at)\(/.test(path) || /\[-\d/.test(path))
    return 'A frame is {"frame": 12} by its absolute index, "$InputImages[3]" by position, "$InputImages.last" at the end.';
  if (path.includes("("))
    return 'Make the call first, {"tool": "$name.method", "args": […], "as": "it"}, then use "$it".';
  return 'A plain text that begins with a dollar sign begins with two: "$$…".';
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
