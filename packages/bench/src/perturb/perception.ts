import type { MediaInput, SourceFrame } from "@spatialclaw/media";
import type { Perception, Segmentation } from "@spatialclaw/perception";
import { noisyDepth } from "./depth.ts";
import { noisyMasks } from "./masks.ts";
import { Noise } from "./noise.ts";
import { poseErrors } from "./pose.ts";
import type { Perturbation } from "./spec.ts";

/**
 * A perception that errs by known amounts. The errors depend on `seed` and on the frame alone: asking twice, in another
 * order or for fewer frames gives the same.
 */
export function perturbed(inner: Perception, input: MediaInput, perturbation: Perturbation, seed: string): Perception {
  const { depth, mask, pose } = perturbation;
  const errors = pose > 0 ? poseErrors(input.frames, pose, seed) : new Map<SourceFrame, never>();
  const labels = [...new Set(input.capture?.instances?.map(({ label }) => label) ?? [])];
  return {
    name: `${inner.name}, with errors added`,
    maxFrames: inner.maxFrames,
    close: () => inner.close(),
    async reconstruct(frames, options) {
      const { views, ...rest } = await inner.reconstruct(frames, options);
      return {
        ...rest,
        views: views.map((view) => {
          const error = errors.get(view.frame);
          const { frameIndex, video } = view.frame;
          return {
            ...view,
            ...(error ? { pose: view.pose.compose(error) } : {}),
            ...(depth > 0
              ? { depth: noisyDepth(view.depth, view.intrinsics, depth, seed, frameIndex, video ?? 0) }
              : {}),
          };
        }),
      };
    },
    async segment(frames, prompt, options) {
      if (mask === 0) return inner.segment(frames, prompt, options);
      const found = await mistaken();
      return {
        ...found,
        objects: found.objects.map((object) => noisyMasks(object, mask, seed)).filter(({ masks }) => masks.size > 0),
      };

      /** Now and then another object is taken for the one that was meant. */
      async function mistaken(): Promise<Segmentation> {
        const meant = await inner.segment(frames, prompt, options);
        if (!("text" in prompt) || meant.objects.length === 0) return meant;
        const noise = new Noise("swap", seed, prompt.text);
        const names = meant.objects.map(({ label }) => label);
        const others = labels.filter((label) => !names.includes(label));
        if (others.length === 0 || noise.uniform() >= mask) return meant;
        const instead = others[Math.floor(noise.uniform() * others.length)] as string;
        const taken = await inner.segment(frames, { text: instead }, options);
        return { ...meant, objects: taken.objects.map((object) => ({ ...object, label: names[0] as string })) };
      }
    },
  };
}
