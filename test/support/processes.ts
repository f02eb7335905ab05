import { execFileSync } from 'node:child_process'

/** Ids of all processes that a process started, directly or through others. */
export function listDescendants(pid: number): readonly number[] {
  const pairs = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/u).map(Number))
  const found = new Set([pid])
  let sizeBefore = 0
  while (found.size > sizeBefore) {
    sizeBefore = found.size
    for (const [child = 0, parent = 0] of pairs) if (found.has(parent)) found.add(child)
  }
  found.delete(pid)
  return [...found]
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The command line of a process; empty when it is gone. */
export function readCommand(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'status' in error) return ''
    throw error
  }
}
