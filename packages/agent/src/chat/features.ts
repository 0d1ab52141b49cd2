import type { Failure } from "./failure.ts";

/** What a request may go without, where a server does not take it. */
export type Feature = "stream" | "stream_options" | "tools" | "max_tokens";

type Body = Readonly<Record<string, unknown>>;

/** Statuses under which servers report an argument that they do not know. */
const ABOUT_ARGUMENTS = new Set([400, 404, 405, 415, 422, 500, 501]);

const NAMED: readonly (readonly [Feature, RegExp])[] = [
  ["stream_options", /stream_options|include_usage/i],
  [
    "max_tokens",
    /max_tokens[^.]*\b(?:not supported|unsupported)|unsupported[^.]*max_tokens|max_completion_tokens['"` ]*instead/i,
  ],
  ["tools", /\btools?\b|tool[ _-]?choice|function[ _-]?call/i],
  ["stream", /\bstream(?:ing)?\b/i],
];

/** The feature of that request which the server turned down by name; null when the failure is about something else. */
export function refusedFeature(failure: Failure, body: Body): Feature | null {
  if (failure.status === null || !ABOUT_ARGUMENTS.has(failure.status)) return null;
  return NAMED.find(([feature, named]) => feature in body && body[feature] && named.test(failure.said))?.[0] ?? null;
}

/** The request as a server that lacks these features takes it. */
export function without(features: ReadonlySet<Feature>, body: Body): Body {
  if (features.size === 0) return body;
  const { stream, stream_options, tools, max_tokens, ...rest } = body;
  const streams = stream && !features.has("stream");
  return {
    ...rest,
    ...(streams ? { stream } : {}),
    ...(streams && stream_options && !features.has("stream_options") ? { stream_options } : {}),
    ...(tools && !features.has("tools") ? { tools } : {}),
    ...(max_tokens === undefined
      ? {}
      : { [features.has("max_tokens") ? "max_completion_tokens" : "max_tokens"]: max_tokens }),
  };
}
