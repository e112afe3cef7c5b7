const never = new Int32Array(new SharedArrayBuffer(4));

/** Blocks this thread; `Worker.terminate()` gets through. */
export function pause(durationMs: number): void {
  Atomics.wait(never, 0, 0, durationMs);
}
