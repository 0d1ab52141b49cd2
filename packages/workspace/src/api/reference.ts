import { type CellApi, cellApi } from "./cell-api.ts";
import { conventionsOf, type Declaration, declarationsOf, docText, examplesOf } from "./declarations.ts";

/** Groups in the order in which a run needs them; a file that is not named here follows at the end. */
const TITLES: Readonly<Record<string, string>> = {
  "frames.d.ts": "Frames",
  "videos.d.ts": "Videos",
  "reconstruct.d.ts": "Reconstruction",
  "sam3.d.ts": "Masks",
  "geometry.d.ts": "Geometry",
  "np.d.ts": "Numbers",
  "draw.d.ts": "Drawing and time",
  "output.d.ts": "Output, looks and the answer",
};

/**
 * The API as the prompt shows it: the declarations with less noise, comments in one line, one worked example per group.
 */
export function apiReference({ files, omitted }: CellApi = cellApi()): string {
  const order = [...new Set([...Object.keys(TITLES), ...Object.keys(files)])].filter((name) => name in files);
  const conventions = order.flatMap((name) => conventionsOf(files[name] as string));
  const groups = order.map((name) => group(titleOf(name), files[name] as string, omitted));
  return [conventions.join("\n"), ...groups.filter((text) => text !== "")].join("\n\n");
}

/** `custom-Gripper.d.ts`: a tool of the user's own. */
function titleOf(name: string): string {
  return TITLES[name] ?? name.replace(/^custom-|\.d\.ts$/g, "");
}

function group(title: string, source: string, omitted: readonly string[]): string {
  const declarations = declarationsOf(source);
  if (declarations.length === 0) return "";
  const example = examplesOf(source).find((code) => !omitted.some((name) => code.includes(`${name}.`)));
  return [
    `## ${title}`,
    "```ts",
    ...declarations.map(compact).filter((text) => text !== ""),
    ...(example === undefined ? [] : [`// Example: ${example}`]),
    "```",
  ].join("\n");
}

/** A helper type that a comment says better than its body: @brief, and the comment alone is shown, if there is one. */
const BRIEF = /(?:^| )@brief$/;

/** Indented by one space: it belongs to the word behind it, a second one would be a token more on each line. */
function compact(declaration: Declaration): string {
  if (BRIEF.test(declaration.doc)) return declaration.doc.replace(BRIEF, "").replace(/^(?=.)/, "// ");
  const text = declaration.text.split("\n").flatMap((line) => {
    const indent = line.slice(0, line.length - line.trimStart().length).replaceAll("  ", " ");
    if (!line.trimStart().startsWith("/**")) return [indent + strip(line.trimStart())];
    const doc = docText(line);
    return doc === "" ? [] : [`${indent}// ${doc}`];
  });
  const body = text.join("\n").replace(/^namespace \w+/, `namespace ${declaration.name}`);
  return declaration.doc === "" ? body : `// ${declaration.doc}\n${body}`;
}

/** `min: Reduce; max: Reduce;`: members of one type, one after the other. */
const SAME_TYPE = /\w+: ([A-Z]\w*(?:<[^;]*>)?);(?: \w+: \1;)+/g;

function strip(line: string): string {
  return line
    .replace(/^declare /, "")
    .replace(/\breadonly (?=\w+\??:)/g, "")
    .replace(/\breadonly (?=\(?\w|\[|\{)/g, "")
    .replace(/\bReadonlyArray</g, "Array<")
    .replace(/\bReadonly<(Record<.*>)>/g, "$1")
    .replace(/\{ __\w+: unique symbol \}/, "brand")
    .replace(/(?<=[<,] ?)const (?=\w+ extends)/g, "")
    .replace(SAME_TYPE, (members) => `${members.replace(/: [^;]+; (?=\w)/g, ", ")}`)
    .replace(/^(\s*)function /, "$1");
}
