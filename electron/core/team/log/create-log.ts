import type { RejectedView, RejectReason, TeamView } from '#shared/contract/entities/team.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { Standing } from '#shared/domain/team-log/log-item.ts'
import { emptyTeamState } from '#shared/domain/team-log/team-draft.ts'
import type { TeamChange } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { fail } from '#shared/lib/result.ts'
import * as v from 'valibot'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { asMessageId } from '../../telegram/ids.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamMembers } from '../people/team-members.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamLog } from '../team-ports.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import { isAboutDeletion } from './channel-loss.ts'
import { LogSession } from './log-session.ts'
import { makeStanding } from './log-standing.ts'

export interface LogParts extends TeamContext {
  readonly channel: TeamChannel
  readonly members: TeamMembers
  readonly time: TelegramTime
}

const trustFact = 'team.trust'
const Trust = v.object({
  channelId: v.number(),
  /** Messages of the geneses that counted here. */
  rootIds: v.array(v.number()),
  /** Snapshots that did not agree, and for which the history was read again. */
  falseIds: v.array(v.number()),
  /** All snapshots up to this message agreed. */
  checkedUpToId: v.optional(v.number()),
  /** What the user is told of it. */
  shown: v.optional(v.object({ atS: v.number(), authorId: v.number() })),
})
type Trust = v.InferOutput<typeof Trust>

export type CreatedLog = ReturnType<typeof createLog>

