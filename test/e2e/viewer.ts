import { start } from "./command.ts";

/** `spatialclaw view`, as it runs in a terminal. */
export interface Viewer {
  /** Ends with a slash. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<number | null>;
}

/** On a port that is free. */
export async function startViewer(folder: string): Promise<Viewer> {
  const { child, finished } = start(["view", folder, "--port", "0"]);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    void finished.then(({ stderr }) => reject(new Error(stderr)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGINT");
      return (await finished).code;
    },
  };
}
