// A command that npm runs ends when npm does, however npm ended. npm starts a shell and the shell starts the command: a
// SIGTERM to npm ends the shell alone, a SIGKILL nothing else, and no channel leads from either of them to here.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const lookEveryMs = 500
/** What was started may close its files for so long. */
const endWithinMs = 20_000

/** Looks from now on whether npm is still there; does nothing in a process that npm did not start. */
export function endWithNpm() {
  const script = process.env.npm_lifecycle_script
  const own = process.argv[1]?.replaceAll('\\', '/').split('/').slice(-2).join('/')
  // Processes that such a command starts have the variable too.
  if (!script || !own || !script.includes(own)) return
  const isWhole = watchAncestors(script)
  const timer = setInterval(() => {
    if (isWhole()) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), endWithinMs).unref()
  }, lookEveryMs)
  timer.unref()
}

/** A function that tells whether npm and the shell between, where there is one, are still there. */
function watchAncestors(script) {
  const parent = process.ppid
  // Some shells become the command that they run; npm is the parent then, and who started npm does not matter.
  const shellParent = readProcess(parent, 'args')?.includes(script) ? readParent(parent) : undefined
  return () =>
    process.ppid === parent && isAlive(parent) && (shellParent === undefined || isParent(shellParent, parent))
}

function isParent(pid, child) {
  return process.platform === 'linux' ? readParent(child) === pid : isAlive(pid)
}

function readParent(pid) {
  const parent = Number(readProcess(pid, 'ppid'))
  return parent > 0 ? parent : undefined
}

/** One column of `ps` for a process; undefined when it is gone, or on Windows. */
function readProcess(pid, column) {
  if (process.platform === 'linux') return readProc(pid, column)
  if (process.platform === 'win32') return undefined
  const { status, stdout } = spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

function readProc(pid, column) {
  try {
    if (column === 'args') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold spaces: fields count from behind it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
