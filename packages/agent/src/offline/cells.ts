import type { Choices, Option } from "./choices.ts";
import type { Cell } from "./family.ts";
import { variableNames } from "./naming.ts";
import { PER_METRE, type Unit } from "./units.ts";

/** What a cell prints when an object is not there, or not the only one; the model reads it in the feedback. */
export const MISSING = "missing";
export const SEVERAL = "several";

/** "the chair, the table and the lamp" */
export function enumerate(labels: readonly string[]): string {
  const names = labels.map((label) => `the ${label}`);
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Looks for all objects at once, and says which are missing or not the only ones of their name. */
export function findCell(labels: readonly string[]): Cell {
  const code = `const labels = [${labels.map((label) => JSON.stringify(label)).join(", ")}];
const found = tools.SAM3.findObject(InputImages, labels);
found.forEach((object, i) => {
  if (!object) print(\`${MISSING}: \${labels[i]}\`);
  else if (object.seg.count > 1) print(\`${SEVERAL}: \${labels[i]} (\${object.seg.count})\`);
  else print(\`\${labels[i]}: best seen in frame \${object.frame.frameIndex}\`);
});`;
  return {
    purpose: `I look for ${enumerate(labels)} in all frames and show where they are.`,
    code: `${code}\nshow(found);`,
    simpler: code,
  };
}

const ALL_FRAMES = "tools.Reconstruct.reconstruct(InputImages, { maxFrames: InputImages.length })";
const SAMPLED = "tools.Reconstruct.reconstruct(InputImages)";

/** A cell that needs `recon`; its simpler form leaves the choice of frames to the tool. */
export function measureCell(purpose: string, code: string): Cell {
  const withRecon = (reconstruction: string) => `const recon = ${reconstruction};\n${code}`;
  return { purpose, code: withRecon(ALL_FRAMES), simpler: withRecon(SAMPLED) };
}

/** Lines that give each found object's points a name, in the order of the labels. */
export function namePoints(labels: readonly string[]): { readonly code: string; readonly points: readonly string[] } {
  const names = variableNames(labels);
  const points = names.map((name) => `${name}Points`);
  const code = `const [${names.join(", ")}] = found;
if (${names.map((name) => `!${name}`).join(" || ")}) throw new Error("an object was not found");
${names.map((name, i) => `const ${points[i]} = ${name}.seg.points(recon);`).join("\n")}
print("number of points:", ${points.map((name) => `${name}.length`).join(", ")});`;
  return { code, points };
}

/** Returns a length that is held in metres by `variable`, in the unit asked or as the nearest option. */
export function lengthAnswer(variable: string, unit: Unit, choices: Choices): Cell {
  if (choices.kind === "numbers") return nearestOption(variable, choices.options, "metres");
  const factor = unit === "ft" || unit === "in" ? `/ ${unit === "ft" ? 0.3048 : 0.0254}` : `* ${PER_METRE[unit]}`;
  const value =
    unit === "m" ? `np.round(${variable}, 4)` : `np.round((${variable}) ${factor}, 3)`.replace(/\((\w+)\)/, "$1");
  return {
    purpose: `The answer is what the last cell measured, in ${UNIT_WORDS[unit]}.`,
    code: `ReturnAnswer(${value});`,
    simpler: null,
  };
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  m: "metres",
  cm: "centimetres",
  mm: "millimetres",
  ft: "feet",
  in: "inches",
};

export function nearestOption(variable: string, options: readonly Option<number>[], what: string): Cell {
  const pairs = options.map(({ letter, value }) => `["${letter}", ${Number(value.toPrecision(6))}]`).join(", ");
  const code = `const options: [letter: string, ${what}: number][] = [${pairs}];
const [letter, ${what}] = options.reduce((best, option) =>
  Math.abs(option[1] - ${variable}) < Math.abs(best[1] - ${variable}) ? option : best,
);
if (Math.abs(${what} - ${variable}) > 0.25 * ${variable}) print("no option is near what was measured; this is the nearest");
print(\`option \${letter}: \${${what}}\`);
ReturnAnswer(letter);`;
  return { purpose: "I take the option that is nearest to what the last cell measured.", code, simpler: null };
}

/** Returns a word held by `variable`, or the letter of the option that says the same. */
export function wordAnswer(variable: string, options: readonly Option<string>[] | null): Cell {
  if (options === null)
    return { purpose: "The answer is what the last cell found.", code: `ReturnAnswer(${variable});`, simpler: null };
  const entries = options.map(({ letter, value }) => `${JSON.stringify(value)}: "${letter}"`).join(", ");
  const code = `const letters: Record<string, string> = { ${entries} };
ReturnAnswer(letters[${variable}] ?? ${variable});`;
  return { purpose: "I answer with the letter of the option that says what the last cell found.", code, simpler: null };
}
