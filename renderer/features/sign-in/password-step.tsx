import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sign-in.module.css'
import { Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface Props {
  readonly hint: string | undefined
  readonly onRestart: () => void
}

export function PasswordStep({ hint, onRestart }: Props): ReactNode {
  const { t } = useTranslation('sign-in')
  const [password, setPassword] = useState('')
  const { isBusy, problem, run, forget } = useCall('signIn')
  const box = useFirstFocus()
  const submit = (): void => {
    if (password !== '') run(() => core.calls['auth.submitPassword']({ password }))
  }
  return (
    <Step title={t('password.title')} text={t('password.text')} onSubmit={submit}>
      <div ref={box} className={styles.field}>
        <TextField
          label={t('password.label')}
          isLabelHidden
          type="password"
          autoComplete="current-password"
          value={password}
          hint={hint === undefined || hint === '' ? undefined : t('password.hint', { hint })}
          problem={problem}
          onChange={(event) => {
            setPassword(event.target.value)
            forget()
          }}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onRestart}>{t('code.otherPhone')}</Button>
        <Button type="submit" variant="primary" shortcut="Enter" isBusy={isBusy} disabled={password === ''}>
          {t('password.next')}
        </Button>
      </div>
      <p className={styles.demo}>{t('password.forgotten')}</p>
    </Step>
  )
}
