import type { KernelOptions } from "@spatialclaw/kernel";
import { hintsFor } from "../api/hints.ts";
import { reservedNames } from "../api/reserved.ts";
import { guestScript } from "../guest-bundle.ts";
import { createHostSide, type HostSide, type HostSideOptions } from "./host-side.ts";

export type WorkspaceOptions = HostSideOptions;

/** What a session of cells works on. Holds the pages of its results until it is dropped. */
export interface Workspace extends Pick<HostSide, "api" | "expect" | "picture" | "scale"> {
  /** All that `createKernel` needs of it. */
  readonly kernelOptions: Required<Pick<KernelOptions, "api" | "reserved" | "guest" | "init" | "tools" | "hints">>;
}

export async function createWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { api, init, tools, expect, picture, scale } = createHostSide(options);
  return {
    api,
    expect,
    picture,
    scale,
    kernelOptions: {
      api: api.files,
      reserved: reservedNames(api.files),
      guest: await guestScript(),
      init,
      tools,
      hints: hintsFor(api.omitted),
    },
  };
}
