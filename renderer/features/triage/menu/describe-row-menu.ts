import type { TFunction } from 'i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { isChatUnread } from '#shared/domain/unread/is-unread.ts'
import { openChat } from '../../../shell/navigation.ts'
import type { ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import type { MenuEntry } from '../../../ui/menu.tsx'
import { describeAlarmMenu } from '../../alarms/index.ts'
import { openClockOverride } from '../../../shell/settings-view.ts'
import {
  markRead,
  markUnread,
  removeStar,
  sayNoReplyNeeded,
  setClass,
  setMuted,
  setPinned,
  setStar,
  takeBackNoReply,
} from '../commands.ts'
import { describeVisibilityMenu } from '../../team/index.ts'
import { openStarNote } from '../../../shell/list-view.ts'

export interface RowMenuParts {
  readonly t: TFunction<'chat-list'>
  /** How the keys of a shortcut are written; undefined when it has none. */
  readonly labelKeys: (id: ShortcutId) => string | undefined
  /** Called before a command that may move the row. */
  readonly onChange: () => void
}

const hourS = 3_600

/** What can be done with a chat from its row. */
export function describeRowMenu(chat: ChatView, parts: RowMenuParts): readonly MenuEntry[] {
  const { t, labelKeys } = parts
  const { id } = chat
  const move = createMove(parts)
  const isUnread = isChatUnread(chat)
  return [
    item('open', t('menu.open'), () => {
      openChat(id)
    }),
    separator('after-open'),
    ...describeAlarmMenu(chat, labelKeys),
    ...describeStar(chat, parts),
    item(
      'pin',
      t(chat.isPinned ? 'menu.unpin' : 'menu.pin'),
      move(() => setPinned(id, !chat.isPinned)),
      labelKeys('chat.pin'),
    ),
    separator('after-marks'),
    ...describeReply(chat, parts),
    item(
      'read',
      t(isUnread ? 'menu.markRead' : 'menu.markUnread'),
      move(() => (isUnread ? markRead(id) : markUnread(id))),
      labelKeys('chat.toggleRead'),
    ),
    describeMute(chat, parts),
    separator('after-reading'),
    describeClass(chat, parts),
    item('clock', t('menu.clock'), () => {
      openClockOverride(id)
    }),
    ...describeVisibilityMenu(chat, labelKeys),
  ]
}

function createMove({ onChange }: RowMenuParts): (run: () => Promise<boolean>) => () => void {
  return (run) => () => {
    onChange()
    void run()
  }
}

function describeStar({ id, star }: ChatView, parts: RowMenuParts): readonly MenuEntry[] {
  const { t, labelKeys } = parts
  const move = createMove(parts)
  const note = item('starNote', t(star?.note === undefined ? 'menu.starNote' : 'menu.editNote'), () => {
    openStarNote(id)
  })
  const keys = labelKeys('chat.star')
  return star === undefined
    ? [
        item(
          'star',
          t('menu.star'),
          move(() => setStar(id)),
          keys,
        ),
        note,
      ]
    : [
        item(
          'unstar',
          t('menu.unstar'),
          move(() => removeStar(id)),
          keys,
        ),
        note,
      ]
}

function describeReply(chat: ChatView, parts: RowMenuParts): readonly MenuEntry[] {
  const { t, labelKeys } = parts
  const move = createMove(parts)
  if (chat.wait !== undefined) {
    return [
      item(
        'noReply',
        t('menu.noReply'),
        move(() => sayNoReplyNeeded(chat.id)),
        labelKeys('chat.noReply'),
      ),
    ]
  }
  return chat.canTakeBackNoReply
    ? [
        item(
          'takeBack',
          t('menu.takeBack'),
          move(() => takeBackNoReply(chat.id)),
        ),
      ]
    : []
}

function describeMute({ id, isMuted }: ChatView, { t, labelKeys }: RowMenuParts): MenuEntry {
  const mute = (forS?: number) => (): void => {
    void setMuted(id, forS)
  }
  if (isMuted) return item('unmute', t('menu.unmute'), mute(0), labelKeys('chat.mute'))
  return {
    kind: 'submenu',
    id: 'mute',
    label: t('menu.mute'),
    entries: [
      item('mute1', t('menu.muteHours', { count: 1 }), mute(hourS)),
      item('mute8', t('menu.muteHours', { count: 8 }), mute(8 * hourS)),
      item('muteForever', t('menu.muteForever'), mute(), labelKeys('chat.mute')),
    ],
  }
}

const classes = ['auto', 'customer', 'team', 'other'] as const

function describeClass(chat: ChatView, parts: RowMenuParts): MenuEntry {
  const { t } = parts
  const move = createMove(parts)
  const isByRules = !chat.hasHandClass
  return {
    kind: 'submenu',
    id: 'class',
    label: t('menu.class'),
    entries: [
      {
        kind: 'choice',
        id: 'classes',
        label: t('menu.class'),
        value: isByRules ? 'auto' : chat.class,
        options: classes.map((value) => ({
          value,
          label:
            value === 'auto' && isByRules
              ? t('menu.classes.autoNow', { class: t(`menu.classes.${chat.class}`) })
              : t(`menu.classes.${value}`),
        })),
        onChange: (value) => {
          const chosen = classes.find((known) => known === value)
          if (chosen !== undefined) move(() => setClass(chat.id, chosen))()
        },
      },
    ],
  }
}

function item(id: string, label: string, onSelect: () => void, shortcut?: string): MenuEntry {
  return { kind: 'item', id, label, onSelect, ...(shortcut === undefined ? {} : { shortcut }) }
}

function separator(id: string): MenuEntry {
  return { kind: 'separator', id }
}
