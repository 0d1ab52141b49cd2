import { type CellResult, createKernel, type Kernel } from "@spatialclaw/kernel";
import { createCapturePerception } from "@spatialclaw/perception";
import { createWorkspace, type Vlm, type Workspace, type WorkspaceOptions } from "../src/index.ts";
import { roomCapture } from "./room.ts";

export interface Session {
  readonly workspace: Workspace;
  readonly kernel: Kernel;
  /** Runs a cell that must succeed. */
  ok(cell: string): Promise<CellResult>;
  /** Runs a cell that must fail at run time; its message. */
  failure(cell: string): Promise<string>;
}

/** The real thing but for the model: kernel, guest, host side and capture perception on a small room. */
export async function openSession(
  options: Partial<WorkspaceOptions> & { readonly check?: boolean } = {},
): Promise<Session> {
  const { check = false, ...rest } = options;
  const input = roomCapture();
  const perception = createCapturePerception(input);
  const vlm: Vlm | null = null;
  const workspace = await createWorkspace({ input, perception, vlm, answerForm: { kind: "any" }, ...rest });
  const kernel = await createKernel({ ...workspace.kernelOptions, check, limits: { stdoutChars: 200_000 } });
  return {
    workspace,
    kernel,
    async ok(cell) {
      const result = await kernel.run(cell);
      if (result.error) throw new Error(`${result.error.kind}: ${result.error.message}\n${cell}`);
      return result;
    },
    async failure(cell) {
      const result = await kernel.run(cell);
      if (!result.error) throw new Error(`expected a failure of ${cell}`);
      return result.error.message;
    },
  };
}
