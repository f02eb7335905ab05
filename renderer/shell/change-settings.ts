import type { SettingsView } from '#shared/contract/entities/session.ts'
import { core } from '../entities/core.ts'
import { language } from '../lib/i18n/start-i18n.ts'
import { showToast } from '../ui/toast.tsx'

/** Changes settings; the screen follows when the core has kept them. A refusal is said. */
export async function changeSettings(change: Partial<SettingsView>): Promise<void> {
  const result = await core.calls['settings.set'](change)
  if (result.ok) return
  const { code } = result.error
  const reason =
    code === 'store_failed' || code === 'disconnected' || code === 'timeout'
      ? language.t(`problem.${code}`, { ns: 'common' })
      : language.t('problem.other', { ns: 'common' })
  showToast({ kind: 'problem', text: language.t('notKept', { ns: 'settings', reason }) })
}
