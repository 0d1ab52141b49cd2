import { cutOff } from "./failure.ts";

/** The end of a stream, as OpenAI marks it. */
export const DONE = "[DONE]";

/** Of one event: more is no part of a reply. */
const MOST_CHARS = 16 * 1024 * 1024;

/**
 * The data of server-sent events. Comments and other fields are left out; the last event counts even when its empty
 * line is missing.
 */
export async function* eventData(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  let data: string[] = [];
  let chars = 0;
  for await (const text of texts) {
    let searched = rest.length;
    let from = 0;
    rest += text;
    for (let end = rest.indexOf("\n", searched); end !== -1; end = rest.indexOf("\n", searched)) {
      const line = rest.slice(from, end > from && rest[end - 1] === "\r" ? end - 1 : end);
      from = end + 1;
      searched = from;
      if (line !== "") {
        chars += line.length;
        take(line, data);
      } else {
        if (data.length > 0) yield data.join("\n");
        data = [];
        chars = 0;
      }
    }
    rest = rest.slice(from);
    if (rest.length + chars > MOST_CHARS) throw cutOff("one event was larger than any reply");
  }
  take(rest, data);
  if (data.length > 0) yield data.join("\n");
}

function take(line: string, data: string[]): void {
  if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
}
