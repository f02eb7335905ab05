import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../../../ui/select.tsx'
import { useAreRulesFixed } from '../team/use-team-rules.ts'
import { Setting } from '../setting.tsx'
import { changeRulesDraft, useWhoIsWho } from './rules-draft.ts'

const kinds = ['customer', 'staff'] as const

/** Whether anonymous administrators of a group count as staff or as customers. */
export function AnonymousSetting(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { anonymousAdmins } = useWhoIsWho()
  const areRulesFixed = useAreRulesFixed()
  return (
    <Setting label={t('anonymous')} hint={t('anonymousHint')}>
      <Select
        label={t('anonymous')}
        value={anonymousAdmins}
        isDisabled={areRulesFixed}
        options={kinds.map((value) => ({ value, label: t(`anonymousKinds.${value}`) }))}
        onChange={(next) => {
          changeRulesDraft({ anonymousAdmins: next })
        }}
      />
    </Setting>
  )
}
