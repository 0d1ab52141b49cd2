import { Color, PerspectiveCamera, Scene, SRGBColorSpace, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { drawsInSoftware } from "./software.ts";

/** Canvas, camera and controls. Draws when something changed, not all the time. */
export class Stage {
  readonly canvas: HTMLCanvasElement;
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(50, 1, 0.01, 1000);
  readonly controls: OrbitControls;
  readonly #renderer: WebGLRenderer;
  readonly #before: () => void;
  readonly #after: () => void;
  #isWaiting = false;

  /** `before` and `after` are called around each picture. Throws where there is no WebGL. */
  constructor(canvas: HTMLCanvasElement, { before, after }: { before: () => void; after: () => void }) {
    this.canvas = canvas;
    this.#before = before;
    this.#after = after;
    // Smooth edges cost a software renderer half of its speed.
    this.#renderer = new WebGLRenderer({ canvas, antialias: !drawsInSoftware(), powerPreference: "low-power" });
    this.#renderer.outputColorSpace = SRGBColorSpace;
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.zoomToCursor = true;
    this.controls.addEventListener("change", () => this.draw());
    this.controls.listenToKeyEvents(canvas);
    this.#fit();
    new ResizeObserver(() => this.#fit()).observe(canvas);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", () => this.draw());
  }

  /** Of the canvas, in CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** Pixels that a length of 1 at a distance of 1 takes. */
  get pixelScale(): number {
    const height = this.canvas.height;
    return height / (2 * Math.tan((this.camera.fov * Math.PI) / 360));
  }

  draw(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.scene.background = new Color(getComputedStyle(this.canvas).backgroundColor);
      this.camera.updateMatrixWorld();
      this.#before();
      this.#renderer.render(this.scene, this.camera);
      this.#after();
    });
  }

  #fit(): void {
    const { width, height } = this.size;
    if (width === 0 || height === 0) return;
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.#renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }
}
