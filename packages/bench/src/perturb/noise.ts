/** Random numbers that depend on nothing but their names: what a frame gets does not depend on when it is asked for. */
export class Noise {
  #state: number;

  constructor(...names: readonly (string | number)[]) {
    // FNV-1a.
    let hash = 0x811c9dc5;
    for (const code of names.join("\0")) hash = Math.imul(hash ^ (code.codePointAt(0) as number), 0x01000193);
    this.#state = hash >>> 0;
    this.uniform();
  }

  /** In [0, 1), by mulberry32. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Mean 0, deviation 1, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Evenly over the sphere. */
  direction(): [number, number, number] {
    const z = 2 * this.uniform() - 1;
    const angle = 2 * Math.PI * this.uniform();
    const r = Math.sqrt(1 - z * z);
    return [r * Math.cos(angle), r * Math.sin(angle), z];
  }
}
