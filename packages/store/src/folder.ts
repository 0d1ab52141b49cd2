import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const ID = /^[0-9a-f]{32}$/;

/** One file for each page, named by its id. A file is there whole or not at all, whoever else writes or dies. */
export class PageFolder {
  readonly #root: string;

  constructor(root: string) {
    mkdirSync(root, { recursive: true });
    this.#root = root;
  }

  write(id: string, bytes: Uint8Array): void {
    const file = path.join(this.#root, id);
    if (existsSync(file)) return;
    const draft = path.join(this.#root, `${randomUUID()}.draft`);
    try {
      writeFileSync(draft, bytes, { flag: "wx" });
      renameSync(draft, file);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  /** null when there is no such page; only ids are looked up, so that no name leads out of the folder. */
  read(id: string): Uint8Array | null {
    const file = path.join(this.#root, id);
    return ID.test(id) && existsSync(file) ? readFileSync(file) : null;
  }
}
