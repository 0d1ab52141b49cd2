import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Check } from "../src/doctor/types.ts";
import { probeWalls } from "../src/doctor/walls-probe.ts";

const BIN = path.join(import.meta.dirname, "../bin/spatialclaw.mjs");

/** An empty folder that is home, working directory and place of temporary files in one. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-doctor-test-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As a user would, in an environment without keys. */
function doctor(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
  const child = spawn(process.execPath, [BIN, "doctor", ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

async function checksOf(args: readonly string[], env?: Readonly<Record<string, string>>) {
  const { code, stdout } = await doctor([...args, "--json"], env);
  const { checks } = JSON.parse(stdout) as { checks: Check[] };
  return { code, checks, by: (name: string) => checks.find((check) => check.name === name) };
}

/** Processes with this working directory, which children inherit; none where the system does not tell. */
function processesIn(cwd: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === cwd;
    } catch {
      return false;
    }
  });
}

interface Asked {
  readonly text: string;
  /** Colour of the middle of the left half and of the right half; null without a picture. */
  readonly picture: readonly [left: string, right: string] | null;
  readonly tools: boolean;
}

type Said = string | { readonly call: string } | { readonly status: number };

interface Body {
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly messages: readonly { readonly content: string | readonly Part[] }[];
}

interface Part {
  readonly text?: string;
  readonly image_url?: { readonly url: string };
}

