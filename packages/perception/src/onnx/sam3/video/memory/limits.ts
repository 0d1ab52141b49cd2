import type { Manifest } from "../../../manifest/index.ts";
import type { MemoryLimits } from "./state.ts";

/** SAM 3's own, where the manifest says nothing. */
export function memoryLimits({ video }: Manifest): MemoryLimits {
  return {
    slots: video?.memorySlots ?? 7,
    conditioning: video?.conditioningMax ?? 4,
    pointers: video?.pointersMax ?? 16,
  };
}
