/** Runs in every page: notes when the panel, with all it has to show, or the empty page was painted first. */
export function notePainted(): void {
  const watch = setInterval(() => {
    if (document.querySelector('[data-painted], #panel [role="tabpanel"]') === null) return;
    clearInterval(watch);
    // The first frame is begun here and painted when the next one begins.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        document.documentElement.dataset['paintedAt'] = String(performance.timeOrigin + performance.now());
      });
    });
  }, 2);
}

/** Milliseconds from frame to frame while the page scrolls down by itself, and up again at its end. */
export async function scrollFrames(frames: number): Promise<number[]> {
  const times: number[] = [];
  let step = 40;
  await new Promise<void>((resolve) => {
    const next = (now: number): void => {
      times.push(now);
      const before = window.scrollY;
      window.scrollBy(0, step);
      if (window.scrollY === before) step = -step;
      if (times.length > frames) resolve();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}
