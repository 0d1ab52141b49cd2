import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** A style or script of a page, by its path from this folder. */
export function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

/** What all pages look like, and the page's own. */
export function styles(...names: readonly string[]): string {
  return ["base.css", ...names].map(asset).join("\n");
}

/** How a content security policy names an inline style or script. */
export function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
