import type { Answer } from "@spatialclaw/agent";
import { formatAnswer as formatValue } from "@spatialclaw/report";
import { oneLine, plainText } from "./text.ts";

export { wantsColor } from "./color.ts";
export { createTerminalListener, type TerminalOptions } from "./listener.ts";

/** The answer as one line for stdout: "0.913 m", "B", or a free text. */
export function formatAnswer(answer: Pick<Answer, "value" | "unit">): string {
  return oneLine(plainText(formatValue(answer)));
}
