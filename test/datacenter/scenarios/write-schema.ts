import { writeFileSync } from 'node:fs'
import { describeSchema } from './describe-schema.ts'

/** `node build/run.mjs test/datacenter/scenarios/write-schema.ts` after a change of `schema.ts`. */
writeFileSync(new URL('scenario.schema.json', import.meta.url), describeSchema())
