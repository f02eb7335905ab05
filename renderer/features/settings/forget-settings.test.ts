import { expect, it } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { openClockOverride, settingsViewStore } from '../../shell/settings-view.ts'
import { forgetSettings } from './forget-settings.ts'
import { changeRulesDraft, rulesDraftStore } from './who-is-who/rules-draft.ts'

it('leaves the next account no dialog and no changes', () => {
  openClockOverride(-5 as ChatId)
  changeRulesDraft({ staff: [{ userId: 7 as UserId, name: 'Maria' }] })
  expect(rulesDraftStore.getState().draft).toBeDefined()
  forgetSettings()
  expect(settingsViewStore.getState().dialog).toBe('none')
  expect(rulesDraftStore.getState().draft).toBeUndefined()
})
