import { createRequire } from "node:module";
import { openSession } from "../repl/session.ts";
import { type Check, fail, ok, skipped } from "./types.ts";

const require = createRequire(import.meta.url);

/** Whether isolated-vm brought a binary for this machine. */
export function checkIsolate(): Check {
  const name = "isolate";
  const machine = `${process.platform}-${process.arch}, Node ${process.versions.node}`;
  try {
    const manifest = require.resolve("isolated-vm/package.json");
    const { version } = require(manifest) as { version: string };
    const own = createRequire(manifest);
    const find = own("node-gyp-build") as { path(folder: string): string };
    const file = find.path(manifest.slice(0, -"/package.json".length));
    return ok(name, `isolated-vm ${version} has a binary for ${machine}`, { version, file });
  } catch (error) {
    const reason = firstLine(error);
    return fail(
      name,
      `isolated-vm has no binary for ${machine}: ${reason}`,
      "install again with npm, on Node 24 or 26 under Linux (glibc), macOS (arm64) or Windows (x64)",
    );
  }
}

/** Starts a session as an ask would have it and runs a cell; then one that the type checker must refuse. */
export async function checkKernel(): Promise<readonly Check[]> {
  const started = performance.now();
  let session: Awaited<ReturnType<typeof openSession>> | null = null;
  try {
    session = await openSession({ input: [], check: true, limits: {} });
    const sum = await session.kernel.run("1 + 1");
    const ms = Math.round(performance.now() - started);
    if (sum.value !== "2") return broken(sum.error?.message ?? `1 + 1 gave ${sum.value}`);
    return [
      ok("kernel", `a session started and ran a cell in ${ms} ms`, { ms, cpuMs: sum.cpuMs }),
      await checkTypes(session.kernel),
    ];
  } catch (error) {
    return broken(firstLine(error));
  } finally {
    await session?.close();
  }
}

async function checkTypes(kernel: { run(cell: string): Promise<{ error: { kind: string; message: string } | null }> }) {
  const name = "type checker";
  const started = performance.now();
  const { error } = await kernel.run('const metres: number = "two"');
  const ms = Math.round(performance.now() - started);
  if (error?.kind === "type") return ok(name, `an ill-typed cell was refused in ${ms} ms`, { ms });
  return fail(
    name,
    `an ill-typed cell was not refused${error ? `: ${error.message}` : ""}`,
    "install again with npm: the TypeScript compiler is missing or cannot start",
    { ms },
  );
}

function broken(reason: string): readonly Check[] {
  return [
    fail("kernel", `no cell could be run: ${reason}`, "install again with npm, and allow this user to start processes"),
    skipped("type checker", "without a kernel there is nothing to check"),
  ];
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] as string;
}
