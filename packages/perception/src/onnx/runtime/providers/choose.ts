import { InputError } from "@spatialclaw/media";
import { PROVIDERS, type Provider } from "../../manifest/index.ts";
import type { PassedOver, ProviderChoice } from "../types.ts";
import { cudaObstacle } from "./cuda.ts";
import { probe } from "./probe.ts";

export interface ChooseOptions {
  /** This one and no other. */
  readonly wanted?: Provider | null | undefined;
}

/**
 * Tries cuda, webgpu and cpu in this order until one works, in a process of its own each: a driver that falls over
 * takes nothing with it. Rejects with InputError and the way out when the one that is wanted by name does not work.
 */
export async function chooseProviders({ wanted }: ChooseOptions = {}): Promise<ProviderChoice> {
  const passedOver: PassedOver[] = [];
  for (const provider of wanted ? [wanted] : PROVIDERS) {
    const obstacle = await obstacleTo(provider);
    // The processor stands behind every other one.
    if (!obstacle) return { usable: wanted || provider === "cpu" ? [provider] : [provider, "cpu"], passedOver };
    passedOver.push(obstacle);
    if (wanted) throw missing(obstacle);
  }
  return { usable: ["cpu"], passedOver };
}

function missing({ provider, reason, fix }: PassedOver): InputError {
  const way = fix === null ? "" : `${fix}, or `;
  return new InputError(
    `the provider ${provider} cannot be used here: ${reason}; ${way}take another one (perception.provider)`,
    "environment",
  );
}

/** Why a provider cannot be used; null: it can. */
async function obstacleTo(provider: Provider): Promise<PassedOver | null> {
  if (provider === "cpu") return null;
  const before = provider === "cuda" ? cudaObstacle() : null;
  if (before) return { provider, ...before };
  const { works, reason } = await probe(provider);
  return works ? null : { provider, reason, fix: fixOf(provider, reason) };
}

export function fixOf(provider: Provider, reason: string): string | null {
  if (provider !== "cuda") return null;
  return /\.so|\.dll/.test(reason)
    ? "install CUDA 12 with cuDNN 9, and name the folder of their libraries in LD_LIBRARY_PATH"
    : "see that the driver of the GPU works (nvidia-smi)";
}
