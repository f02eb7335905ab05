import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import { AnonymousSetting } from '../who-is-who/anonymous-setting.tsx'
import { ClassList } from '../who-is-who/class-list.tsx'
import { CustomersEditor } from '../who-is-who/customers-editor.tsx'
import { discardRulesDraft, rulesDraftStore } from '../who-is-who/rules-draft.ts'
import { useKeepPreview, usePreview } from '../who-is-who/rules-preview.ts'
import { StaffSection } from '../who-is-who/staff-section.tsx'
import { OfferTeam } from '../team/offer-team.tsx'
import { TeamRulesLine } from '../team/team-rules-line.tsx'
import { closeSettings } from '../../../shell/settings-view.ts'
import styles from '../settings.module.css'
import setUpStyles from './set-up.module.css'

const steps = ['who', 'which', 'result'] as const

/** Three steps from a new account to running clocks. "Later" loses nothing that was chosen. */
export function SetUpDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  return isOpen ? <OpenSetUpDialog /> : undefined
}

function OpenSetUpDialog(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const [index, setIndex] = useState(0)
  const { isBusy, problem, run } = useCall('rules')
  useKeepPreview()
  const step = steps[index] ?? 'who'
  const page = useRef<HTMLDivElement>(null)
  const focused = useRef(step)
  useEffect(() => {
    if (focused.current === step) return
    focused.current = step
    page.current?.querySelector<HTMLElement>('input:not([aria-hidden]), [role="switch"]')?.focus()
  }, [step])
  const isLast = index === steps.length - 1
  const finish = (): void => {
    run(
      () => core.calls['rules.set']({ ...rulesDraftStore.getState().draft, isSetUp: true }),
      () => {
        discardRulesDraft()
        closeSettings()
      },
    )
  }
  const goOn = (): void => {
    if (isLast) finish()
    else setIndex(index + 1)
  }
  return (
    <Dialog
      isOpen
      onClose={closeSettings}
      title={t('setup.title')}
      size="page"
      isFlush
      onSubmit={goOn}
      footer={
        <SetUpFooter
          isLast={isLast}
          isBusy={isBusy}
          problem={problem}
          onBack={
            index === 0
              ? undefined
              : () => {
                  setIndex(index - 1)
                }
          }
          onNext={goOn}
        />
      }
    >
      <StepList index={index} />
      <div key={step} ref={page} className={styles.page} data-scroll="">
        <div className={styles.settings}>
          <p className={styles.intro}>{t(`setup.${step}Text`)}</p>
          <StepParts step={step} />
        </div>
      </div>
    </Dialog>
  )
}

interface FooterProps {
  readonly isLast: boolean
  readonly isBusy: boolean
  readonly problem: string | undefined
  /** Undefined: this is the first step. */
  readonly onBack: (() => void) | undefined
  readonly onNext: () => void
}

function SetUpFooter({ isLast, isBusy, problem, onBack, onNext }: FooterProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  return (
    <>
      <Button shortcut="Esc" onClick={closeSettings}>
        {t('setup.later')}
      </Button>
      <span className={styles.footerText} role={problem === undefined ? 'status' : 'alert'}>
        {problem === undefined ? <Counts /> : <span className={styles.problem}>{problem}</span>}
      </span>
      {onBack === undefined ? undefined : <Button onClick={onBack}>{t('setup.back')}</Button>}
      <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={onNext}>
        {t(isLast ? 'setup.finish' : 'setup.next')}
      </Button>
    </>
  )
}

function StepList({ index }: { readonly index: number }): ReactNode {
  const { t } = useTranslation('who-is-who')
  return (
    <ol className={setUpStyles.steps} aria-label={t('setup.steps')}>
      {steps.map((id, position) => (
        <li
          key={id}
          aria-current={position === index ? 'step' : undefined}
          className={joinClasses(position < index && setUpStyles.done)}
        >
          <b>{position + 1}</b>
          {t(`setup.${id}`)}
        </li>
      ))}
    </ol>
  )
}

function StepParts({ step }: { readonly step: (typeof steps)[number] }): ReactNode {
  switch (step) {
    case 'who':
      return (
        <>
          <OfferTeam />
          <StaffSection />
          <AnonymousSetting />
        </>
      )
    case 'which':
      return (
        <>
          <TeamRulesLine />
          <CustomersEditor />
        </>
      )
    case 'result':
      return <ClassList />
  }
}

/** The number of chats in each class under the choices so far. */
function Counts(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { rows, counts } = usePreview()
  if (rows === undefined) return undefined
  return [
    t('customerCount', { count: counts.customer }),
    t('teamCount', { count: counts.team }),
    t('otherCount', { count: counts.other }),
  ].join(' · ')
}
