import { declarationsOf } from "./declarations.ts";
import { apiFiles } from "./files.ts";

/** The global values that the API declares: cells may not declare or assign them. */
export function reservedNames(files: Readonly<Record<string, string>> = apiFiles()): string[] {
  const names = Object.values(files)
    .flatMap(declarationsOf)
    .filter((declaration) => declaration.global)
    .map((declaration) => declaration.name.split(".")[0] as string);
  return [...new Set(names)];
}
