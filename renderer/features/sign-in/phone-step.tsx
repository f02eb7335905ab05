import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { openProxyDialog } from '../../shell/settings-view.ts'
import { DemoLine } from './demo-line.tsx'
import styles from './sign-in.module.css'
import { Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface Props {
  /** TDLib is ready to take a number; until then the button is busy. */
  readonly isAsked: boolean
  readonly onUseQr: () => void
}

export function PhoneStep({ isAsked, onUseQr }: Props): ReactNode {
  const { t } = useTranslation('sign-in')
  const [phone, setPhone] = useState('')
  const { isBusy, problem, run, forget } = useCall('signIn')
  const box = useFirstFocus()
  const submit = (): void => {
    if (isAsked && phone.trim() !== '') run(() => core.calls['auth.setPhone']({ phone }))
  }
  return (
    <Step title={t('phone.title')} text={t('phone.text')} onSubmit={submit}>
      <div ref={box} className={styles.field}>
        <TextField
          label={t('phone.label')}
          isLabelHidden
          type="tel"
          autoComplete="tel"
          placeholder="+"
          value={phone}
          problem={problem}
          onChange={(event) => {
            setPhone(event.target.value)
            forget()
          }}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onUseQr}>{t('useQr')}</Button>
        <Button onClick={openProxyDialog}>{t('proxy')}</Button>
        <Button
          type="submit"
          variant="primary"
          shortcut="Enter"
          isBusy={isBusy || !isAsked}
          disabled={phone.trim() === ''}
        >
          {t('phone.next')}
        </Button>
      </div>
      <DemoLine />
    </Step>
  )
}
