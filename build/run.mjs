// `node build/run.mjs FILE.ts …` or `node build/run.mjs tool:NAME …`: installs what is missing, then runs it on the right Node.
import { endWithNpm } from './end-with-npm.mjs'
import { ensureInstalled, findNode, run, toolEntry, toolEnv } from './toolchain.mjs'

const tools = {
  vitest: ['vitest'],
  playwright: ['@playwright/test', 'playwright'],
  oxlint: ['oxlint'],
  oxfmt: ['oxfmt'],
  knip: ['knip'],
  tsc: ['typescript', 'tsc'],
  'electron-vite': ['electron-vite'],
  'electron-builder': ['electron-builder'],
}

const [target, ...args] = process.argv.slice(2)
if (target === undefined) {
  process.stderr.write('usage: node build/run.mjs FILE.ts|tool:NAME [arguments]\n')
  process.exit(2)
}
endWithNpm()
await ensureInstalled()
const name = target.startsWith('tool:') ? target.slice('tool:'.length) : undefined
if (name !== undefined && !(name in tools)) throw new Error(`unknown tool ${name}`)
process.exitCode = name === undefined ? await runFile() : await runTool()

/** A program of ours, which may serve for ever, ends with this process even when that is killed. */
function runFile() {
  const guard = new URL('end-with-parent.mjs', import.meta.url).href
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  return run(findNode(), ['--import', guard, target, ...args], { env: toolEnv(), stdio })
}

function runTool() {
  return run(findNode(), [toolEntry(...tools[name]), ...args], { env: toolEnv() })
}
