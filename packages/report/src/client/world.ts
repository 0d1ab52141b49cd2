import { Group } from "three";
import type { Shape } from "../scene/data.ts";
import { pictureMesh } from "./cameras.ts";
import { type Cloud, createCloud } from "./cloud.ts";
import type { ShownWorld } from "./decode.ts";
import { type DrawnShape, drawShape } from "./shapes.ts";
import type { Stage } from "./stage.ts";

/** As the frusta are drawn: how far a picture is from its camera, as a share of the scene's radius. */
const FRUSTUM = 0.06;

/** One reconstruction in three.js. */
export class DrawnWorld {
  readonly world: ShownWorld;
  readonly cloud: Cloud;
  readonly group = new Group();
  readonly #shapes: ReadonlyMap<Shape, DrawnShape>;
  readonly #pictures = new Group();
  /** The camera that is looked through: its own frustum would be in the way. */
  #through: number | null = null;

  constructor(world: ShownWorld, stage: Stage) {
    this.world = world;
    this.cloud = createCloud(world.views);
    this.group.add(this.cloud.points, this.#pictures);
    this.#shapes = new Map(world.shapes.map((shape) => [shape, drawShape(shape, world.radius)]));
    for (const { group } of this.#shapes.values()) this.group.add(group);
    this.hideBacks(true);
    world.views.forEach((view, index) => {
      const mesh = pictureMesh(view, FRUSTUM * world.radius, () => stage.draw());
      const holder = new Group();
      if (mesh) holder.add(mesh);
      holder.userData.index = index;
      this.#pictures.add(holder);
    });
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

  isShown(shape: Shape): boolean {
    return this.#shapes.get(shape)?.group.visible ?? false;
  }

  show(shape: Shape, visible: boolean): void {
    const drawn = this.#shapes.get(shape);
    if (drawn) drawn.group.visible = visible;
  }

  showCameras(visible: boolean): void {
    this.#pictures.visible = visible;
    for (const shape of this.world.shapes) if (shape.layer === "cameras") this.show(shape, visible);
    this.lookThrough(this.#through);
  }

  /** Hides the frustum of this view, and shows that of the one before again. */
  lookThrough(index: number | null): void {
    this.#through = index;
    const frusta = this.world.shapes.filter(({ layer }) => layer === "cameras");
    for (const holder of this.#pictures.children) holder.visible = holder.userData.index !== index;
    frusta.forEach((shape, i) => {
      this.show(shape, this.#pictures.visible && i !== index);
    });
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
