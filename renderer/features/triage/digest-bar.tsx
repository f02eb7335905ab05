import { Clock, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import { useTriagePart } from '../../entities/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { focusList } from '../../shell/focus.ts'
import { showTab } from '../../shell/list-view.ts'
import { dismissDigest } from './commands.ts'
import { describeSpan } from './describe-span.ts'
import styles from './digest-bar.module.css'

type Digest = NonNullable<TriageView['digest']>

/** What happened while nobody looked, in one line instead of a flood; it stays until it is dismissed. */
export function DigestBar(): ReactNode {
  const digest = useTriagePart((triage) => triage?.digest)
  return digest === undefined ? undefined : <Bar digest={digest} />
}

function Bar({ digest }: { readonly digest: Digest }): ReactNode {
  const { t } = useTranslation('triage')
  const { redCount, waitingCount, unreadCount } = digest
  const { form, ...values } = describeSpan(digest.untilMs - digest.sinceMs)
  const counts = [
    ...(redCount > 0 ? [t('counts.red', { count: redCount })] : []),
    ...(waitingCount > 0 ? [t('counts.waiting', { count: waitingCount })] : [t('counts.nobody')]),
    ...(unreadCount > 0 ? [t('counts.unread', { count: unreadCount })] : []),
  ]
  return (
    <div className={joinClasses(styles.bar, redCount > 0 && styles.red)} role="status" data-digest="">
      <Clock size={14} aria-hidden="true" />
      <p>{t('digest.text', { span: t(`span.${form}`, values), counts: counts.join(', ') })}</p>
      {waitingCount > 0 ? (
        <Button
          onClick={() => {
            showTab('waiting')
            requestAnimationFrame(focusList)
            void dismissDigest()
          }}
        >
          {t('digest.show')}
        </Button>
      ) : undefined}
      <IconButton
        label={t('digest.dismiss')}
        icon={<X size={14} aria-hidden="true" />}
        onClick={() => {
          void dismissDigest()
        }}
      />
    </div>
  )
}
