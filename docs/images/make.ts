// The picture of a report in README and docs/report.md, made anew: `node docs/images/make.ts`. Needs chromium.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import sharp from "sharp";
import { launch } from "../../test/e2e/browser/chromium.ts";
import { run } from "../../test/e2e/command.ts";

const OUT = fileURLToPath(new URL("report.webp", import.meta.url));
const VIEWPORT = { width: 1280, height: 900 };
/** Under the stage; more would show half a line of what follows. */
const MARGIN = 6;

const cwd = mkdtempSync(path.join(tmpdir(), "spatialclaw-images-"));
try {
  await run(["demo"], { cwd });
  const runs = path.join(cwd, "spatialclaw-runs");
  const page = pathToFileURL(path.join(runs, readdirSync(runs)[0] ?? "", "report.html"));
  await sharp(await topOf(page.href))
    .webp({ quality: 82 })
    .toFile(OUT);
  process.stdout.write(`${path.relative(process.cwd(), OUT)}: ${Math.round(statSync(OUT).size / 1024)} kB\n`);
} finally {
  rmSync(cwd, { recursive: true, force: true });
}

/** The page from its top to the end of the scene. */
async function topOf(url: string): Promise<Buffer> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: "light", deviceScaleFactor: 1.5 });
    await page.goto(url);
    await page.waitForSelector("#scene[data-state=ready]");
    const box = await page.locator(".stage").boundingBox();
    const clip = { x: 0, y: 0, width: VIEWPORT.width, height: (box?.y ?? 0) + (box?.height ?? 0) + MARGIN };
    // The pictures of the cameras come after the scene is ready.
    await page.waitForLoadState("networkidle");
    return await page.screenshot({ fullPage: true, clip });
  } finally {
    await browser.close();
  }
}
