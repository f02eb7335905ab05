import { describe, expect, it } from 'vitest'
import { defaultProfileFolder } from './default-profile.ts'
import { launchVariable, readApiCredentials, readLaunchOptions } from './launch-options.ts'

describe('the default profile folder', () => {
  it.each([
    ['linux', {}, '/home/anna/.local/share/watchfloor/profiles/default'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/watchfloor/profiles/default'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/anna/.local/share/watchfloor/profiles/default'],
    ['darwin', {}, '/home/anna/Library/Application Support/Watchfloor/profiles/default'],
    [
      'win32',
      { APPDATA: 'C:\\Users\\anna\\Roaming' },
      'C:\\Users\\anna\\Roaming\\Watchfloor\\profiles\\default',
    ],
  ] as const)('on %s with %j', (platform, env, folder) => {
    expect(defaultProfileFolder('default', platform, env, '/home/anna')).toBe(folder)
  })
})

describe('launch options', () => {
  it('cross the environment', () => {
    const options = {
      profileFolder: '/data/anna',
      preferAccount: false,
      preferDemo: false,
      shouldPresetStaff: false,
      datacenter: { host: '127.0.0.1', controlPort: 4, loginPhone: '79990001122' },
      port: 0,
      shouldOpenBrowser: true,
    }
    const read = readLaunchOptions({ [launchVariable]: JSON.stringify(options) })
    expect(read).toEqual({ ...options, profile: 'anna' })
    expect(() => readLaunchOptions({ [launchVariable]: '{}' })).toThrow()
  })

  it('of a program started by itself name the default profile and no demo', () => {
    const read = readLaunchOptions({})
    expect(read).toMatchObject({ profile: 'default', preferAccount: true })
    expect(read.profileFolder).toMatch(/watchfloor.profiles.default$/iu)
    expect(read.demo).toBeUndefined()
  })

  it.each([
    ['12345', '0123456789abcdef0123456789ABCDEF', true],
    ['12345', '0123456789abcdef', false],
    ['0', '0123456789abcdef0123456789abcdef', false],
    ['1.5', '0123456789abcdef0123456789abcdef', false],
    ['x', '0123456789abcdef0123456789abcdef', false],
    [undefined, '0123456789abcdef0123456789abcdef', false],
    ['12345', undefined, false],
  ])('takes api_id %j and api_hash %j: %s', (apiId, apiHash, expected) => {
    const credentials = readApiCredentials({ TELEGRAM_API_ID: apiId, TELEGRAM_API_HASH: apiHash })
    expect(credentials !== undefined).toBe(expected)
  })
})
