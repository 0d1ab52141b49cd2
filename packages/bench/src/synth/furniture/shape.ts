import type { PaintName } from "../paints.ts";

/** [low, high] in metres. */
export type Span = readonly [low: number, high: number];

/**
 * Triangles under construction, in the piece's own frame: metres, z = 0 is the floor, the piece faces +y and its
 * back is towards -y; x and y are centred when it is placed.
 */
export class Shape {
  /** Flat xyz corners, nine numbers a triangle. */
  readonly corners: number[] = [];
  /** One paint a triangle. */
  readonly paints: PaintName[] = [];

  box(paint: PaintName, x: Span, y: Span, z: Span): this {
    const corner = (i: number): number[] => [x[i & 1]!, y[(i >> 1) & 1]!, z[(i >> 2) & 1]!];
    // Bits of a corner's number: 1 is high x, 2 is high y, 4 is high z.
    const faces = [
      [0, 2, 3, 1],
      [4, 5, 7, 6],
      [0, 1, 5, 4],
      [2, 6, 7, 3],
      [0, 4, 6, 2],
      [1, 3, 7, 5],
    ];
    for (const [a, b, c, d] of faces) this.quad(paint, corner(a!), corner(b!), corner(c!), corner(d!));
    return this;
  }

  /** A box of a size standing on `base`, its middle at (x, y). */
  block(paint: PaintName, x: number, y: number, base: number, size: readonly [number, number, number]): this {
    const [w, d, h] = size;
    return this.box(paint, [x - w / 2, x + w / 2], [y - d / 2, y + d / 2], [base, base + h]);
  }

  /** An upright cylinder or, with two radii, a frustum; `radius` is that of its corners. */
  cylinder(
    paint: PaintName,
    x: number,
    y: number,
    z: Span,
    radius: number,
    topRadius: number = radius,
    segments = 20,
  ): this {
    const ring = (r: number, height: number): number[][] =>
      Array.from({ length: segments }, (_, i) => {
        const angle = (2 * Math.PI * i) / segments;
        return [x + r * Math.cos(angle), y + r * Math.sin(angle), height];
      });
    const bottom = ring(radius, z[0]);
    const top = ring(topRadius, z[1]);
    for (let i = 0; i < segments; i++) {
      const j = (i + 1) % segments;
      this.quad(paint, bottom[i]!, bottom[j]!, top[j]!, top[i]!);
      this.triangle(paint, [x, y, z[0]], bottom[j]!, bottom[i]!);
      this.triangle(paint, [x, y, z[1]], top[i]!, top[j]!);
    }
    return this;
  }

  quad(paint: PaintName, a: number[], b: number[], c: number[], d: number[]): this {
    return this.triangle(paint, a, b, c).triangle(paint, a, c, d);
  }

  triangle(paint: PaintName, a: number[], b: number[], c: number[]): this {
    this.corners.push(...a, ...b, ...c);
    this.paints.push(paint);
    return this;
  }
}
