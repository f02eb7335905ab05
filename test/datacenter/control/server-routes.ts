import { ControlError } from './control-error.ts'
import { findChat, findPerson } from './names.ts'
import type { RequestBody } from './request-body.ts'
import type { ControlParts, Route } from './route.ts'

const faultKinds = [
  'drop',
  'stall',
  'resume',
  'delay',
  'refuse',
  'flood',
  'forgetChanges',
  'rotateSalts',
  'endSessions',
  'clear',
]

/** The wire: what was called, and how it misbehaves. */
export function createServerRoutes({ world, server, clock }: ControlParts): readonly Route[] {
  let isRunning = true
  let callsBefore = new Map<string, number>()
  let unservedBefore: Readonly<Record<string, number>> = {}

  const listCalls = (): readonly { method: string; userId: number | undefined; count: number }[] =>
    server.log
      .list()
      .map(({ method, userId, count }) => ({
        method,
        userId,
        count: count - (callsBefore.get(`${method} ${userId}`) ?? 0),
      }))
      .filter((call) => call.count > 0)

  const listUnserved = (): Readonly<Record<string, number>> =>
    Object.fromEntries(
      Object.entries(server.log.unserved())
        .map(([method, count]) => [method, count - (unservedBefore[method] ?? 0)] as const)
        .filter(([, count]) => count > 0),
    )

  const applyFlood = (body: RequestBody, userId: number | undefined): void => {
    const [method, seconds, times] = [
      body.text('method'),
      body.number('seconds'),
      body.optionalNumber('times'),
    ]
    if (times === undefined) {
      server.faults.floodWait(method, seconds, clock.now(), userId)
      return
    }
    const refusal = { code: 420, message: `FLOOD_WAIT_${seconds}` }
    server.faults.refuse(method, refusal, { times, ...(userId === undefined ? {} : { userId }) })
  }

  const applyFault = (body: RequestBody): void => {
    const kind = body.text('kind')
    const userId = body.has('user') ? findPerson(world, body.raw('user')).id : undefined
    switch (kind) {
      case 'drop':
        server.dropConnections(userId)
        return
      case 'stall':
      case 'resume':
        server.stall(kind === 'stall', userId)
        return
      case 'delay':
        server.faults.delay(body.number('milliseconds'), userId)
        return
      case 'refuse': {
        const times = body.optionalNumber('times')
        const refusal = { code: body.optionalNumber('code') ?? 400, message: body.text('message') }
        server.faults.refuse(body.text('method'), refusal, {
          ...(times === undefined ? {} : { times }),
          ...(userId === undefined ? {} : { userId }),
        })
        return
      }
      case 'flood':
        applyFlood(body, userId)
        return
      case 'forgetChanges':
        // A client that asks for what it missed is told that it missed too much.
        if (body.has('chat')) findChat(world, body.raw('chat')).log.skip(1)
        else if (userId !== undefined) world.account(userId).log.skip(1)
        else throw new ControlError(400, 'bad_request', '"forgetChanges" needs "chat" or "user"')
        return
      case 'rotateSalts':
        server.rotateSalts()
        return
      case 'endSessions':
        if (userId === undefined) throw new ControlError(400, 'bad_request', '"endSessions" needs "user"')
        server.endSessions(userId)
        return
      case 'clear':
        server.faults.clear(body.optionalText('method'))
        server.faults.clearDelays()
        return
      default:
        throw new ControlError(400, 'bad_request', `"kind" has to be one of ${faultKinds.join(', ')}`)
    }
  }

  return [
    {
      method: 'POST',
      path: '/faults',
      run: ({ body }) => {
        applyFault(body)
        return { applied: body.text('kind') }
      },
    },
    {
      method: 'DELETE',
      path: '/faults',
      run: () => {
        server.faults.clear()
        server.faults.clearDelays()
        server.stall(false)
        for (const userId of world.accounts.keys()) server.stall(false, userId)
        return { cleared: true }
      },
    },
    {
      method: 'POST',
      path: '/stop',
      run: async () => {
        if (!isRunning) throw new ControlError(409, 'wrong_state', 'it is stopped already: POST /start')
        isRunning = false
        await server.stop()
        return { isRunning }
      },
    },
    {
      method: 'POST',
      path: '/start',
      run: async () => {
        if (isRunning) throw new ControlError(409, 'wrong_state', 'it is running already: POST /stop first')
        await server.start()
        isRunning = true
        return { isRunning }
      },
    },
    {
      method: 'POST',
      path: '/login-token',
      run: ({ body }) => {
        const outcome = server.acceptLoginToken(body.text('token'), findPerson(world, body.raw('user')).id)
        if (outcome === 'accepted') return { outcome }
        throw new ControlError(
          400,
          'bad_request',
          `the token was not accepted (${outcome}): take a fresh one from the QR code`,
        )
      },
    },
    { method: 'GET', path: '/calls', run: () => ({ calls: listCalls(), layers: server.log.layers() }) },
    {
      method: 'DELETE',
      path: '/calls',
      run: () => {
        callsBefore = new Map(
          server.log.list().map(({ method, userId, count }) => [`${method} ${userId}`, count]),
        )
        return { reset: true }
      },
    },
    {
      method: 'GET',
      path: '/reads',
      run: ({ query }) => {
        const userId = query.has('user') ? findPerson(world, query.get('user')).id : undefined
        const chatId = query.has('chat') ? findChat(world, query.get('chat')).id : undefined
        const reads = server.log
          .listReads()
          .filter(
            (read) =>
              (userId === undefined || read.userId === userId) &&
              (chatId === undefined || read.chatId === chatId),
          )
        return { reads, total: reads.reduce((sum, { count }) => sum + count, 0) }
      },
    },
    {
      method: 'DELETE',
      path: '/reads',
      run: () => {
        server.log.forgetReads()
        return { reset: true }
      },
    },
    { method: 'GET', path: '/unserved', run: () => ({ unserved: listUnserved() }) },
    {
      method: 'DELETE',
      path: '/unserved',
      run: () => {
        unservedBefore = server.log.unserved()
        return { reset: true }
      },
    },
    { method: 'GET', path: '/connections', run: () => ({ open: server.openConnectionCount(), isRunning }) },
  ]
}
