import { mkdtemp, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileLogger, createLogger, redactedFields } from './create-logger.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-log-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('the log', () => {
  it.each(redactedFields)('never holds %s', (field) => {
    const lines: string[] = []
    const log = createLogger('test', { write: (line) => lines.push(line) })
    log.info({ [field]: 'private-1' }, 'flat')
    log.error({ request: { [field]: 'private-2' } }, 'nested')
    expect(lines).toHaveLength(2)
    expect(lines.join('')).not.toContain('private-')
  })

  it('never holds a login code, and keeps the codes of errors', () => {
    const lines: string[] = []
    const log = createLogger('test', { write: (line) => lines.push(line) })
    log.info({ input: { code: '12345' } }, 'call')
    log.warn({ err: Object.assign(new Error('lost'), { code: 'ECONNRESET' }) }, 'socket')
    expect(lines.join('')).not.toContain('12345')
    expect(lines.join('')).toContain('ECONNRESET')
  })

  it('is for its owner alone and starts anew when it is long', async () => {
    await mkdir(join(folder, 'logs'))
    await writeFile(join(folder, 'logs', 'core.log'), 'x'.repeat(5_000_001))
    createFileLogger(folder, 'core').info('fresh')
    expect(await readFile(join(folder, 'logs', 'core.log'), 'utf8')).toContain('"msg":"fresh"')
    expect((await stat(join(folder, 'logs', 'core.log'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'logs', 'core.log.1'))).size).toBe(5_000_001)
  })
})
