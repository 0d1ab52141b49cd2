import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { withoutThinking } from "../../src/chat/thinking.ts";
import { chunk, dribbles, fails, says, sends, speaks, stream } from "./acts.ts";
import { ask, errorOf, modelOf } from "./model.ts";
import { closeServers, openServer } from "./server.ts";

afterEach(closeServers);

const replyTo = async (act: Parameters<typeof openServer>[0], options = {}) =>
  ask(modelOf(await openServer(act), options));

describe("a reply is put together", () => {
  it("from pieces, cut anywhere, even inside of a letter", async () => {
    const bytes = Buffer.from(
      `: hello\r\n\r\n${stream([{ content: "Tür – " }, { content: "3 m 🙂" }]).replaceAll("\n", "\r\n")}`,
    );
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.subarray(i * 7, i * 7 + 7));
    const reply = await replyTo([dribbles(pieces)]);
    expect(reply).toMatchObject({ text: "Tür – 3 m 🙂", reasoning: null, finish: "stop", toolCalls: [] });
    expect(reply.server?.model).toBe("served");
  });

  it("from one JSON object where the server does not stream", async () => {
    const body = JSON.stringify({ model: "m", choices: [{ message: { content: "hi" }, finish_reason: "stop" }] });
    for (const type of ["application/json", "text/event-stream", "text/plain", null])
      expect((await replyTo([sends(type, body)])).text).toBe("hi");
  });

  it("from events whatever their type says", async () => {
    expect((await replyTo([sends("text/plain", stream([{ content: "hi" }]))])).text).toBe("hi");
    expect((await replyTo([sends(null, stream([{ content: "hi" }]))])).text).toBe("hi");
  });

  it("from content in parts", async () => {
    const content = [
      { type: "thinking", thinking: [{ type: "text", text: "hm" }] },
      { type: "text", text: "hi" },
    ];
    expect(await replyTo([speaks([{ content }])])).toMatchObject({ text: "hi", reasoning: "hm" });
  });

  it("up to a length that nobody exceeds on purpose", async () => {
    const piece = chunk({ content: "x".repeat(1024 * 1024) });
    const reply = await replyTo([sends("text/event-stream", piece.repeat(8))]);
    expect([reply.finish, reply.text.length < 6 * 1024 * 1024]).toEqual(["length", true]);
  });
});

describe("calls of tools", () => {
  const call = (index: number | undefined, more: object) => ({ tool_calls: [{ index, ...more }] });
  it.each<[string, object[]]>([
    [
      "in pieces by index, mixed",
      [
        call(0, { id: "1", function: { name: "find", arguments: "" } }),
        call(0, { function: { arguments: '{"what":' } }),
        call(1, { id: "2", function: { name: "measure", arguments: "{}" } }),
        call(0, { function: { arguments: '"door"}' } }),
      ],
    ],
    [
      "without an index, by id",
      [
        call(undefined, { id: "1", function: { name: "find", arguments: '{"what":' } }),
        call(undefined, { function: { arguments: '"door"}' } }),
        call(undefined, { id: "2", function: { name: "measure", arguments: "{}" } }),
      ],
    ],
    [
      "whole, without index and id, arguments as an object",
      [
        call(undefined, { function: { name: "find", arguments: { what: "door" } } }),
        call(undefined, { function: { name: "measure", arguments: "{}" } }),
      ],
    ],
  ])("%s", async (_, pieces) => {
    const reply = await replyTo([speaks(pieces as never, { finish: "tool_calls" })]);
    expect(reply.toolCalls).toEqual([
      { name: "find", arguments: '{"what":"door"}' },
      { name: "measure", arguments: "{}" },
    ]);
    expect([reply.text, reply.finish]).toEqual(["", "stop"]);
  });

  it("are offered to endpoints, unless the model has none", async () => {
    const server = await openServer([says("hi")]);
    const tools = [{ name: "find", description: "Finds.", parameters: { type: "object" } }];
    await ask(modelOf(server), "hi", { tools });
    await ask(modelOf(server, { tools: "none" }), "hi", { tools });
    expect(server.asked.map(({ body }) => body.tools)).toEqual([
      [{ type: "function", function: { name: "find", description: "Finds.", parameters: { type: "object" } } }],
      undefined,
    ]);
  });
});