/** The log of the chosen channel, whichever that is. */
export function createLog(parts: LogParts) {
  const { channel, log: logger, members, notices, people, store, time } = parts
  const changeListeners = new Set<Parameters<TeamLog['onChange']>[0]>()
  const refusalListeners = new Set<Parameters<TeamLog['onRefused']>[0]>()
  const viewListeners = new Set<() => void>()
  let session: LogSession | undefined
  let trust: Trust | undefined

  const tellChanges = (changes: readonly TeamChange[]): void => {
    for (const listener of changeListeners) listener(changes)
  }
  const tellView = (): void => {
    for (const listener of viewListeners) listener()
  }
  const changeTrust = (changes: Partial<Trust>): void => {
    if (session === undefined || trust === undefined) return
    trust = { ...trust, ...changes }
    // What does not reach the disk is found again at the next start.
    store.saveFact(trustFact, trust)
  }
  const readStanding = (): Standing =>
    makeStanding({
      members: members.known,
      rootIds: () => trust?.rootIds ?? [],
      isIntact: (messageId) => {
        const message = session?.book.find(messageId)
        return message !== undefined && message.flaw === undefined
      },
    })
  const tellRefused = (entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string): void => {
    const { event, eventId } = entry
    logger.warn({ type: event.type, reason, message }, 'an event came to nothing')
    // Of a false snapshot nobody has to know: it is written again. An alarm that is not known was refused before.
    if (event.type !== 'snapshot' && reason !== 'unknown_alarm') {
      notices.add('team_refused', { type: event.type, reason })
    }
    for (const listener of refusalListeners) listener(eventId, event.type, reason)
  }
  const onChannelLost = (message: string): void => {
    logger.warn({ message }, 'the team channel is lost')
    channel.noteGone(isAboutDeletion(message) ? 'deleted' : 'removed')
  }
  const onMismatch = (messageId: number, authorId: number): void => {
    changeTrust({
      falseIds: [...new Set([...(trust?.falseIds ?? []), messageId])].slice(-100),
      shown: { atS: Math.floor(time.now() / 1000), authorId },
    })
    tellView()
  }

  const open = (): void => {
    const channelId = channel.id
    if (channelId === undefined) return
    const stored = v.safeParse(Trust, store.readFact(trustFact))
    const isKnown = stored.success && stored.output.channelId === channelId
    trust = isKnown ? stored.output : { channelId, rootIds: [], falseIds: [] }
    session = new LogSession({
      ...parts,
      channelId,
      standing: readStanding(),
      isJoined: () => channel.state === 'joined',
      isLost: () => channel.state !== 'joined' && channel.state !== 'unknown',
      isStandingKnown: () => members.isKnown,
      tellChanges,
      tellRefused,
      onGenesis: (messageId) => {
        if (trust?.rootIds.includes(messageId) === true) return
        changeTrust({ rootIds: [...(trust?.rootIds ?? []), messageId] })
      },
      onChannelLost,
      onMismatch,
      onChecked: (upToId) => {
        if (trust?.checkedUpToId !== upToId) changeTrust({ checkedUpToId: upToId })
      },
      onView: tellView,
    })
    session.restore(trust.checkedUpToId ?? 0)
    for (const { messageId } of session.book.history.mismatches) {
      if (trust.falseIds.includes(messageId)) session.book.settleMismatch(messageId)
    }
  }
  const closeSession = (isForgotten = false): void => {
    session?.close({ isForgotten })
    session = undefined
    trust = undefined
  }
  const addTo = <Item>(set: Set<Item>, item: Item): Cancel => {
    set.add(item)
    return () => {
      set.delete(item)
    }
  }

  members.onChange(() => session?.setStanding(readStanding()))
  let wasLost = false
  channel.onChange(() => {
    const isBack = wasLost && channel.state === 'joined'
    wasLost = channel.state !== 'joined' && channel.state !== 'unknown'
    if (isBack) session?.outbox.takeUpAgain()
    session?.pump()
    tellView()
  })
  const unfollowRebuilt = store.onRebuilt(() => {
    session?.book.saveAll()
    session?.outbox.saveAll()
  })

  return {
    get channelId() {
      return channel.id
    },
    get state() {
      return session?.state ?? emptyTeamState
    },
    get isReady() {
      return session?.isReady ?? false
    },
    post: (event, options = {}) =>
      session === undefined ? fail('no_team', 'no team channel is chosen') : session.post(event, options),
    onChange: (listener) => addTo(changeListeners, listener),
    onRefused: (listener) => addTo(refusalListeners, listener),

    /** Progress, counts or what waits changed; the state need not have. */
    onView: (listener: () => void): Cancel => addTo(viewListeners, listener),
    get session() {
      return session
    },
    findObjection: (event: NewTeamEvent): RejectReason | undefined =>
      session === undefined ? 'no_genesis' : session.findObjectionTo(event),

    /** Takes what the disk has of the chosen channel. */
    restore: (): void => {
      store.keepTeamLog(channel.id)
      open()
    },
    /** Another channel was chosen, or none any more: what was said in the old one and not sent is given up. */
    reopen: (): void => {
      closeSession()
      store.dropTeamOutbox(
        store
          .readTeamOutbox()
          .filter((entry) => entry.channelId !== channel.id)
          .map((entry) => entry.eventId),
      )
      store.keepTeamLog(channel.id)
      open()
      tellChanges([{ kind: 'everything' }])
      tellView()
      session?.pump()
    },
    follow: (event: TelegramEvent): void => {
      session?.follow(event)
    },
    pump: (): void => {
      session?.pump()
    },
    readView: (): TeamView['log'] => {
      if (session === undefined) {
        return {
          state: 'off',
          readCount: 0,
          isWhole: false,
          pendingCount: 0,
          rejectedCount: 0,
          isUpdateDue: false,
        }
      }
      const shown = trust?.shown
      const mismatch = shown && { atS: shown.atS, author: people.nameUser(shown.authorId) }
      return { ...session.readView(), ...(mismatch === undefined ? {} : { mismatch }) }
    },
    readRejected: (): RejectedView[] => {
      if (session === undefined) return []
      const { book } = session
      return book.history.rejected.map(({ authorId, dateS, messageId, reason, type }) => ({
        messageId: asMessageId(messageId),
        atS: dateS,
        author: people.nameUser(authorId),
        ...(type === undefined ? {} : { type }),
        line: book.find(messageId)?.line ?? '',
        reason,
      }))
    },
    dismissMismatch: (): void => {
      if (trust?.shown === undefined) return
      const { shown: _shown, ...rest } = trust
      trust = rest
      store.saveFact(trustFact, trust)
      tellView()
    },
    clear: (): void => {
      closeSession(true)
      tellChanges([{ kind: 'everything' }])
      tellView()
    },
    close: (): void => {
      unfollowRebuilt()
      closeSession()
    },
  } satisfies TeamLog & Record<string, unknown>
}
