import { declarationsOf } from "./declarations.ts";
import { apiFiles } from "./files.ts";

const HEAD = `// Generated from packages/workspace/api by npm run generate:cell-types; a test compares.
// The cell API as a module: what programs import, where cells find the same names without importing them.
`;

/** The cell API's declarations as one module of types. */
export function apiModule(): string {
  const exported = Object.values(apiFiles())
    .flatMap(declarationsOf)
    .map(({ source, global }) =>
      source.replace(global ? /^declare /m : /^(?=type |interface )/m, global ? "export declare " : "export "),
    );
  return `${HEAD}${exported.join("\n")}\n`;
}
