import type { GuestHost } from "@spatialclaw/kernel";
import { fail, shown } from "./check.ts";
import type { EvidenceLog } from "./evidence.ts";

export function createReturnAnswer(host: GuestHost, evidence: EvidenceLog) {
  return function ReturnAnswer(value: string | number): never {
    if (typeof value !== "string" && typeof value !== "number")
      fail("ReturnAnswer(value)", `expected a string or a number, got ${shown(value)}`);
    // NaN and infinities do not survive JSON; as text they reach the check of the form, which names them.
    const sent = typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
    return host.answer({ value: sent, evidence: evidence.for(sent) });
  };
}
