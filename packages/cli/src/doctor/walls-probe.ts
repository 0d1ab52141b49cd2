/** What the kernel process must not be able to do, and what came of trying. */
export interface WallReport {
  /** Whether each was denied. */
  readonly write: boolean;
  readonly read: boolean;
  readonly children: boolean;
  readonly workers: boolean;
  readonly network: boolean;
}

/**
 * Tries to get through the walls. Travels to the process as source text, so it may use nothing but its parameters
 * and what Node has built in.
 * @param folder An empty folder; what could be written there is removed with it.
 */
export async function probeWalls(folder: string): Promise<WallReport> {
  const { readdirSync, writeFileSync } = process.getBuiltinModule("node:fs");
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const { connect } = process.getBuiltinModule("node:net");
  const isDenied = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code === "ERR_ACCESS_DENIED";
  const denied = (attempt: () => unknown) => {
    try {
      attempt();
      return false;
    } catch (error) {
      return isDenied(error);
    }
  };
  const network = await new Promise<boolean>((resolve) => {
    try {
      // Port 9 of this machine: nobody need listen, only the permission counts.
      const socket = connect({ host: "127.0.0.1", port: 9 });
      socket.once("error", (error) => resolve(isDenied(error)));
      socket.once("connect", () => {
        socket.destroy();
        resolve(false);
      });
    } catch (error) {
      resolve(isDenied(error));
    }
  });
  return {
    write: denied(() => writeFileSync(`${folder}/written`, "")),
    read: denied(() => readdirSync(folder)),
    children: denied(() => spawnSync(process.execPath, ["--version"])),
    workers: denied(() => new Worker("", { eval: true }).terminate()),
    network,
  };
}
