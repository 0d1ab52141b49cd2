import { Group } from "three";
import type { Shape } from "../scene/data.ts";
import { pictureMesh } from "./cameras.ts";
import { type Cloud, createCloud } from "./cloud.ts";
import type { ShownWorld } from "./decode.ts";
import { type DrawnShape, drawShape } from "./shapes.ts";
import type { Stage } from "./stage.ts";

/** As the frusta are drawn: how far a picture is from its camera, as a share of the scene's radius. */
const FRUSTUM = 0.06;

/** Points that tell where the scene ends. */
const OUTLINE = 6000;

/** One reconstruction in three.js. */
export class DrawnWorld {
  readonly world: ShownWorld;
  readonly cloud: Cloud;
  readonly group = new Group();
  readonly #shapes: ReadonlyMap<Shape, DrawnShape>;
  readonly #pictures = new Group();
  /** The camera that is looked through. */
  #through: number | null = null;
  #showsCameras = true;

  constructor(world: ShownWorld, stage: Stage) {
    this.world = world;
    this.cloud = createCloud(world.views);
    this.group.add(this.cloud.points, this.#pictures);
    this.#shapes = new Map(world.shapes.map((shape) => [shape, drawShape(shape, world.radius)]));
    for (const { group } of this.#shapes.values()) this.group.add(group);
    this.hideBacks(true);
    // Drawn once all have come: a cloud of points is not redrawn for each of them.
    let waiting = world.views.length;
    const onEnd = (): void => {
      if (--waiting === 0) stage.draw();
    };
    for (const view of world.views) {
      const mesh = pictureMesh(view, FRUSTUM * world.radius, onEnd);
      if (mesh) this.#pictures.add(mesh);
      else onEnd();
    }
  }

  get least(): number {
    return this.cloud.points.material.uniforms.least?.value as number;
  }

  showPointsFrom(least: number): void {
    this.#set(this.cloud.points.material, "least", least);
  }

  get hidesBacks(): boolean {
    return (this.cloud.points.material.uniforms.hidesBacks?.value as number) > 0;
  }

  /** Surfaces seen from behind: walls then do not stand between the room and who looks into it. */
  hideBacks(on: boolean): void {
    this.#set(this.cloud.points.material, "hidesBacks", on ? 1 : 0);
  }

  /** Flat xyz: some of the points, without those that fly, and the ends of what the answer rests on. */
  get outline(): number[] {
    const { centre, radius, shapes } = this.world;
    const { positions } = this.cloud;
    const step = 3 * Math.max(1, Math.ceil(positions.length / 3 / OUTLINE));
    const found = shapes.flatMap(({ isAnswer, lines }) => (isAnswer && lines ? [...lines] : []));
    for (let i = 0; i < positions.length; i += step) {
      const point = positions.subarray(i, i + 3);
      if (Math.hypot(...point.map((value, axis) => value - (centre[axis] as number))) < 1.05 * radius)
        found.push(...point);
    }
    return found.length > 0 ? found : [...centre];
  }

  isShown(shape: Shape): boolean {
    return this.#shapes.get(shape)?.group.visible ?? false;
  }

  show(shape: Shape, visible: boolean): void {
    const drawn = this.#shapes.get(shape);
    if (drawn) drawn.group.visible = visible;
  }

  showCameras(visible: boolean): void {
    this.#showsCameras = visible;
    this.lookThrough(this.#through);
  }

  /** Cameras stand close to each other: while one is looked through, frusta and arrows of all would be in the way. */
  lookThrough(index: number | null): void {
    const isOutside = index === null;
    const wasOutside = this.#through === null;
    this.#through = index;
    const visible = this.#showsCameras && isOutside;
    this.#pictures.visible = visible;
    for (const shape of this.world.shapes) {
      if (shape.layer === "cameras") this.show(shape, visible);
      if (shape.layer === "axes" && isOutside !== wasOutside) this.show(shape, isOutside);
    }
  }

  /** What depends on the canvas and on the camera's opening. */
  fit(pixelScale: number): void {
    this.#set(this.cloud.points.material, "scale", pixelScale);
    for (const { points } of this.#shapes.values()) if (points) this.#set(points, "scale", pixelScale);
  }

  #set(material: Cloud["points"]["material"], name: string, value: number): void {
    const uniform = material.uniforms[name];
    if (uniform) uniform.value = value;
  }
}
