import { readdirSync, readFileSync } from 'node:fs'

/** Linux's clock ticks per second (USER_HZ), the unit of /proc/PID/stat. */
const ticksPerSecond = 100

interface ProcessStat {
  readonly parent: number
  readonly cpuSeconds: number
}

function readStat(pid: number): ProcessStat | undefined {
  const text = readProcFile(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  // The command in parentheses may hold spaces; fields count from behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond }
}

/** A process may end between listing and reading it. */
function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined
    throw error
  }
}

/** The process and all that it started, directly or not. */
export function listProcessTree(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    const stat = readStat(pid)
    if (stat === undefined) continue
    const siblings = children.get(stat.parent)
    if (siblings === undefined) children.set(stat.parent, [pid])
    else siblings.push(pid)
  }
  const tree: number[] = []
  const open = [root]
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    tree.push(pid)
    open.push(...(children.get(pid) ?? []))
  }
  return tree
}

/** Processor time that the processes used so far, seconds. */
export function sumCpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.cpuSeconds ?? 0), 0)
}

/** Memory that is the process's own (proportional set size: shared pages are split among their users), MB of 2^20. */
export function readMemoryMb(pid: number): number {
  const match = /^Pss:\s+(\d+) kB$/mu.exec(readProcFile(`/proc/${pid}/smaps_rollup`) ?? '')
  return match === null ? 0 : Number(match[1]) / 1024
}

export function readCommandLine(pid: number): string {
  return (readProcFile(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')
}
