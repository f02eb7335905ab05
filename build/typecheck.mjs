// One compiler run per environment: what an environment does not have (DOM, Node, Electron) is a type error there.
import { ensureInstalled, findNode, run, toolEntry, toolEnv } from './toolchain.mjs'

await ensureInstalled()
const environments = ['shared', 'core', 'electron', 'renderer', 'test']
let failed = 0
for (const environment of environments) {
  const code = await run(findNode(), [toolEntry('typescript', 'tsc'), '-p', `tsconfig.${environment}.json`], {
    env: toolEnv(),
  })
  if (code !== 0) {
    failed += 1
    process.stderr.write(`types: ${environment} failed\n`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
