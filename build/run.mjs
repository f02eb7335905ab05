// `node build/run.mjs FILE.ts …` or `node build/run.mjs tool:NAME …`: installs what is missing, then runs it on the right Node.
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
await ensureInstalled()
const name = target.startsWith('tool:') ? target.slice('tool:'.length) : undefined
if (name !== undefined && !(name in tools)) throw new Error(`unknown tool ${name}`)
const entry = name === undefined ? target : toolEntry(...tools[name])
process.exitCode = await run(findNode(), [entry, ...args], { env: toolEnv() })
