import { describe, expect, it } from 'vitest'
import type { SessionView } from '#shared/contract/entities/session.ts'
import { describeConnection } from './describe-connection.ts'

const buildSession = (connection: SessionView['connection']): SessionView => ({
  workspace: 'account',
  profile: 'p',
  auth: { kind: 'ready' },
  connection,
  sync: { isComplete: true, chatCount: 0 },
  notices: [],
})
const connected = { kind: 'connected', build: '1' } as const

describe('describeConnection', () => {
  it('says nothing when all is well', () => {
    expect(describeConnection({ kind: 'running' }, connected, buildSession('ready'))).toBeUndefined()
    expect(describeConnection(undefined, connected, undefined)).toBeUndefined()
  })

  it('promises nothing before anybody is signed in', () => {
    const session = buildSession('connecting')
    expect(describeConnection(undefined, connected, { ...session, auth: { kind: 'wait_phone' } })).toEqual({
      kind: 'telegram',
      state: 'connecting',
      hasChats: false,
    })
    const auth = { kind: 'wait_api_credentials', isRejected: false } as const
    expect(describeConnection(undefined, connected, { ...session, auth })).toBeUndefined()
  })

  it('names the nearest trouble first', () => {
    const restarting = { kind: 'restarting', attempt: 1, delayMs: 1 } as const
    const offline = buildSession('connecting')
    const lost = { kind: 'waiting', retryAtMs: 1 } as const
    expect(describeConnection(restarting, lost, offline)).toEqual({ kind: 'core', state: restarting })
    expect(describeConnection({ kind: 'running' }, lost, offline)).toEqual({ kind: 'link', state: lost })
    expect(describeConnection(undefined, connected, offline)).toEqual({
      kind: 'telegram',
      state: 'connecting',
      hasChats: true,
    })
  })
})
