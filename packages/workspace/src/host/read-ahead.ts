import type { PageStore } from "@spatialclaw/store";

/** Which page a cell is likely to want next: cells go through views, and through the maps of each, in even steps. */
export class ReadAhead {
  readonly #pages: PageStore;
  #last = -1;
  #step = 0;

  constructor(pages: PageStore) {
    this.#pages = pages;
  }

  /** To be told of every page that is asked for. null: no pattern yet. */
  after(id: string): string | null {
    const place = this.#pages.placeOf(id);
    const step = place - this.#last;
    const isSteady = step > 0 && step === this.#step;
    this.#last = place;
    this.#step = step;
    return isSteady ? this.#pages.idAt(place + step) : null;
  }
}
