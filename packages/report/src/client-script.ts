import { fileURLToPath } from "node:url";
import { bundledScript, type ScriptSource } from "@spatialclaw/workspace";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The script of a page with a scene, from its sources. */
export const CLIENT_SCRIPT: ScriptSource = {
  name: "report-client",
  entry: here("./client/main.ts"),
  packageRoot: here(".."),
  readyMade: here("../dist/client.js"),
  build: {
    format: "iife",
    target: "es2022",
    platform: "browser",
    charset: "utf8",
    minify: true,
    legalComments: "inline",
  },
};

/** The script of a page with a scene, three.js included. */
export function clientScript(): Promise<string> {
  return bundledScript(CLIENT_SCRIPT);
}
