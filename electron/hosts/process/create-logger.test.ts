import { mkdtemp, readdir, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
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
    createFileLogger(folder, 'core', new FakeClock()).info('fresh')
    expect(await readFile(join(folder, 'logs', 'core.log'), 'utf8')).toContain('"msg":"fresh"')
    expect((await stat(join(folder, 'logs', 'core.log'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'logs', 'core.log.1'))).size).toBe(5_000_001)
  })

  it('has an end, however much is said and in however many words', async () => {
    const log = createFileLogger(folder, 'core', new FakeClock())
    for (let index = 0; index < 1_500; index += 1) log.fatal({ filling: 'x'.repeat(15_000) }, `line ${index}`)
    const sizes = await Promise.all(
      ['core.log', 'core.log.1'].map(async (name) => (await stat(join(folder, 'logs', name))).size),
    )
    for (const size of sizes) expect(size).toBeLessThanOrEqual(5_000_000)
    expect(await readdir(join(folder, 'logs'))).toHaveLength(2)
    expect(await readFile(join(folder, 'logs', 'core.log'), 'utf8')).toContain('"msg":"line 1499"')
  })

  it('says once a minute how often a line was repeated, and goes on with the others', async () => {
    const clock = new FakeClock()
    const log = createFileLogger(folder, 'core', clock)
    const read = (): Promise<string> => readFile(join(folder, 'logs', 'core.log'), 'utf8')
    for (let index = 0; index < 10_000; index += 1) log.warn({ err: new Error(`aborted ${index}`) }, 'http')
    log.info('another')
    log.fatal('the end')
    expect((await read()).match(/"msg":"http"/gu)).toHaveLength(50)
    expect((await read()).length).toBeLessThan(100_000)
    expect(await read()).toContain('"msg":"another"')
    expect(await read()).toContain('"msg":"the end"')
    await clock.advanceBy(60_000)
    expect(await read()).toContain('"of":"http","leftOut":9950,"msg":"repeated"')
    log.warn('http')
    expect((await read()).match(/"msg":"http"/gu)).toHaveLength(51)
  })

  it('counts lines of too many kinds together', async () => {
    const clock = new FakeClock()
    const log = createFileLogger(folder, 'core', clock)
    for (let index = 0; index < 10_000; index += 1) log.warn(`cannot read file ${index}`)
    expect((await readFile(join(folder, 'logs', 'core.log'), 'utf8')).split('\n').length).toBeLessThan(200)
    await clock.advanceBy(60_000)
    expect(await readFile(join(folder, 'logs', 'core.log'), 'utf8')).toContain('"leftOut":9850')
  })

  it('cuts a line that quotes too much', async () => {
    const log = createFileLogger(folder, 'core', new FakeClock())
    log.warn({ err: new Error('x'.repeat(1_000_000)) }, 'y'.repeat(1_000_000))
    const text = await readFile(join(folder, 'logs', 'core.log'), 'utf8')
    expect(text.length).toBeLessThan(2_000)
    expect(JSON.parse(text)).toMatchObject({ level: 40, msg: 'y'.repeat(1_000) })
  })
})
