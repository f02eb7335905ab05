// `npm run build`: builds `out` from scratch.
import { buildOutput } from './build-output.mjs'
import { ensureInstalled } from './toolchain.mjs'

await ensureInstalled()
process.exitCode = (await buildOutput({ force: true })) ? 0 : 1
