import {
  choice,
  isObject,
  listOf,
  matching,
  number,
  object,
  oneOf,
  optional,
  orNull,
  type Rule,
  rule,
  text,
  truth,
  whole,
} from "./rules.ts";
import { DTYPES } from "./types.ts";

/** A path that cannot lead out of its folder. */
export const relativePath: Rule = rule('a relative path with forward slashes and without ".."', (value) => {
  if (typeof value !== "string" || /[\\:\0]/.test(value)) return false;
  return value.split("/").every((part) => part !== "" && part !== "." && part !== "..");
});

const has = (name: string) => (value: unknown) => isObject(value) && name in value;

export const source: Rule = choice("an object with repo, url, export or shipped", [
  [
    has("repo"),
    object({
      repo: matching("owner/name", /^[\w.-]+\/[\w.-]+$/),
      revision: orNull(matching("40 hexadecimal digits or null", /^[0-9a-f]{40}$/)),
      url: optional(text),
    }),
  ],
  [has("url"), object({ url: matching("an http(s) address", /^https?:\/\/\S+$/), revision: orNull(text) })],
  [has("export"), object({ export: text })],
  [has("shipped"), object({ shipped: oneOf([true]) })],
]);

/** Of every file that a bundle names. */
export const fileFields = {
  source: optional(source),
  sha256: orNull(matching("64 lower-case hexadecimal digits or null", /^[0-9a-f]{64}$/)),
  bytes: orNull(whole(1)),
};

const dims: Rule = listOf(
  choice("a number or a name", [
    [(value) => typeof value === "number", whole(0)],
    [(value) => typeof value === "string", text],
  ]),
);

const absent: Rule = choice('"omit", "empty" or {fill, dims}', [
  [(value) => typeof value === "string", oneOf(["omit", "empty"])],
  [isObject, object({ fill: number, dims })],
]);

const tensorFields = { name: text, dtype: oneOf(DTYPES), dims: optional(dims), transform: optional(text) };

export const input: Rule = object({ ...tensorFields, optional: optional(truth), absent: optional(absent) });

export const output: Rule = object({
  ...tensorFields,
  optional: optional(truth),
  activation: optional(oneOf(["none", "relu", "sigmoid", "exp", "exp+1"])),
});