/** A model on loopback that really looks at the pictures it is sent. */
async function withEndpoint(answer: (asked: Asked) => Said, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Body;
    const parts = body.messages.flatMap(({ content }) => (typeof content === "string" ? [{ text: content }] : content));
    const url = parts.find((part) => "image_url" in part)?.image_url?.url;
    const text = parts.map((part) => part.text ?? "").join("\n");
    send(response, answer({ text, picture: url ? await halves(url) : null, tools: !!body.tools }), !!body.stream);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function send(response: ServerResponse, said: Said, stream: boolean): void {
  const json = { "content-type": "application/json" };
  if (typeof said === "object" && "status" in said) {
    response.writeHead(said.status, json).end('{"error": {"message": "scripted failure"}}');
    return;
  }
  const call = typeof said === "string" ? null : { name: said.call, arguments: "{}" };
  const calls = call ? { tool_calls: [{ index: 0, id: "1", type: "function", function: call }] } : {};
  const message = { role: "assistant", content: call ? null : said, ...calls };
  const finish_reason = call ? "tool_calls" : "stop";
  const head = { id: "x", created: 0, model: "scripted-vlm", usage: { prompt_tokens: 12, completion_tokens: 3 } };
  if (stream) {
    const chunk = { ...head, object: "chat.completion.chunk", choices: [{ index: 0, delta: message, finish_reason }] };
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  } else {
    const whole = { ...head, object: "chat.completion", choices: [{ index: 0, message, finish_reason }] };
    response.writeHead(200, json).end(JSON.stringify(whole));
  }
}

async function halves(url: string): Promise<[string, string]> {
  const picture = sharp(Buffer.from(url.slice(url.indexOf(",") + 1), "base64"))
    .removeAlpha()
    .raw();
  const { data, info } = await picture.toBuffer({ resolveWithObject: true });
  const at = (part: number) => {
    const first = 3 * ((info.height >> 1) * info.width + Math.floor(info.width * part));
    const [r = 0, g = 0, b = 0] = data.subarray(first, first + 3);
    if (r > 128) return g > 128 ? "yellow" : "red";
    return g > b ? "green" : "blue";
  };
  return [at(0.25), at(0.75)];
}

function goodModel({ picture, tools }: Asked): Said {
  if (tools) return { call: "report_length" };
  return picture ? `Left ${picture[0]}, right ${picture[1]}.` : "ready";
}

describe("doctor", () => {
  it("finds this machine in order, asks no endpoint, and leaves nothing behind", async () => {
    const { code, stdout, stderr } = await doctor([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ok +kernel: a session started and ran a cell/m);
    expect(stdout).toMatch(/^ok +type checker: an ill-typed cell was refused/m);
    expect(stdout).toMatch(/^ok +isolate: isolated-vm \d/m);
    expect(stdout).toMatch(/^(?:ok|warn) +walls: .*/m);
    expect(stdout).toMatch(/^skipped +endpoint: none is configured/m);
    expect(readdirSync(folder)).toEqual([]);
    expect(processesIn(folder)).toEqual([]);
  });

  it("tells what the endpoint answers to a text, a picture and a tool", async () => {
    await withEndpoint(goodModel, async (url) => {
      const { code, by } = await checksOf(["--model", "my-vlm"], { OPENAI_BASE_URL: url });
      expect(code).toBe(0);
      expect(by("endpoint: text")).toMatchObject({ status: "ok", details: { model: "scripted-vlm" } });
      expect(by("endpoint: text")?.message).toMatch(/replied in \d+ ms, 12 \+ 3 tokens/);
      expect(by("endpoint: image")?.status).toBe("ok");
      expect(by("endpoint: tools")).toMatchObject({ status: "ok", details: { called: true } });
    });
  });

  it("notices a model that only pretends to see, and one that calls no tools", async () => {
    await withEndpoint(
      () => "a lovely picture",
      async (url) => {
        const args = ["--model", "blind", "--endpoint", url, "--interface", "tool-call"];
        const { code, by } = await checksOf(args);
        expect(code).toBe(0);
        expect(by("endpoint: image")).toMatchObject({
          status: "warn",
          advice: expect.stringMatching(/takes pictures/),
        });
        expect(by("endpoint: tools")).toMatchObject({ status: "warn", details: { called: false } });
      },
    );
  });

  it("fails with advice when the key is wrong, and shows no key", async () => {
    await withEndpoint(
      () => ({ status: 401 }),
      async (url) => {
        const env = { OPENAI_BASE_URL: url, OPENAI_API_KEY: "sk-never-shown", SPATIALCLAW_MODEL: "m" };
        const { code, stdout, stderr } = await doctor([], env);
        expect(code).toBe(4);
        expect(stdout).toMatch(/^fail +endpoint: text: .*401.*\n +-> check OPENAI_API_KEY/m);
        expect(stdout).toMatch(/^skipped +endpoint: image/m);
        expect(stdout + stderr).not.toContain("sk-never-shown");
      },
    );
  });

  it("examines every endpoint of a list", async () => {
    await withEndpoint(goodModel, async (url) => {
      const dead = "http://127.0.0.1:9/v1";
      const { code, by } = await checksOf(["--model", "m", "--endpoint", `${url},${dead}`]);
      expect(code).toBe(4);
      expect(by(`endpoint ${url}: text`)?.status).toBe("ok");
      expect(by(`endpoint ${dead}: text`)).toMatchObject({
        status: "fail",
        advice: expect.stringMatching(/server runs/),
      });
    });
  });

  it("goes on without a configuration that cannot be read", async () => {
    const file = path.join(folder, "spatialclaw.json");
    writeFileSync(file, '{"modle": "x"}');
    try {
      const { code, by } = await checksOf([]);
      expect(code).toBe(4);
      expect(by("configuration")).toMatchObject({
        status: "fail",
        message: expect.stringMatching(/did you mean model\?/),
      });
      expect(by("kernel")?.status).toBe("ok");
    } finally {
      rmSync(file);
    }
  });

  it("is content with a folder for temporary files whose name is too long for a socket", async () => {
    const long = path.join(folder, "x".repeat(100));
    mkdirSync(long);
    const { code, by } = await checksOf([], { TMPDIR: long });
    expect([code, by("type checker")?.status]).toEqual([0, "ok"]);
    rmSync(long, { recursive: true });
  });

  it("says when the output folder cannot be written", async () => {
    const { code, by } = await checksOf(["--out", "/proc/spatialclaw/run"]);
    expect(code).toBe(4);
    expect(by("output folder")).toMatchObject({ status: "fail", advice: expect.stringMatching(/--out/) });
  });
});

describe("the probe of the walls", () => {
  it("gets through where there are none", async () => {
    const open = { write: false, read: false, children: false, workers: false, network: false };
    expect(await probeWalls(folder)).toEqual(open);
    expect(readdirSync(folder)).toEqual(["written"]);
    rmSync(path.join(folder, "written"));
  });
});
