import { expect, it } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { listViewStore, moveCursor, openStarNote } from '../features/chat-list/list-view.ts'
import { changeRulesDraft, rulesDraftStore } from '../features/settings/people/rules-draft.ts'
import { openClockOverride, settingsViewStore } from '../features/settings/settings-view.ts'
import { forgetAccount } from './forget-account.ts'
import { navigationStore, openChat } from './navigation.ts'

it('leaves the next account nothing of the last one', () => {
  const chatId = -5 as ChatId
  openChat(chatId)
  moveCursor(chatId)
  openStarNote(chatId)
  openClockOverride(chatId)
  changeRulesDraft({ staff: [{ userId: 7 as UserId, name: 'Maria' }] })
  expect(rulesDraftStore.getState().draft).toBeDefined()
  forgetAccount()
  expect(navigationStore.getState().openChatId).toBeUndefined()
  expect(listViewStore.getState()).toMatchObject({ cursor: undefined, dialog: { kind: 'none' } })
  expect(settingsViewStore.getState().dialog).toBe('none')
  expect(rulesDraftStore.getState().draft).toBeUndefined()
})
