import type { ModelState, ModelSurvey } from "@spatialclaw/perception";
import type { Paint, Tone } from "../terminal/color.ts";

const STATES: Readonly<Record<ModelState, { readonly words: string; readonly tone: Tone }>> = {
  absent: { words: "not here", tone: "quiet" },
  partial: { words: "partly here", tone: "mark" },
  present: { words: "here, not checked", tone: "mark" },
  verified: { words: "verified", tone: "good" },
  damaged: { words: "damaged", tone: "bad" },
};

const HASHES: Readonly<Record<ModelSurvey["hashes"], string>> = {
  pinned: "pinned",
  recorded: "first pull",
  unknown: "none yet",
};

const HEAD = ["model", "licence", "size", "hashes", "state"];

/** A table with a line below it for what its words mean. */
export function describeModels(models: readonly ModelSurvey[], paint: Paint): string {
  const rows = models.map((model) => [
    model.name,
    `${model.manifest.license.spdx}${model.manifest.license.commercial ? "" : " (non-commercial)"}`,
    model.bytes === null ? "unknown" : megabytes(model.bytes),
    HASHES[model.hashes],
    model.state === "absent" && model.isExport ? "to be exported" : STATES[model.state].words,
  ]);
  const widths = HEAD.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] as string).length)));
  const line = (row: readonly string[], tones: readonly Tone[]) =>
    row
      .map((cell, at) => {
        const padded = at === row.length - 1 ? cell : cell.padEnd(widths[at] as number);
        const tone = tones[at];
        return tone ? paint(tone, padded) : padded;
      })
      .join("  ");
  const body = rows.map((row, at) => {
    const { tone } = STATES[(models[at] as ModelSurvey).state];
    return line(row, ["heading", "quiet", "quiet", "quiet", tone]);
  });
  return [line(HEAD, ["quiet", "quiet", "quiet", "quiet", "quiet"]), ...body, "", LEGEND].join("\n");
}

const LEGEND =
  "hashes: pinned in the manifest, or recorded at the first pull and checked from then on; none yet: what comes first counts";

/** For programs. */
export function modelJson({ name, manifest, state, files, bytes, present, hashes, isExport }: ModelSurvey): object {
  return {
    name,
    family: manifest.family,
    title: manifest.title ?? null,
    license: manifest.license,
    state,
    bytes,
    presentBytes: present,
    hashes,
    isExport,
    files: files.map(({ spec, file, bytes: here, sha256, from }) => ({
      path: spec.path,
      file: here > 0 ? file : null,
      bytes: here > 0 ? here : spec.bytes,
      sha256,
      hashFrom: from,
    })),
  };
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
