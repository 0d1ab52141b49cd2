import { fileURLToPath } from "node:url";
import { createKernel, type Kernel } from "@spatialclaw/kernel";
import { openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { createWorkspace } from "@spatialclaw/workspace";

const ROOM = fileURLToPath(new URL("../../test/fixtures/room", import.meta.url));

/** Opens sessions as an ask does: the real guest and declarations, over the committed room. */
export async function sessions(): Promise<
  (options?: { check?: boolean }) => Promise<Kernel & { readonly pid: number }>
> {
  const input = await openInput([ROOM]);
  const perception = choosePerception(input);
  const { kernelOptions } = await createWorkspace({ input, perception, vlm: null, answerForm: { kind: "any" } });
  return async (options = {}) =>
    (await createKernel({ ...kernelOptions, ...options })) as Kernel & { readonly pid: number };
}
