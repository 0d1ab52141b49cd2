/** Names of renderers that draw on the CPU: Chromium's and Firefox's own, Mesa's, Windows'. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL has no GPU here: what is dear then is better left out. False where the browser does not tell. */
export function drawsInSoftware(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  const named = context?.getExtension("WEBGL_debug_renderer_info");
  const renderer: unknown = named && context?.getParameter(named.UNMASKED_RENDERER_WEBGL);
  // Browsers keep only so many contexts.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return typeof renderer === "string" && SOFTWARE.test(renderer);
}
