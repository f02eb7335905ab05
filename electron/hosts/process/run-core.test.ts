import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startProgram } from '../../../test/support/child-process.ts'

const entry = fileURLToPath(new URL('../../../test/support/bug-program.ts', import.meta.url))

test.each(['rejects', 'throws'])('a part whose work %s ends the core, which says why', async (how) => {
  const program = startProgram(process.execPath, [entry, how])
  const [code] = await once(program.child, 'close')
  expect(program.output()).toContain('a bug ends the core')
  expect(program.output()).toContain('what the part met')
  expect(code).toBe(70)
})
