/**
 * Lets the process live on when nobody can read what it prints: the terminal is gone (EPIPE, EIO), or the file that
 * it prints to is on a full disk (ENOSPC). Without a listener Node takes such an error for a bug.
 */
export function ignoreLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
}
