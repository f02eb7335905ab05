import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStartOptions, UsageError } from './start-options.mjs'

describe('the command line of npm start', () => {
  it('is empty by default: window or browser, account or demo', () => {
    expect(readStartOptions([])).toEqual({
      wantsHelp: false,
      isBrowser: false,
      port: 0,
      shouldOpenBrowser: true,
      profileFolder: undefined,
      preferAccount: false,
      shouldPresetStaff: true,
      scenario: undefined,
      datacenter: undefined,
    })
  })

  it('takes the handles of tests', () => {
    const args = [
      '--browser',
      '--port',
      '4100',
      '--no-open',
      '--profile',
      'p',
      '--datacenter',
      '127.0.0.1:5100',
    ]
    expect(readStartOptions([...args, '--no-preset', '--login', '+7 (999) 000-11-22'])).toMatchObject({
      shouldPresetStaff: false,
      isBrowser: true,
      port: 4100,
      shouldOpenBrowser: false,
      profileFolder: resolve('p'),
      datacenter: { host: '127.0.0.1', controlPort: 5100, loginPhone: '79990001122' },
    })
  })

  it('means the browser when it names a port', () => {
    expect(readStartOptions(['--port=0'])).toMatchObject({ isBrowser: true, port: 0 })
  })

  it.each([
    [['--brwoser'], /--brwoser/u],
    [['demo'], /demo/u],
    [['--port', '70000'], /port from 0 to 65535/u],
    [['--port', 'x'], /port from 0/u],
    [['--port'], /port/u],
    [['--datacenter', 'localhost'], /HOST:PORT/u],
    [['--datacenter', 'localhost:0'], /port from 1/u],
    [['--login', '79990001122'], /needs --datacenter/u],
    [['--datacenter', 'h:1', '--login', 'anna'], /phone number/u],
    [['--datacenter', 'h:1', '--scenario', 'demo'], /runs already/u],
    [['--account', '--scenario', 'demo'], /real account/u],
  ])('refuses %j', (args, message) => {
    expect(() => readStartOptions(args)).toThrow(UsageError)
    expect(() => readStartOptions(args)).toThrow(message)
  })
})
