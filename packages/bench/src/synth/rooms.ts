import path from "node:path";
import { Worker } from "node:worker_threads";
import { mapConcurrently } from "./concurrent.ts";
import type { Questions } from "./questions.ts";

/** What a worker needs to build a room. */
export interface RoomOrder {
  readonly seed: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Where the capture goes; the truth never does. */
  readonly folder: string;
}

export interface BuiltRoom extends Questions {
  readonly seed: number;
  readonly folder: string;
}

export interface BuildOptions {
  readonly count: number;
  /** Seed of the first room; the others follow. */
  readonly seed: number;
  readonly size: RoomOrder["size"];
  /** Holds one folder per room. */
  readonly folder: string;
  readonly jobs: number;
  readonly onRoom?: (room: BuiltRoom) => void;
}

/** Renders the rooms in worker threads, writes their captures and finds their questions; in order of the seeds. */
export function buildRooms(options: BuildOptions): Promise<BuiltRoom[]> {
  const { count, seed, size, folder, jobs, onRoom } = options;
  const orders = Array.from({ length: count }, (_, i): RoomOrder => {
    return { seed: seed + i, size, folder: path.join(folder, `room-${seed + i}`) };
  });
  return mapConcurrently(orders, jobs, async (order) => {
    const room = await inWorker(order);
    onRoom?.(room);
    return room;
  });
}

function inWorker(order: RoomOrder): Promise<BuiltRoom> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./room-worker.ts", import.meta.url), { workerData: order });
    worker.once("message", resolve);
    worker.once("error", (error) => reject(new Error(`room ${order.seed} could not be built`, { cause: error })));
    worker.once("exit", (code) => reject(new Error(`the worker of room ${order.seed} ended with code ${code}`)));
  });
}
