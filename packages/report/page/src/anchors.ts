/** How long lists above a target may still grow after a jump, in frames. */
const FRAMES = 60;

/** Keeps the target of a link inside the page where the jump put it: lists above it draw more entries as they come near the window. */
export function watchAnchors(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    const target = document.getElementById(link?.getAttribute('href')?.slice(1) ?? '');
    if (target !== null) keepInPlace(target);
  });
}

function keepInPlace(target: HTMLElement): void {
  const stop = new AbortController();
  // Whoever scrolls by hand is not held back.
  for (const event of ['wheel', 'touchmove', 'keydown'])
    addEventListener(event, () => stop.abort(), { once: true, passive: true, signal: stop.signal });
  let frames = FRAMES;
  let wanted: number | undefined;
  const look = (): void => {
    frames -= 1;
    if (frames < 0) stop.abort();
    if (stop.signal.aborted) return;
    const { top } = target.getBoundingClientRect();
    if (wanted === undefined || Math.abs(top - wanted) > 1) target.scrollIntoView();
    wanted = target.getBoundingClientRect().top;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
