import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startProgram } from '../../../test/support/child-process.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { LogFile } from './log-file.ts'

const entry = fileURLToPath(new URL('../../../test/support/full-disk-program.ts', import.meta.url))

const readLines = (path: string): readonly string[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')

describe('a log file', () => {
  it('drops what cannot be written, and says how much once it can', () => {
    const folder = createTemporaryFolder()
    // A file stands where the folder would be.
    const place = join(folder, 'logs')
    writeFileSync(place, '')
    let nowMs = 0
    const log = new LogFile(join(place, 'core.log'), () => nowMs)
    log.write('one\n')
    log.write('two\n')
    rmSync(place)
    nowMs += 4_999
    log.write('three\n')
    nowMs += 1
    log.write('four\n')
    const lines = readLines(join(place, 'core.log'))
    expect(lines.map((line) => (line.startsWith('{') ? (JSON.parse(line) as object) : line))).toEqual([
      expect.objectContaining({ lostLines: 3 }),
      'four',
    ])
  })

  it('writes on when its folder was moved away', () => {
    const folder = createTemporaryFolder()
    const log = new LogFile(join(folder, 'logs', 'core.log'))
    log.write('one\n')
    renameSync(join(folder, 'logs'), join(folder, 'elsewhere'))
    expect(() => log.write('two\n')).not.toThrow()
    expect(readLines(join(folder, 'elsewhere', 'core.log'))).toEqual(['one', 'two'])
  })

  it('is for its owner alone', () => {
    const folder = createTemporaryFolder()
    mkdirSync(join(folder, 'logs'))
    chmodSync(folder, 0o755)
    new LogFile(join(folder, 'logs', 'core.log')).write('one\n')
    expect(
      execFileSync('stat', ['-c', '%a', join(folder, 'logs', 'core.log')], { encoding: 'utf8' }).trim(),
    ).toBe('600')
  })
})

it.each(['log', 'print', 'print_to_nobody'])(
  'a process whose %s meets a full disk or nobody lives on',
  async (what) => {
    const folder = createTemporaryFolder()
    const done = join(folder, 'done')
    const program = startProgram('/bin/sh', [
      '-c',
      what === 'print_to_nobody'
        ? `"$0" "$1" print "$2" | true`
        : what === 'print'
          ? `"$0" "$1" print "$2" >/dev/full 2>/dev/full`
          : `ulimit -f 1; exec "$0" "$1" log "$2"`,
      process.execPath,
      entry,
      folder,
    ])
    await once(program.child, 'close')
    expect(existsSync(done), program.output()).toBe(true)
  },
)
