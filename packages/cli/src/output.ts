import path from "node:path";

/** `spatialclaw-runs/2026-11-24T13-05-09-closest-distance-heater`: sorts by time, says what was asked. */
export function defaultFolder(question: string, now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/:/g, "-");
  const words = question.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words
    .filter((word) => word.length > 3)
    .slice(0, 5)
    .join("-");
  const unique = Math.random().toString(36).slice(2, 6);
  return path.join("spatialclaw-runs", [stamp, slug, unique].filter(Boolean).join("-"));
}
