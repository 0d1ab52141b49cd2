import { flagName } from "./layers.ts";
import { KEYS, optionOf, variableOf } from "./options.ts";

/** The table of docs/configuration.md. */
export function optionTable(): string {
  const rows = KEYS.map((key) => {
    const { doc, kind, default: unset, flag } = optionOf(key);
    const cells = [
      `\`${key}\``,
      flag === null ? "" : `\`${flagName(key)}\``,
      `\`${variableOf(key)}\``,
      kind.write(unset),
      `${doc}; ${kind.expects}`,
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return ["| key | flag | variable | default | |", "|---|---|---|---|---|", ...rows].join("\n");
}
