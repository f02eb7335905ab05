import { expect, it } from 'vitest'
import { childEnvironment } from './child-environment.ts'

it('keeps credentials, start options and switches of Node and Electron from what a host starts', () => {
  const env = {
    PATH: '/bin',
    HOME: '/home/anna',
    NODE_COMPILE_CACHE: '/cache',
    TELEGRAM_API_ID: '1',
    TELEGRAM_API_HASH: 'secret',
    WATCHFLOOR_LAUNCH: '{}',
    NODE_OPTIONS: '--require /tmp/evil.js',
    NODE_PATH: '/tmp',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
    ELECTRON_RUN_AS_NODE: '1',
    EMPTY: undefined,
  }
  expect(childEnvironment(env)).toEqual({ PATH: '/bin', HOME: '/home/anna', NODE_COMPILE_CACHE: '/cache' })
})
