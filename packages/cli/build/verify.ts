import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { BuildError, PACKAGE, ROOT } from "./layout.ts";

/** Fails when the package holds what must not leave the repository, or a manifest that resolvers stumble over. */
export async function verifyPackage(): Promise<{ files: number; bytes: number }> {
  const files = readdirSync(PACKAGE, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(path.join(PACKAGE, file)).isFile())
    .map((file) => file.replaceAll(path.sep, "/"));
  let bytes = 0;
  for (const file of files) {
    const content = readFileSync(path.join(PACKAGE, file));
    bytes += content.length;
    const reason = unwanted(file, content);
    if (reason !== null) throw new BuildError(`the package holds ${file}: ${reason}`);
  }
  for (const link of linksOf(readFileSync(path.join(PACKAGE, "README.md"), "utf8")))
    if (!files.some((file) => file === link || file.startsWith(link)))
      throw new BuildError(`README.md links to ${link}, which is not in the package`);
  const { messages, pkg } = await publint({ pkgDir: PACKAGE, pack: false, strict: true });
  const [first] = messages;
  if (first) throw new BuildError(`publint: ${formatMessage(first, pkg, { color: false }) ?? first.code}`);
  return { files: files.length, bytes };
}

function unwanted(file: string, content: Buffer): string | null {
  if (/(?<!\.d)\.[cm]?ts$|\.map$|\.tsbuildinfo$/.test(file)) return "a source or a by-product of the build";
  if (/\.test\.|^test\/(?!fixtures\/room\/)/.test(file)) return "a test";
  const text = content.toString("latin1");
  if (MACHINE.some((folder) => text.includes(folder))) return "it names a folder of this machine";
  // Comments name types by their source: nobody resolves them.
  const code = text.replace(/\/\*.*?\*\//gs, "");
  if (/\.[jt]s$|\.json$/.test(file) && /["']@spatialclaw\/|\bfrom ["'][^"']*\.ts["']/.test(code))
    return "it imports a source file or a workspace";
  return null;
}

const MACHINE = [ROOT.slice(0, -1), homedir()].filter((folder) => folder.length > "/root".length);

/** Relative links of a Markdown text, without their fragments. */
function linksOf(markdown: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
  return targets.filter((target) => !/^(?:[a-z]+:|#)/.test(target)).map((target) => target.replace(/#.*$/, ""));
}
