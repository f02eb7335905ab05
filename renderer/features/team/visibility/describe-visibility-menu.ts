import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import { language } from '../../../lib/i18n/start-i18n.ts'
import type { MenuEntry } from '../../../ui/menu.tsx'
import { canDecideVisibility, showVisibility } from './visibility-view.ts'

/** The line of a chat's menu that leads to who sees it; managers have it, at customers' chats. */
export function describeVisibilityMenu(
  chat: ChatView,
  labelKeys: (id: ShortcutId) => string | undefined,
): readonly MenuEntry[] {
  if (!canDecideVisibility(chat)) return []
  const shortcut = labelKeys('chat.visibility')
  return [
    {
      kind: 'item',
      id: 'visibility',
      label: language.t('visibility.menu', { ns: 'team' }),
      ...(shortcut === undefined ? {} : { shortcut }),
      onSelect: () => {
        showVisibility(chat.id, 'dialog')
      },
    },
  ]
}
