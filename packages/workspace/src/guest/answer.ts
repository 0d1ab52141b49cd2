import type { GuestHost } from "@spatialclaw/kernel";
import { fail, shown, vec3 } from "./check.ts";
import type { EvidenceLog } from "./evidence.ts";

export function createReturnAnswer(host: GuestHost, evidence: EvidenceLog) {
  return function ReturnAnswer(value: string | number | Vec3): never {
    if (Array.isArray(value))
      return host.answer({ value: [...vec3("ReturnAnswer(value)", value)], evidence: evidence.for(null) });
    if (typeof value !== "string" && typeof value !== "number")
      return fail("ReturnAnswer(value)", `expected a string, a number or a point [x, y, z], got ${shown(value)}`);
    // NaN and infinities do not survive JSON; as text they reach the check of the form, which names them.
    const sent = typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
    return host.answer({ value: sent, evidence: evidence.for(sent) });
  };
}
