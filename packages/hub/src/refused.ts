import { InputError } from "@spatialclaw/media";
import type { HubPlaces } from "./places.ts";
import { shownUrl } from "./request.ts";
import { tokenFor } from "./token.ts";
import { type Advice, type Repo, repoPage } from "./wanted.ts";

/** Why a server did not give something, in one line with the way out. */
export function refused(
  response: Response,
  url: URL,
  repo: Repo | null,
  places: HubPlaces,
  { file, revision }: Advice,
): InputError {
  const { status } = response;
  const code = response.headers.get("x-error-code");
  const where = shownUrl(url);
  const page = repo ? repoPage(repo, places) : where;
  const hasToken = tokenFor(url, places) !== null;
  const message = () => {
    // The hub does not tell strangers which repositories there are.
    if (code === "RepoNotFound" && !hasToken)
      return `there is no ${page}, or it is closed to people without an account (${status}): check its name, or set HF_TOKEN`;
    if (code === "GatedRepo" || status === 401 || status === 403) {
      if (!hasToken)
        return `${where} wants a login (${status}): accept the terms at ${page}, then set HF_TOKEN to a token of your account`;
      return `${where} is closed to the token in use (${status}): accept the terms at ${page} with that account, or set HF_TOKEN to another token`;
    }
    if (code === "RevisionNotFound")
      return `${page} does not have the pinned revision any more (${status}): ${revision}`;
    if (status === 404) return `there is no ${where} (404${code ? `, ${code}` : ""}): ${file}`;
    return `${where} answered ${status}; try again later`;
  };
  return new InputError(message(), "environment");
}

/** Whether the same request may succeed a little later. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
