import type { SettingsView } from '#shared/contract/entities/session.ts'
import { core } from '../entities/core.ts'
import { describeFailure } from '../lib/failure/describe-failure.ts'
import { language } from '../lib/i18n/start-i18n.ts'
import { showToast } from '../ui/toast.tsx'

/** Changes settings; the screen changes once the core has saved them. A failure is shown as a toast. */
export async function changeSettings(change: Partial<SettingsView>): Promise<void> {
  const result = await core.calls['settings.set'](change)
  if (result.ok) return
  const reason = describeFailure(result.error, 'setting')
  showToast({ kind: 'problem', text: language.t('notKept', { ns: 'settings', reason }) })
}
