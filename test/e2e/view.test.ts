import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./command.ts";
import { temporaryFolder } from "./room.ts";
import { startViewer, type Viewer } from "./viewer.ts";

const SAMPLE = fileURLToPath(new URL("../../packages/report/test/fixtures/sample-run", import.meta.url));

interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The path as it is: fetch would tidy it up first. */
function get(url: string, path: string, options: { method?: string; host?: string } = {}): Promise<Answered> {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = { host: options.host ?? host };
    const sent = request({ hostname, port, path, headers, method: options.method ?? "GET" }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on("error", reject).end();
  });
}

describe("the server of view", () => {
  let folder: string;
  let viewer: Viewer;
  beforeAll(async () => {
    folder = path.join(await temporaryFolder(), "runs");
    const trace = readFileSync(path.join(SAMPLE, "trace.jsonl"), "utf8");
    cpSync(SAMPLE, path.join(folder, "good"), { recursive: true });
    symlinkSync(path.join(SAMPLE, "..", "..", "sample.ts"), path.join(folder, "good", "pictures", "link.png"));
    const write = (name: string, text: string) => {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, "trace.jsonl"), text);
    };
    write("cut", trace.slice(0, -300));
    write("newer", trace.replace('"version":1', '"version":2'));
    write("empty", "");
    writeFileSync(path.join(folder, "..", "secret.txt"), "secret");
    viewer = await startViewer(folder);
  });
  afterAll(() => viewer?.stop());

  it("lists what can be read, and says of the rest what is wrong with it", async () => {
    const { status, body } = await get(viewer.url, "/");
    expect(status).toBe(200);
    expect(body).toContain("<strong>4 runs</strong>");
    expect(
      body
        .match(/<span class="status (\w+)"/g)
        ?.map((found) => found.slice(20, -1))
        .sort(),
    ).toEqual(["answered", "running", "running", "unreadable", "unreadable"]);
    expect(body).toContain("has trace version 2; expected run.start with version 1");
    const page = await get(viewer.url, "/run/newer/");
    expect(page.status).toBe(200);
    expect(page.body).toContain("This trace cannot be shown");
    expect((await get(viewer.url, "/run/cut/")).body).toContain("Unfinished run");
  });

  it("gives a run's own pictures, and no other file by any name", async () => {
    const picture = await get(viewer.url, "/run/good/pictures/input-01.png");
    expect([picture.status, picture.headers["content-type"]]).toEqual([200, "image/png"]);
    const paths = [
      "/../secret.txt",
      "/run/../secret.txt",
      "/run/..%2f/",
      "/run/good/pictures/..%2ftrace.jsonl",
      "/run/good/pictures/%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt",
      "/run/good/pictures/link.png",
      "/run/good/trace.jsonl",
      "/run/good/pictures/%00.png",
      "/run/%E0%A4%A/",
      "//secret.txt",
    ];
    for (const name of paths) {
      const { status, body } = await get(viewer.url, name);
      expect([name, status]).toEqual([name, 404]);
      expect(body).not.toMatch(/secret|sampleRun/);
    }
  });

  it("answers nobody who calls it by another name, and changes nothing", async () => {
    const elsewhere = await get(viewer.url, "/", { host: "evil.example" });
    expect(elsewhere.status).toBe(421);
    expect(elsewhere.body).not.toContain("heater");
    for (const method of ["POST", "PUT", "DELETE"]) expect((await get(viewer.url, "/", { method })).status).toBe(405);
    expect((await get(viewer.url, "/", { method: "HEAD" })).body).toBe("");
  });

  it("lets no page run anything but its own scripts, and none be framed", async () => {
    for (const path of ["/", "/compare", "/nowhere"]) {
      const policy = (await get(viewer.url, path)).headers["content-security-policy"];
      expect(policy).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
    }
    const { headers, body } = await get(viewer.url, "/run/good/");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(body).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });
});

it("shows an empty folder as one, with the way to fill it", async () => {
  const viewer = await startViewer(await temporaryFolder());
  const { body } = await get(viewer.url, "/");
  expect(body).toMatch(/No run lies in .* yet/);
  expect(await viewer.stop()).toBe(0);
});

it("ends with one line when the port is in use, or the folder is not there", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cwd = await temporaryFolder();
  expect(await run(["view", cwd, "--port", String(port)])).toEqual({
    code: 4,
    stdout: "",
    stderr: `spatialclaw: port ${port} is in use, perhaps by another spatialclaw view; choose another with --port, or any free one with --port 0\n`,
  });
  server.close();
  const missing = await run(["view"], { cwd });
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/^spatialclaw: there is no folder spatialclaw-runs; .*\n$/);
  const wrong = await run(["view", cwd, "--port", "70000"]);
  expect([wrong.code, wrong.stderr.trim().split("\n").length]).toEqual([2, 1]);
});
