import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import configuration from '../../electron-builder.config.ts'

const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  dependencies: Record<string, string>
}

describe('the packaged program', () => {
  it('cannot be turned into a Node, a debugger target or a loader of other code', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('keeps what the system loads outside of the archive', () => {
    expect(configuration.asarUnpack).toEqual(['**/*.node', '**/libtdjson.*', '**/tdjson.dll'])
  })

  it('takes along every package that the built output imports', () => {
    const left = (configuration.files as string[])
      .filter((pattern) => pattern.startsWith('!'))
      .map((pattern) => pattern.slice('!node_modules/'.length, -'/**'.length))
    const packaged = Object.keys(dependencies).filter(
      (name) => !left.some((excluded) => name === excluded || name.startsWith(`${excluded}/`)),
    )
    expect(packaged.sort()).toEqual(['better-sqlite3', 'pino', 'prebuilt-tdlib', 'tdl', 'ws'])
  })
})