describe("how a reply ends", () => {
  it("cut off by the token limit, also when all of it was thinking", async () => {
    expect(await replyTo([says("half a", { finish: "length" })])).toMatchObject({ text: "half a", finish: "length" });
    const thought = await replyTo([speaks([{ reasoning_content: "hm, let me" }], { finish: "length" })]);
    expect(thought).toMatchObject({ text: "", reasoning: "hm, let me", finish: "length" });
    const tagged = await replyTo([says("<think>hm, let me", { finish: "length" })]);
    expect(tagged).toMatchObject({ text: "", reasoning: "hm, let me", finish: "length" });
    expect((await replyTo([says("", { finish: "length" })])).finish).toBe("length");
  });

  it("empty: asked again twice, then it is what it is; all of it is counted", async () => {
    const server = await openServer([says("")]);
    const reply = await ask(modelOf(server));
    expect([reply.text, reply.finish, server.asked.length, reply.usage.inputTokens]).toEqual(["", "stop", 3, 30]);
    expect(reply.notices).toEqual(Array(2).fill(`${server.url} sent an empty reply: asking again`));
    const once = await openServer([says(" \n"), says("hi")]);
    expect((await ask(modelOf(once))).text).toBe("hi");
    const never = await openServer([says("")]);
    await ask(modelOf(never, { retries: 0 }));
    expect(never.asked.length).toBe(1);
  });

  it("with thoughts and nothing else: it is not asked again", async () => {
    const server = await openServer([speaks([{ reasoning: "hm" }])]);
    expect(await ask(modelOf(server))).toMatchObject({ text: "", reasoning: "hm", finish: "stop" });
    expect(server.asked.length).toBe(1);
  });

  it("by a content filter or a refusal: one line when nothing was said", async () => {
    expect(await errorOf(replyTo([says("", { finish: "content_filter" })]))).toMatch(
      /refused to reply: its content filter ended the reply; ask in other words/,
    );
    expect(await errorOf(replyTo([speaks([{ refusal: "I can't help\nwith that." }])]))).toMatch(
      /refused to reply: I can't help with that\.;/,
    );
    const cut = await replyTo([says("The door is", { finish: "content_filter" })]);
    expect([cut.text, cut.finish, cut.notices[0]]).toEqual([
      "The door is",
      "stop",
      expect.stringContaining("content filter"),
    ]);
  });
});

describe("thinking is kept out of the text", () => {
  it.each([
    ["reasoning_content", { reasoning_content: "hm" }],
    ["reasoning", { reasoning: "hm" }],
    ["both, with the same in them", { reasoning: "hm", reasoning_content: "hm" }],
  ])("in %s", async (_, delta) => {
    expect(await replyTo([speaks([delta, { content: "hi" }])])).toMatchObject({ text: "hi", reasoning: "hm" });
  });

  it("in tags that are cut by the stream", async () => {
    const pieces = [..."<think>hm</think>\n\nhi"].map((content) => ({ content }));
    expect(await replyTo([speaks(pieces)])).toMatchObject({ text: "hi", reasoning: "hm" });
  });

  const cell = "```ts\nprint('<think>not a thought</think>');\n```";
  it.each([
    ["a pair", "<think>\nhm\n</think>\n\nhi", "hi", "hm"],
    ["capitals and other names", "<Thinking>hm</Thinking>hi<reasoning>more</reasoning>", "hi", "hm\n\nmore"],
    ["one never closed", "hi <thought>hm", "hi", "hm"],
    ["one never opened", "hm, so\n</think>\nhi", "hi", "hm, so"],
    ["code inside of it", "<think>\n```ts\nbad()\n```\n</think>\nhi", "hi", "```ts\nbad()\n```"],
    ["unclosed code inside of it", "hm\n```ts\nbad(\n</think>\nhi", "hi", "hm\n```ts\nbad("],
    ["Gemma's channel", "<|channel>thought\nhm<channel|>hi<turn|>", "hi", "thought\nhm".slice(8)],
    [
      "the harmony format",
      "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>hi<|return|>",
      "hi",
      "hm",
    ],
    ["none", "1 < 2 | a <b> c", "1 < 2 | a <b> c", null],
    ["tags in code", cell, cell, null],
    ["a pair before code with tags", `<think>hm</think>\n${cell}`, cell, "hm"],
    ["empty ones", "<think>\n\n</think>hi", "hi", null],
  ])("%s", (_, said, text, reasoning) => {
    expect(withoutThinking(said, "")).toEqual({ text, reasoning });
  });

  it("in time that grows with the reply, whatever stands in it", () => {
    for (const piece of ["<think>", "</think>", "```\n", "<|channel>thought", "<think>x</think>", "<", "<|start|>"])
      withoutThinking(piece.repeat(200_000), "");
  });

  it("whatever is thought and said, where tags and fences do not meet", () => {
    const words = fc
      .array(fc.constantFrom("hm ", "a\n", "1 < 2 ", "|> "), { maxLength: 8 })
      .map((all) => all.join("").trim());
    fc.assert(
      fc.property(words, words, fc.constantFrom("think", "reasoning"), (thought, said, tag) => {
        const reply = withoutThinking(`<${tag}>${thought}</${tag}>${said}`, "");
        expect(reply).toEqual({ text: said, reasoning: thought === "" ? null : thought });
      }),
    );
  });
});

