import { declarationsOf } from "./declarations.ts";
import { apiFiles } from "./files.ts";

/** The global values that the API declares: cells may not declare or assign them. */
export function reservedNames(): string[] {
  const names = Object.values(apiFiles())
    .flatMap(declarationsOf)
    .filter((declaration) => declaration.global)
    .map((declaration) => declaration.name.split(".")[0] as string);
  return [...new Set(names)];
}
