import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startDatacenterProcess } from '../support/datacenter-process.ts'

const entry = fileURLToPath(new URL('main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

function run(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  child.once('error', reject)
  child.once('close', (code) => resolve({ code, output, errors }))
  return promise
}

describe('npm run datacenter', () => {
  test('starts the demo, says where it is, lives by itself and ends', async () => {
    const datacenter = await startDatacenterProcess(['--scenario', 'demo', '--traffic', 'on'])
    try {
      const info = await datacenter.call<Readonly<Record<string, unknown>>>('GET', '/info')
      expect(info).toMatchObject({ scenario: 'demo', dcId: 2, mtprotoPort: datacenter.mtprotoPort })
      const state = await datacenter.call<{ chats: readonly object[] }>('GET', '/state')
      expect(state.chats.length).toBeGreaterThan(220)
      await expect(run(['--control', String(datacenter.controlPort)])).resolves.toMatchObject({
        code: 2,
        output: '',
      })
    } finally {
      await datacenter.stop()
    }
  })

  test.each([
    [['--help'], 0, /usage: npm run datacenter/u],
    [['--scenario', '/nowhere.json'], 2, /cannot be used/u],
    [['--traffic', 'maybe'], 2, /--traffic is on or off/u],
    [['--port', '70000'], 2, /--port is a number/u],
    [['--loud'], 2, /--loud/u],
  ])('%j ends with %i and a plain word', async (args, code, words) => {
    const ended = await run(args)
    expect(ended.code).toBe(code)
    expect(ended.output + ended.errors).toMatch(words)
    expect(ended.errors).not.toMatch(/\n\s+at /u)
  })
})
