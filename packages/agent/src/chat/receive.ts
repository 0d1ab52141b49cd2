import { Collector, type Received, wholeReply } from "./collect.ts";
import { cutOff, Failure } from "./failure.ts";
import { codeOf, networkFailure } from "./network.ts";
import { rejection } from "./rejected.ts";
import { DONE, eventData } from "./sse.ts";
import type { Arrival } from "./transport.ts";
import type { Watch } from "./watch.ts";

/** Of an error's body. */
const MOST_ERROR_CHARS = 16 * 1024;
/** Of a reply in one piece. */
const MOST_CHARS = 16 * 1024 * 1024;
const EVENT_FIELD = /^(?:data|event|id|retry)?:/;

/**
 * Reads a reply, whatever its content type claims: events, one JSON object, or neither. Rejects with Failure. A reply
 * whose end was announced is complete, however the connection ends after that.
 */
export async function receive({ status, headers, body, error }: Arrival, watch: Watch): Promise<Received> {
  if (!body) throw watch.failure ?? networkFailure(error);
  if (status < 200 || status >= 300)
    throw rejection({ status, headers, body: await beginning(body, MOST_ERROR_CHARS).catch(() => "") });
  const texts = body[Symbol.asyncIterator]() as AsyncIterator<string>;
  try {
    const head = await firstWords(texts);
    const start = head.trimStart();
    if (start.startsWith("{")) return wholeReply(await rest(head, texts, watch));
    if (start.startsWith("<")) throw webPage(start);
    if (start === "") throw cutOff("nothing came");
    if (!/^(?:[:deir]|$)/.test(start)) throw somethingElse(start, headers);
    return await streamed(head, texts, watch, headers);
  } catch (failure) {
    throw failure instanceof Failure ? failure : (watch.failure ?? cutOff(whyCut(failure)));
  } finally {
    // Reads nothing more; a body that was read to its end gives its connection back.
    await texts.return?.();
  }
}

async function streamed(head: string, texts: AsyncIterator<string>, watch: Watch, headers: Headers): Promise<Received> {
  const collector = new Collector();
  let events = 0;
  let marked = false;
  try {
    for await (const data of eventData(limited(head, texts))) {
      events++;
      if (marked) continue;
      if (data.trim() === DONE) marked = true;
      else collector.take(parsed(data));
      if (marked || collector.complete) watch.complete();
      else watch.heard();
      if (collector.full) break;
    }
  } catch (error) {
    if (!marked && !collector.complete) throw error;
  }
  if (events === 0 && !EVENT_FIELD.test(head.trimStart())) throw somethingElse(head.trimStart(), headers);
  const received = collector.received(marked);
  if (received.finish === null) throw cutOff("the connection ended early");
  return received;
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw cutOff(`broken JSON: ${data}`);
  }
}

async function* limited(head: string, texts: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await texts.next(); !next.done; next = await texts.next()) yield next.value;
}

/** Blank lines keep some connections alive before anything is said. */
async function firstWords(texts: AsyncIterator<string>): Promise<string> {
  for (;;) {
    const { done, value } = await texts.next();
    if (done) return "";
    if (value.trim() !== "") return value;
  }
}

async function rest(head: string, texts: AsyncIterator<string>, watch: Watch): Promise<string> {
  const pieces = [head];
  let length = head.length;
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    pieces.push(next.value);
    watch.heard();
    length += next.value.length;
    if (length > MOST_CHARS) throw new Failure("sent more than any reply has", { said: head, elsewhere: true });
  }
  return pieces.join("");
}

async function beginning(body: AsyncIterable<string>, most: number): Promise<string> {
  let text = "";
  for await (const piece of body) {
    text += piece;
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}

function webPage(page: string): Failure {
  return new Failure("replied with a web page", {
    said: /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? "",
    way: "name the address of its API, which usually ends in /v1",
    elsewhere: true,
  });
}

function somethingElse(start: string, headers: Headers): Failure {
  return new Failure(`replied with ${headers.get("content-type") ?? "no content type"}`, {
    said: start,
    way: "name an address that serves /chat/completions; it usually ends in /v1",
    elsewhere: true,
  });
}

function whyCut(error: unknown): string {
  if (codeOf(error) === "ECONNRESET") return "the connection ended early";
  return error instanceof Error ? error.message : String(error);
}
