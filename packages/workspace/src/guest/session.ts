import type { GuestHost } from "@spatialclaw/kernel";
import type { GuestInit } from "../wire.ts";
import type { EvidenceLog } from "./evidence.ts";
import type { FrameTable } from "./frames.ts";

/** What the parts of the guest share. */
export interface Session {
  readonly host: GuestHost;
  readonly init: GuestInit;
  readonly frames: FrameTable;
  readonly evidence: EvidenceLog;
}
