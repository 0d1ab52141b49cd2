import type { KernelOptions } from "@spatialclaw/kernel";
import { hintsFor } from "../api/hints.ts";
import { reservedNames } from "../api/reserved.ts";
import { guestScript } from "../guest-bundle.ts";
import { createHostSide, type HostSide, type HostSideOptions } from "./host-side.ts";
import type { SceneRecorder } from "./record/recorder.ts";

export interface WorkspaceOptions extends Omit<HostSideOptions, "recorder"> {
  /** Keeps what cells see and measure beside the trace, for reports; default false. */
  readonly recordScene?: boolean;
}

/** What a session of cells works on. Holds the pages of its results until it is dropped. */
export interface Workspace extends Pick<HostSide, "api" | "expect" | "picture" | "scale"> {
  /** All that `createKernel` needs of it. */
  readonly kernelOptions: Required<Pick<KernelOptions, "api" | "reserved" | "guest" | "init" | "tools" | "hints">>;
  /** null where nothing is recorded. */
  readonly recorder: SceneRecorder | null;
}

export async function createWorkspace({ recordScene = false, ...options }: WorkspaceOptions): Promise<Workspace> {
  const recorder = recordScene ? await createRecorder(options) : null;
  const { api, init, tools, expect, picture, scale } = createHostSide({ ...options, recorder });
  return {
    api,
    expect,
    picture,
    scale,
    recorder,
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

/** Only who records loads what it takes. */
async function createRecorder({ input }: HostSideOptions): Promise<SceneRecorder> {
  const { SceneRecorder } = await import("./record/recorder.ts");
  return new SceneRecorder(input.frames);
}
