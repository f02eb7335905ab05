import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuthView } from '#shared/contract/entities/session.ts'
import { core } from '../../entities/core.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { formatWait } from '../../lib/failure/describe-failure.ts'
import { formatPhone } from './format-phone.ts'
import styles from './sign-in.module.css'
import { Problem, Step } from './step.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { useFirstFocus } from './use-first-focus.ts'

interface Props {
  readonly auth: Extract<AuthView, { kind: 'wait_code' }>
  readonly onRestart: () => void
}

export function CodeStep({ auth, onRestart }: Props): ReactNode {
  const { t } = useTranslation('sign-in')
  const [code, setCode] = useState('')
  const submitting = useCall('signIn')
  const box = useFirstFocus()
  const { codeLength } = auth
  const submit = (text: string): void => {
    if (text !== '' && !submitting.isBusy) {
      submitting.run(() => core.calls['auth.submitCode']({ code: text }))
    }
  }
  const edit = (text: string): void => {
    const digits = text.replaceAll(/\s/gu, '')
    setCode(digits)
    submitting.forget()
    // A complete code is submitted without Enter.
    if (codeLength !== undefined && digits.length === codeLength) submit(digits)
  }
  return (
    <Step
      title={t('code.title')}
      text={t(`code.via.${auth.via}`, { phone: formatPhone(auth.phone) })}
      onSubmit={() => {
        submit(code)
      }}
    >
      <div ref={box} className={styles.shortField}>
        <TextField
          label={t('code.label')}
          isLabelHidden
          isCode
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={codeLength ?? 16}
          value={code}
          problem={submitting.problem}
          onChange={(event) => {
            edit(event.target.value)
          }}
        />
      </div>
      <div className={styles.buttons}>
        <Button onClick={onRestart}>{t('code.otherPhone')}</Button>
        {auth.resendAtMs === undefined ? undefined : <Resend atMs={auth.resendAtMs} />}
        <Button
          type="submit"
          variant="primary"
          shortcut="Enter"
          isBusy={submitting.isBusy}
          disabled={code === ''}
        >
          {t('code.next')}
        </Button>
      </div>
    </Step>
  )
}

function Resend({ atMs }: { readonly atMs: number }): ReactNode {
  const { t } = useTranslation('sign-in')
  const { isBusy, problem, run } = useCall('signIn')
  const [nowMs, setNowMs] = useState(() => Date.now())
  const isWaiting = nowMs < atMs
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => {
      setNowMs(Date.now())
    }, 1000)
    return () => {
      clearInterval(timer)
    }
  }, [isWaiting])
  return (
    <>
      <Button
        isBusy={isBusy}
        disabled={isWaiting}
        onClick={() => {
          run(() => core.calls['auth.resendCode'](undefined))
        }}
      >
        {isWaiting ? t('code.resendIn', { time: formatWait((atMs - nowMs) / 1000) }) : t('code.resend')}
      </Button>
      <Problem text={problem} />
    </>
  )
}
