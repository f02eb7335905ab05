import type { ListId } from '#shared/contract/entities/chat.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { makeListKey } from '#shared/domain/list-order/list-key.ts'
import type { MarksSource, StandingSource } from '../rows/row-ports.ts'
import type { Rows } from '../rows/create-rows.ts'
import type { ChatClasses } from './chat-classes.ts'
import type { ChatMarksBook } from './chat-marks.ts'
import type { ReplyClocks } from './clock-parts.ts'
import type { SharedMarks } from './shared-marks.ts'
import type { TeamPort } from './team-port.ts'

export interface RowSourcesParts {
  readonly rows: Pick<Rows, 'model' | 'places'>
  readonly book: ChatMarksBook
  readonly marks: SharedMarks
  readonly classes: ChatClasses
  readonly clocks: ReplyClocks
  readonly readTeam: () => TeamPort
  readonly readSettings: () => Pick<SettingsView, 'listSort'>
}

export interface RowSources extends MarksSource, StandingSource {
  /** True when one of Telegram's own lists holds the chat. */
  isListed(chatId: number): boolean
}

/** What the order, the clocks, the marks and the team add to a row. */
export function createRowSources(parts: RowSourcesParts): RowSources {
  const { book, classes, clocks, marks, readSettings, readTeam, rows } = parts
  const { model, places } = rows
  const isListed = (chatId: number): boolean => places.has('main', chatId) || places.has('archive', chatId)
  const readLastDateS = (chatId: number): number =>
    model.findRecord(chatId)?.lastMessage?.dateS ??
    places.readOrderDateS(chatId) ??
    model.findView(chatId)?.lastMessage?.dateS ??
    0
  return {
    isListed,
    readStanding: (chatId) => {
      const wait = clocks.findWait(chatId)
      const own = book.find(chatId)
      const alarm = readTeam().findAlarm(chatId)
      const unalarmed = own?.pinRank === undefined ? 'chats' : 'pinned'
      const section = alarm === undefined ? unalarmed : 'alarm'
      const key = makeListKey({
        sort: readSettings().listSort,
        section,
        pinRank: own?.pinRank,
        liftDateS: clocks.findLift(chatId)?.liftDateS ?? readLastDateS(chatId),
        wait,
        ...(alarm === undefined
          ? {}
          : { alarm: { raisedAtS: alarm.raised.atS, isTaken: alarm.taken !== undefined } }),
        chatId,
      })
      const ownLists: ListId[] = []
      if (wait !== undefined) ownLists.push('waiting')
      if (own?.star !== undefined) ownLists.push('starred')
      if (classes.classOf(chatId) === 'team' && isListed(chatId)) ownLists.push('team')
      return { key, section, ownLists }
    },
    readMarks: (chatId) => {
      const { pinRank, star } = book.find(chatId) ?? {}
      const wait = clocks.findWait(chatId)
      const alarm = readTeam().readRowAlarm(chatId)
      const grants = readTeam().readGrants(chatId)
      return {
        class: classes.classOf(chatId),
        isPinned: pinRank !== undefined,
        hasClockOverride: marks.clockOverrideOf(chatId) !== undefined,
        hasHandClass: marks.handClassOf(chatId) !== undefined,
        canTakeBackNoReply: marks.canTakeBackNoReply(chatId) && clocks.isEndedByNoReply(chatId),
        ...(wait === undefined ? {} : { wait }),
        ...(star === undefined ? {} : { star }),
        ...(alarm === undefined ? {} : { alarm }),
        ...(grants.length === 0 ? {} : { grants: [...grants] }),
      }
    },
  }
}
