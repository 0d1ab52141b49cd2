import { type Declaration, conventionsOf, declarationsOf, docText, examplesOf } from "./declarations.ts";
import { apiFiles } from "./files.ts";

/** Groups in the order in which a run needs them; a file that is not named here follows at the end. */
const TITLES: Readonly<Record<string, string>> = {
  "frames.d.ts": "Frames",
  "reconstruct.d.ts": "Reconstruction",
  "sam3.d.ts": "Masks",
  "geometry.d.ts": "Geometry",
  "np.d.ts": "Numbers",
  "output.d.ts": "Output, looks and the answer",
};

/**
 * The API as the prompt shows it: the declarations with less noise, comments in one line, one worked example per group.
 * @param options.omit Names to leave out: `vlm`, `tools.SAM3`, `RefImages`.
 */
export function apiReference(options: { readonly omit?: readonly string[] } = {}): string {
  const files = apiFiles();
  const omitted = new Set(options.omit ?? []);
  const order = [...new Set([...Object.keys(TITLES), ...Object.keys(files)])].filter((name) => name in files);
  const conventions = order.flatMap((name) => conventionsOf(files[name] as string));
  const groups = order.map((name) => group(TITLES[name] ?? name.replace(".d.ts", ""), files[name] as string, omitted));
  return [conventions.join("\n"), ...groups.filter((text) => text !== "")].join("\n\n");
}

function group(title: string, source: string, omitted: ReadonlySet<string>): string {
  const kept = declarationsOf(source).filter((declaration) => !omitted.has(declaration.name));
  if (kept.length === 0) return "";
  const example = examplesOf(source).find((code) => ![...omitted].some((name) => code.includes(`${name}.`)));
  return [
    `## ${title}`,
    "```ts",
    ...kept.map(compact),
    ...(example === undefined ? [] : [`// Example: ${example}`]),
    "```",
  ].join("\n");
}

function compact(declaration: Declaration): string {
  const text = declaration.text.split("\n").flatMap((line) => {
    const indent = line.slice(0, line.length - line.trimStart().length);
    if (!line.trimStart().startsWith("/**")) return [strip(line)];
    const doc = docText(line);
    return doc === "" ? [] : [`${indent}// ${doc}`];
  });
  const body = text.join("\n").replace(/^namespace \w+/, `namespace ${declaration.name}`);
  return declaration.doc === "" ? body : `// ${declaration.doc}\n${body}`;
}

function strip(line: string): string {
  return line
    .replace(/^declare /, "")
    .replace(/\breadonly (?=\w+\??:)/g, "")
    .replace(/\breadonly (?=\(?\w|\[|\{)/g, "")
    .replace(/\bReadonlyArray</g, "Array<")
    .replace(/\bReadonly<(Record<.*>)>/g, "$1")
    .replace(/\{ __\w+: unique symbol \}/, "brand")
    .replace(/^(\s*)function /, "$1");
}
