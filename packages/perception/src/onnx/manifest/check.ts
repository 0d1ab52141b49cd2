import { fileFields, input, output, relativePath, source } from "./file-rules.ts";
import {
  type Findings,
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
import { FAMILIES, type Family, FORMAT, type Manifest, ROLES } from "./types.ts";

/** At least one of these graphs makes a family. */
const NEEDED: Readonly<Record<Family, readonly (readonly string[])[]>> = {
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
  if (findings.problems.length === 0) checkTogether(json as Manifest, findings);
  return findings;
}

/** What no single place can say. */
function checkTogether({ family, roles, image }: Manifest, { problems }: Findings): void {
  const names = Object.keys(roles);
  const sets = NEEDED[family];
  if (!sets.some((set) => set.every((name) => names.includes(name))))
    problems.push(
      `roles: ${family} wants ${sets.map((set) => set.join(" + ")).join(", or ")}, got ${names.join(", ")}`,
    );
  for (const [name, { inputs, outputs }] of Object.entries(roles)) {
    checkNames(`roles.${name}.inputs`, inputs, problems);
    checkNames(`roles.${name}.outputs`, outputs, problems);
  }
  const { policy, size, shapes } = image.resize;
  const [wants, given] = policy === "fixed-shapes" ? ["shapes", shapes] : ["size", size];
  if (given === undefined) problems.push(`image.resize.${wants}: expected for the policy ${policy}, got nothing`);
  if (!policy.endsWith("-multiple") && typeof size === "number")
    problems.push(`image.resize.size: expected [width, height] for the policy ${policy}, got ${size}`);
}

/** Two canonical names for one tensor of the graph would feed or read it twice. */
function checkNames(
  at: string,
  tensors: Readonly<Record<string, { readonly name: string }>>,
  problems: string[],
): void {
  const seen = new Map<string, string>();
  for (const [canonical, { name }] of Object.entries(tensors)) {
    const other = seen.get(name);
    if (other !== undefined) problems.push(`${at}.${canonical}.name: ${JSON.stringify(name)} is already ${other}`);
    seen.set(name, canonical);
  }
}
