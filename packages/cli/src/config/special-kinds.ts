import path from "node:path";
import { isNone, type Kind, Mismatch, mismatch, plainText } from "./kinds.ts";

/** Names that are paths when they look like one: `./qwen.json`, `/etc/qwen.json`. */
export function looksLikePath(name: string): boolean {
  return /^\.{1,2}[/\\]/.test(name) || path.isAbsolute(name);
}

export function modelName(): Kind<string> {
  return {
    ...plainText("the name of a model or the path of a model file"),
    rebase: (name, folder) => (looksLikePath(name) ? path.resolve(folder, name) : name),
  };
}

/** A perception model: its name, or the path of its manifest or of its folder; `off` to do without. */
export function perceptionModel(): Kind<string> {
  return {
    ...plainText("the name of a perception model, the path of a manifest, or off"),
    rebase: (name, folder) => (looksLikePath(name) ? path.resolve(folder, name) : name),
  };
}

export function folder(): Kind<string> {
  return { ...plainText("the path of a folder"), rebase: (value, base) => path.resolve(base, value) };
}

/** An address over http, or `@file` for a file of addresses that is read again whenever it changes. */
export function address(): Kind<string> {
  const expects = "an http(s) address or @file";
  const check = (value: unknown): string => {
    if (typeof value === "string" && (/^@./.test(value) || isHttp(value))) return value;
    throw mismatch(expects, typeof value === "string" ? withoutSecrets(value) : value);
  };
  return {
    expects,
    fromText: check,
    fromJson: check,
    write: withoutSecrets,
    rebase: (value, base) => (value.startsWith("@") ? `@${path.resolve(base, value.slice(1))}` : value),
  };
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** An address as it may be shown: without password and without the values of its query. */
export function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/?#]*@/, "//***@").replace(/([?&][^=&#]+=)[^&#]*/g, "$1***");
}

/**
 * Texts by name: an object in a file or variable, `name=text` as a flag, which may be repeated. A text `@file` is
 * that file's.
 */
export function textsBy<T extends string>(what: string, names: readonly T[]): Kind<Readonly<Record<string, string>>> {
  const expects = `texts by ${what}, each a text or @file`;
  const fromJson = (json: unknown): Readonly<Record<string, string>> => {
    if (json === null) return {};
    if (typeof json !== "object" || Array.isArray(json)) throw mismatch(expects, json);
    for (const [name, text] of Object.entries(json)) {
      if (!names.includes(name as T))
        throw new Mismatch(`there is no ${what} ${JSON.stringify(name)}; there are ${names.join(", ")}`);
      if (typeof text !== "string") throw mismatch(`a text or @file for ${name}`, text);
    }
    return json as Readonly<Record<string, string>>;
  };
  return {
    expects,
    fromText(text) {
      if (isNone(text)) return {};
      if (text.trimStart().startsWith("{")) return fromJson(parsed(text, expects));
      const at = text.indexOf("=");
      if (at < 1) throw mismatch(`${what}=text or ${what}=@file`, text);
      return fromJson({ [text.slice(0, at)]: text.slice(at + 1) });
    },
    fromJson,
    write: (value) => (Object.keys(value).length === 0 ? "none" : JSON.stringify(value)),
    merge: (before, value) => ({ ...before, ...value }),
    rebase: (value, base) =>
      Object.fromEntries(
        Object.entries(value).map(([name, text]) => [
          name,
          text.startsWith("@") ? `@${path.resolve(base, text.slice(1))}` : text,
        ]),
      ),
  };
}

function parsed(text: string, expects: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw mismatch(expects, text);
  }
}
