import { type Html, html, trusted } from "../html.ts";
import type { SceneModel } from "./data.ts";
import { sceneJson } from "./payload.ts";

/** Where the client draws the scene, and the scene itself as JSON. */
export function sceneSection(model: SceneModel, problems: readonly string[]): Html {
  return html`<section id="scene" class="scene" data-state="waiting"><h2>Scene</h2>
<div class="stage"><canvas tabindex="0" aria-label="The scene in 3-D: drag to turn, scroll to come nearer, right button or arrow keys to move, click for a point"></canvas><div class="labels" aria-hidden="true"></div><p class="said" role="status"></p></div>
<form class="panel" aria-label="What the scene shows"></form>
<p class="cost">Drag turns, wheel or two fingers zoom, right button or arrow keys move. Keys: o overview, t top, f front, , and . through the cameras. A click names the point, its frame and pixel.</p>
${problems.map((problem) => html`<p class="note">${problem}</p>`)}
<noscript><p class="note">The scene is drawn by a script; this browser runs none.</p></noscript>
<script type="application/json" id="scene-data">${trusted(sceneJson(model))}</script>
</section>`;
}
