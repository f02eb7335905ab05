import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareElectron } from '../../build/test-electron.mjs'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import type { ElectronOrder, ElectronStarts } from './electron/runner.ts'
import { median, type Figure } from './figures.ts'

const rounds = 5
const runner = fileURLToPath(new URL('electron/runner.ts', import.meta.url))

/** The same in Electron, against a bare window; where there is no Electron it says so and measures nothing. */
export async function measureElectron(
  datacenter: DatacenterProcess,
  report: (figure: Figure) => void,
): Promise<void> {
  const electron = await findElectron()
  if (electron === undefined) {
    console.error('  no Electron here: start.electron_* are left out (npx install-electron fetches it)')
    return
  }
  const order: ElectronOrder = {
    executablePath: electron.executablePath,
    controlPort: datacenter.controlPort,
    rounds,
  }
  const starts = await runElsewhere([
    ...electron.launcher,
    process.execPath,
    runner,
    JSON.stringify(order),
  ]).finally(() => removeHome(electron.launcher))
  const note = `median of ${rounds}, in Electron`
  report({ name: 'start.electron_list_ms', value: median(starts.console), unit: 'ms', note })
  report({ name: 'start.electron_bare_ms', value: median(starts.bare), unit: 'ms', note: 'a bare window' })
  report({
    name: 'start.electron_list_beyond_process_ms',
    value: median(starts.console) - median(starts.bare),
    unit: 'ms',
    goal: { atMost: 300 },
  })
}

/** The launcher makes an ordinary user and a display of what there is; within the Electron specs both are there. */
async function findElectron(): Promise<
  { readonly executablePath: string; readonly launcher: readonly string[] } | undefined
> {
  const given = process.env.WATCHFLOOR_ELECTRON_PATH
  return given === undefined ? prepareElectron() : { executablePath: given, launcher: [] }
}

/** The ordinary user's home folder, when one was made for this run. */
function removeHome(launcher: readonly string[]): void {
  const home = launcher.find((part) => part.startsWith('HOME='))?.slice('HOME='.length)
  if (home !== undefined) rmSync(home, { recursive: true, force: true })
}

async function runElsewhere([command = '', ...args]: readonly string[]): Promise<ElectronStarts> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`measuring Electron ended with ${code}`)
  return JSON.parse(Buffer.concat(chunks).toString()) as ElectronStarts
}
