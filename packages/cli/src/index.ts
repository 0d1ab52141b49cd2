export { EXIT } from "./exit.ts";
export { createTerminalListener, formatAnswer, wantsColor } from "./terminal/index.ts";