describe("usage and cost", () => {
  const usage = { prompt_tokens: 1000, completion_tokens: 200, prompt_tokens_details: { cached_tokens: 600 } };
  it("as the server counts, at the model's prices", async () => {
    const prices = { input: 2, cached: 0.5, output: 10 };
    const { usage: spent } = await replyTo([says("hi", { usage })], { prices });
    expect(spent).toEqual({
      inputTokens: 1000,
      cachedTokens: 600,
      outputTokens: 200,
      costUsd: expect.closeTo(0.0031, 10),
    });
    expect((await replyTo([says("hi", { usage })], { prices: { input: 2, output: 10 } })).usage.costUsd).toBeCloseTo(
      0.004,
      10,
    );
    expect((await replyTo([says("hi", { usage })])).usage.costUsd).toBeNull();
    expect((await replyTo([says("hi", { usage })], { prices: { input: 0, output: 0 } })).usage.costUsd).toBe(0);
  });

  it("as DeepSeek names what was cached", async () => {
    const named = { prompt_tokens: 10, completion_tokens: 1, prompt_cache_hit_tokens: 7 };
    expect((await replyTo([says("hi", { usage: named })])).usage.cachedTokens).toBe(7);
  });

  it("estimated where the server does not count, which is said once", async () => {
    const server = await openServer([says("x".repeat(400), { usage: null })]);
    const model = modelOf(server);
    const first = await ask(model, "y".repeat(80));
    expect(first.usage).toEqual({ inputTokens: 20, cachedTokens: 0, outputTokens: 100, costUsd: null });
    expect(first.notices).toEqual(["the endpoint sends no usage: tokens are estimated"]);
    expect((await ask(model)).notices).toEqual([]);
  });
});

describe("parameters", () => {
  it("are the model's, on top of them the role's", async () => {
    const server = await openServer([says("hi")]);
    const model = modelOf(server, {
      parameters: { temperature: 1, top_k: 20, max_tokens: 100, extra_body: { ignore_eos: false } },
      roles: { locate: { temperature: 0, top_k: null, chat_template_kwargs: { enable_thinking: false } } },
    });
    await ask(model, "hi");
    await ask(model, "hi", { role: "locate" });
    const [main, locate] = server.asked.map(({ body: { messages, ...rest } }) => rest);
    const common = { model: "scripted", stream: true, stream_options: { include_usage: true }, ignore_eos: false };
    expect(main).toEqual({ ...common, temperature: 1, top_k: 20, max_tokens: 100 });
    expect(locate).toEqual({
      ...common,
      temperature: 0,
      max_tokens: 100,
      chat_template_kwargs: { enable_thinking: false },
    });
  });
});

describe("what a server does not take is left out, and remembered", () => {
  const picky = (field: string, message: string, status = 400) =>
    openServer((asked) => (field in asked.body ? fails(status, {}, { error: { message } }) : says("hi")));
  it.each([
    ["stream_options", "Unrecognized request argument supplied: stream_options", 400],
    ["stream", "streaming is not supported by this model", 400],
    ["tools", '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', 400],
    ["tools", "tools param requires --jinja flag", 500],
    ["tools", "No endpoints found that support tool use", 404],
    [
      "max_tokens",
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      400,
    ],
  ])("%s: %s", async (field, message, status) => {
    const server = await picky(field, message, status);
    const model = modelOf(server, { retries: 0, parameters: { max_tokens: 7 } });
    const tools = [{ name: "find", description: "Finds.", parameters: { type: "object" } }];
    const reply = await ask(model, "hi", { tools });
    expect([reply.text, reply.notices]).toEqual(["hi", [`${server.url} does not take ${field}: asking without`]]);
    expect((await ask(model, "hi", { tools })).notices).toEqual([]);
    expect(server.asked.map(({ body }) => field in body)).toEqual([true, false, false]);
    const limits = server.asked.slice(-1).map(({ body }) => [body.max_tokens, body.max_completion_tokens]);
    expect(limits).toEqual([field === "max_tokens" ? [undefined, 7] : [7, undefined]]);
  });

  it("also when many ask at once before anybody knows", async () => {
    const server = await picky("stream_options", "unknown field stream_options");
    const model = modelOf(server, { retries: 0 });
    const replies = await Promise.all(Array.from({ length: 5 }, () => ask(model)));
    expect(replies.map(({ text }) => text)).toEqual(Array(5).fill("hi"));
  });

  it("by a model file that says so from the beginning", async () => {
    const server = await openServer([says("hi")]);
    await ask(modelOf(server, { stream: false }));
    expect(server.asked[0]?.body).not.toHaveProperty("stream");
  });
});
