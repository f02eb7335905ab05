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
      profile: 'default',
      profileFolder: '/p',
      preferAccount: false,
      datacenter: { host: '127.0.0.1', controlPort: 4, loginPhone: '79990001122' },
      port: 0,
      shouldOpenBrowser: true,
    }
    expect(readLaunchOptions({ [launchVariable]: JSON.stringify(options) })).toEqual(options)
    expect(readLaunchOptions({})).toBeUndefined()
    expect(() => readLaunchOptions({ [launchVariable]: '{}' })).toThrow()
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
