import { InputError } from "@spatialclaw/media";
import type { BundleFile } from "../../onnx/manifest/index.ts";
import type { Places } from "../places.ts";
import { shownUrl } from "./request.ts";
import { tokenFor } from "./token.ts";

/** Why a server did not give a file, in one line with the way out. */
export function refused(response: Response, url: URL, { source }: BundleFile, places: Places): InputError {
  const { status } = response;
  const code = response.headers.get("x-error-code");
  const where = shownUrl(url);
  const page = source && "repo" in source ? `${places.endpoint}/${source.repo}` : where;
  const hasToken = tokenFor(url, places) !== null;
  const message = () => {
    if (code === "GatedRepo" || status === 401 || status === 403) {
      if (!hasToken)
        return `${where} wants a login (${status}): accept the terms at ${page}, then set HF_TOKEN to a token of your account`;
      return `${where} is closed to the token in use (${status}): accept the terms at ${page} with that account, or set HF_TOKEN to another token`;
    }
    if (code === "RevisionNotFound")
      return `${page} does not have the pinned revision any more (${status}): update spatialclaw`;
    if (status === 404)
      return `there is no ${where} (404${code ? `, ${code}` : ""}): the repository has changed; take another model of \`spatialclaw models list\``;
    return `${where} answered ${status}; try again later`;
  };
  return new InputError(message(), "environment");
}

/** Whether the same request may succeed a little later. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
