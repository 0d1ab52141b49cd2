import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BIN, QUESTION, ROOM, temporaryFolder, trueDistance } from "./room.ts";

let client: Client;

beforeAll(async () => {
  client = new Client({ name: "test", version: "1" });
  const args = [BIN, "mcp", "--root", ROOM];
  const cwd = await temporaryFolder();
  await client.connect(new StdioClientTransport({ command: process.execPath, args, cwd, stderr: "ignore" }));
});
afterAll(() => client.close());

async function call(name: string, args: Record<string, unknown>): Promise<CallToolResult> {
  return (await client.callTool({ name, arguments: args })) as CallToolResult;
}

const picturesIn = ({ content }: CallToolResult) => content.filter((block) => block.type === "image");
const textIn = ({ content }: CallToolResult) => content.find((block) => block.type === "text")?.text ?? "";

describe("spatialclaw mcp", () => {
  it("offers three tools with schemas of what goes in and what comes out", async () => {
    const { tools } = await client.listTools();
    expect(tools.map((tool) => tool.name).sort()).toEqual(["ask", "reconstruct", "segment"]);
    for (const tool of tools) expect(tool.outputSchema).toBeDefined();
  });

  it("answers the demo's question with evidence and pictures", async () => {
    const result = await call("ask", { question: QUESTION, input: ".", answer: "number", unit: "m" });
    const { answer } = result.structuredContent as { answer: { value: number; unit: string; scale: object } };
    expect(answer.value / trueDistance("heater", "door")).toBeCloseTo(1, 2);
    expect(answer).toMatchObject({ unit: "m", scale: { metric: true } });
    expect(textIn(result)).toContain(" m");
    expect(picturesIn(result).length).toBeGreaterThan(0);
  });

  it("reports progress", async () => {
    const seen: string[] = [];
    const onprogress = ({ message }: { message?: string | undefined }) => void seen.push(message ?? "");
    await client.callTool({ name: "ask", arguments: { question: QUESTION, input: "." } }, undefined, { onprogress });
    expect(seen.at(0)).toBe("run.start");
    expect(seen.at(-1)).toBe("run.end");
  });

  it("says why there is no answer, as a value", async () => {
    const result = await call("ask", { question: "What is the meaning of it all?", input: "." });
    expect(result.isError).toBeFalsy();
    expect(result.structuredContent).toMatchObject({ answer: null, reason: "not-understood" });
    expect(textIn(result)).toContain("no answer (not-understood)");
  });

  it("reconstructs, and places what it is asked for", async () => {
    const result = await call("reconstruct", { input: ".", objects: ["door", "unicorn"], maxFrames: 6 });
    const { objects, cameras, scale, notes } = result.structuredContent as {
      objects: { name: string; found: boolean; size: number[] | null }[];
      cameras: { frame: number; position: number[] }[];
      scale: object;
      notes: string[];
    };
    expect(cameras.length).toBe(6);
    expect(cameras[0]?.position.map(Math.abs)).toEqual([0, 0, 0].map(() => expect.closeTo(0, 6)));
    expect(scale).toMatchObject({ metric: true });
    expect(objects.map(({ found }) => found)).toEqual([true, false]);
    expect(objects[0]?.size?.[1]).toBeGreaterThan(1.5);
    expect(notes.join("\n")).toContain("unicorn");
    expect(picturesIn(result)).toHaveLength(1);
  });

  it("segments, with boxes and pictures", async () => {
    const result = await call("segment", { input: ".", objects: ["door"] });
    const { objects } = result.structuredContent as { objects: { best: { box: { x0: number; x1: number } } }[] };
    expect(objects[0]?.best.box.x1).toBeGreaterThan(objects[0]?.best.box.x0 ?? 0);
    expect(picturesIn(result)).toHaveLength(1);
  });

  it.each([
    ["outside its root", "/etc", /outside .* --root/],
    ["outside by dots", "../..", /outside/],
    ["that is not there", "nowhere", /nowhere/],
  ])("refuses an input %s in one line", async (_, input, message) => {
    const result = await call("segment", { input, objects: ["door"] });
    expect(result.isError).toBe(true);
    expect(textIn(result)).toMatch(message);
    expect(textIn(result)).not.toContain("\n");
  });

  it("refuses arguments that do not fit its schema", async () => {
    const result = await call("ask", { question: 7, input: "." });
    expect(result.isError).toBe(true);
  });
});
