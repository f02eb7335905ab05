import type { ChatView } from '#shared/contract/entities/chat.ts'
import { entities } from '../../entities/core.ts'
import type { ShortcutId } from '../../lib/hotkeys/shortcuts.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import type { MenuEntry } from '../../ui/menu.tsx'
import { openRaiseDialog } from './alarms-view.ts'
import { finishAlarm, takeAlarm } from './commands.ts'

/** What the menus of a chat say about alarms: raise one, or take and end the one that is open. */
export function describeAlarmMenu(
  { alarm, id, isSelf }: ChatView,
  labelKeys: (id: ShortcutId) => string | undefined,
): readonly MenuEntry[] {
  const item = (key: 'raise' | 'take' | 'done', onSelect: () => void): MenuEntry => {
    const shortcut = labelKeys(`alarm.${key}`)
    return {
      kind: 'item',
      id: `alarm-${key}`,
      label: language.t(`${key}Item`, { ns: 'alarms' }),
      onSelect,
      ...(shortcut === undefined ? {} : { shortcut }),
      ...(key === 'raise' ? { isDanger: true } : {}),
    }
  }
  if (isSelf || entities.team.getState().value?.channel?.chatId === id) return []
  if (alarm === undefined) {
    return [
      item('raise', () => {
        openRaiseDialog(id)
      }),
    ]
  }
  const done = item('done', () => {
    void finishAlarm(alarm.id)
  })
  if (alarm.takenBy !== undefined) return [done]
  return [
    item('take', () => {
      void takeAlarm(alarm.id)
    }),
    done,
  ]
}
