import { fileFields, input, output, relativePath, source } from "./file-rules.ts";
import {
  type Findings,
  isObject,
  listOf,
  matching,
  object,
  oneOf,
  optional,
  type Rule,
  record,
  text,
  truth,
  whole,
} from "./rules.ts";
import { image, post, prompts, runtime, tokenizer, video, views } from "./section-rules.ts";
import { FAMILIES, FORMAT, ROLES } from "./types.ts";

/** At least one of these graphs makes a family. */
const NEEDED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  da3: [["anyview"], ["metric"]],
  "sam3-pcs": [["visionEncoder", "textEncoder", "decoder"]],
  "sam3-pvs": [["trackerEncoder", "trackerDecoder"]],
  "sam3-video": [["trackerEncoder", "trackerDecoder"]],
};

const role: Rule = object({
  file: relativePath,
  ...fileFields,
  externalData: optional(listOf(object({ path: relativePath, ...fileFields }))),
  opset: optional(whole(1)),
  precision: optional(oneOf(["fp32", "fp16", "q4", "q4f16", "int8", "int4"])),
  inputs: record(input),
  outputs: record(output),
});

const manifest: Rule = object({
  format: oneOf([FORMAT]),
  id: matching("a name of letters, digits, '.', '_', '+' and '-'", /^[A-Za-z0-9][\w.+-]*$/),
  family: oneOf(FAMILIES),
  title: optional(text),
  source: optional(source),
  license: object({ spdx: text, upstream: text, commercial: truth, url: optional(text) }),
  roles: record(role, ROLES),
  image,
  views: optional(views),
  tokenizer: optional(tokenizer),
  prompts: optional(prompts),
  post: optional(post),
  video: optional(video),
  runtime: optional(runtime),
  selftest: optional(listOf(() => {})),
  notes: optional(text),
});

/** Every problem of a manifest as one line that begins with its path in the file. */
export function checkManifest(json: unknown): Findings {
  const findings: Findings = { problems: [], warnings: [] };
  manifest(json, "", findings);
  if (findings.problems.length === 0) checkTogether(json as Record<string, never>, findings);
  return findings;
}

/** What no single place can say. */
function checkTogether(
  json: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  { problems }: Findings,
): void {
  const roles = Object.keys(json.roles ?? {});
  const family = String(json.family);
  const sets = NEEDED[family] ?? [];
  if (!sets.some((set) => set.every((name) => roles.includes(name))))
    problems.push(
      `roles: ${family} wants ${sets.map((set) => set.join(" + ")).join(", or ")}, got ${roles.join(", ")}`,
    );
  for (const name of roles) for (const side of ["inputs", "outputs"]) checkNames(json, name, side, problems);
  const { policy, size, shapes } = json.image?.resize as { policy: string; size?: unknown; shapes?: unknown };
  const wants = { stretch: "size", letterbox: "size", "upper-bound-multiple": "size", "fixed-shapes": "shapes" }[
    policy
  ];
  if ((wants === "size" ? size : shapes) === undefined)
    problems.push(`image.resize.${wants}: expected for the policy ${policy}, got nothing`);
  if (policy !== "upper-bound-multiple" && typeof size === "number")
    problems.push(`image.resize.size: expected [width, height] for the policy ${policy}, got ${size}`);
}

/** Two canonical names for one tensor of the graph would feed or read it twice. */
function checkNames(json: Readonly<Record<string, unknown>>, role: string, side: string, problems: string[]): void {
  const roles = json.roles as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const tensors = roles[role]?.[side];
  if (!isObject(tensors)) return;
  const seen = new Map<string, string>();
  for (const [canonical, spec] of Object.entries(tensors)) {
    const { name } = spec as { name: string };
    const other = seen.get(name);
    if (other !== undefined)
      problems.push(`roles.${role}.${side}.${canonical}.name: ${JSON.stringify(name)} is already ${other}`);
    seen.set(name, canonical);
  }
}
