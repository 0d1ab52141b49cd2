import { fileURLToPath } from "node:url";
import { bundledScript, type ScriptSource } from "./bundled-script.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The script that runs inside the isolate, from its sources. */
export const GUEST_SCRIPT: ScriptSource = {
  name: "guest",
  entry: here("./guest/main.ts"),
  packageRoot: here(".."),
  readyMade: here("../dist/guest.js"),
  build: {
    format: "iife",
    target: "es2024",
    platform: "neutral",
    mainFields: ["module", "main"],
    charset: "utf8",
    minifyWhitespace: true,
    minifySyntax: true,
  },
};

/** The script that runs inside the isolate. */
export function guestScript(): Promise<string> {
  return bundledScript(GUEST_SCRIPT);
}
