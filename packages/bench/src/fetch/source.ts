import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  askRepo,
  askTree,
  type FetchOptions,
  install,
  type Repo,
  type RepoInfo,
  remoteOf,
  repoFolder,
  type TreeFile,
} from "@spatialclaw/hub";
import { InputError } from "@spatialclaw/media";
import { cachedSnapshot } from "./cached.ts";

/** A data set's repository, wherever its files come from. */
export interface Source {
  readonly commit: string;
  /** null: the hub was not asked. */
  readonly info: RepoInfo | null;
  tree(): Promise<readonly TreeFile[]>;
  /** Brings a file into the hub's cache; resolves to its place there. `onBytes` learns how much of it came. */
  bring(file: TreeFile, onBytes: (done: number) => void): Promise<string>;
}

interface SourceOptions extends FetchOptions {
  readonly notice: (line: string) => void;
}

/** Rejects with InputError. */
export async function onlineSource(repo: Repo, revision: string, options: SourceOptions): Promise<Source> {
  const info = await askRepo(repo, revision, options);
  const { commit } = info;
  const snapshot = path.join(repoFolder(repo, options.places), "snapshots", commit);
  return {
    commit,
    info,
    async tree() {
      const tree = await askTree(repo, commit, options);
      if (revision !== commit) rememberRef(repo, revision, commit, options);
      return tree;
    },
    async bring(file, onBytes) {
      const wanted = { path: file.path, origin: { repo }, sha256: file.sha256, bytes: file.bytes };
      const target = path.join(snapshot, file.path);
      await install(wanted, remoteOf(wanted, file, commit, options), target, { ...options, onBytes });
      return target;
    },
  };
}

/** Only what the cache has. Throws InputError. */
export function offlineSource(repo: Repo, revision: string, root: string, options: SourceOptions): Source {
  const found = cachedSnapshot(repo, revision, options.places);
  if (!found)
    throw new InputError(
      `${repo.name} is not in the hub's cache (${options.places.hub}), and HF_HUB_OFFLINE forbids fetching; unset it, or put the files into ${root}`,
      "environment",
    );
  return {
    commit: found.commit,
    info: null,
    tree: async () => found.tree,
    bring: async (file) => path.join(found.folder, file.path),
  };
}

/** As huggingface_hub does, so that other programs find the same snapshot. */
function rememberRef(repo: Repo, revision: string, commit: string, { places }: SourceOptions): void {
  const file = path.join(repoFolder(repo, places), "refs", revision);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, commit);
}
