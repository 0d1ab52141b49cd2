import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Debian's chromium, or another that is there; null when there is none. */
export const CHROMIUM: string | null = findChromium();

/** Why tests in a browser are skipped, for their names. Where chromium is required they run, and fail. */
export const SKIPPED: string | null =
  CHROMIUM === null && process.env.SPATIALCLAW_REQUIRE_CHROMIUM !== "1"
    ? "skipped: no chromium here (apt-get install chromium)"
    : null;

function findChromium(): string | null {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const files = [
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    chromium.executablePath(),
  ];
  return files.find((file) => existsSync(file)) ?? null;
}

/** Headless, drawing WebGL without a GPU. */
export function launch(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error("no chromium on the path, and SPATIALCLAW_REQUIRE_CHROMIUM is 1");
  const args = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
  // Chromium's own sandbox does not start for root, as which containers run.
  return chromium.launch({
    executablePath: CHROMIUM,
    args: process.getuid?.() === 0 ? ["--no-sandbox", ...args] : args,
  });
}

/** A page, and what of it a test wants to be empty. */
export interface Watched {
  readonly page: Page;
  /** Console messages but plain logs, errors nobody caught, and dialogs. */
  readonly complaints: string[];
  /** Addresses that were asked for, data URLs left out. */
  readonly requests: string[];
}

export async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 640 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("console", (message) => {
    // Software rendering waits for itself when a test takes a picture, and says so.
    if (message.type() !== "log" && !message.text().includes("GPU stall")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  await page.goto(url);
  return { page, complaints, requests };
}
