import { expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { listViewStore, moveCursor, openStarNote } from '../shell/list-view.ts'
import { navigationStore, openChat } from '../shell/navigation.ts'
import { openClockOverride, settingsViewStore } from '../shell/settings-view.ts'
import { forgetAccount } from './forget-account.ts'

it('leaves the next account nothing of the last one', () => {
  const chatId = -5 as ChatId
  openChat(chatId)
  moveCursor(chatId)
  openStarNote(chatId)
  openClockOverride(chatId)
  forgetAccount()
  expect(navigationStore.getState().openChatId).toBeUndefined()
  expect(listViewStore.getState()).toMatchObject({ cursor: undefined, dialog: { kind: 'none' } })
  expect(settingsViewStore.getState().dialog).toBe('none')
})
