import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProxyView } from '#shared/contract/entities/session.ts'
import { core } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { readProxyForm, type ProxyForm, type ProxyFormProblem } from './read-proxy-form.ts'
import styles from './settings.module.css'
import { closeSettings } from '../../shell/settings-view.ts'

const kinds = ['socks5', 'http', 'mtproto'] as const

/** Set before signing in as well: without it Telegram may not be reachable at all. */
export function ProxyDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  const proxy = useSessionPart((session) => session?.proxy)
  return isOpen ? <OpenProxyDialog proxy={proxy} /> : undefined
}

function OpenProxyDialog({ proxy }: { readonly proxy: ProxyView | undefined }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const [isUsed, setIsUsed] = useState(true)
  const [form, setForm] = useState<ProxyForm>({
    kind: proxy?.kind ?? 'socks5',
    server: proxy?.server ?? '',
    port: proxy === undefined ? '' : String(proxy.port),
    username: proxy?.username ?? '',
    password: '',
    secret: '',
  })
  const [wrong, setWrong] = useState<ProxyFormProblem>()
  const { isBusy, problem, run, forget } = useCall('proxy')
  const submit = (): void => {
    const read = isUsed ? readProxyForm(form) : undefined
    if (read?.ok === false) {
      setWrong(read.error.code)
      return
    }
    run(() => core.calls['proxy.set'](read === undefined ? {} : { proxy: read.value }), closeSettings)
  }
  return (
    <Dialog
      isOpen
      onClose={closeSettings}
      title={t('proxyDialog.title')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={closeSettings}>{common('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
            {t(isUsed ? 'proxyDialog.save' : 'proxyDialog.saveNone')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <div className={styles.line}>
          <Switch label={t('proxyDialog.use')} isOn={isUsed} onChange={setIsUsed} />
          <span>{t('proxyDialog.use')}</span>
        </div>
        {isUsed ? (
          <ProxyFields
            form={form}
            wrong={wrong}
            hasProxy={proxy !== undefined}
            onChange={(change) => {
              setForm((before) => ({ ...before, ...change }))
              setWrong(undefined)
              forget()
            }}
          />
        ) : undefined}
        {problem === undefined ? undefined : (
          <div role="alert" className={styles.problem}>
            {problem}
          </div>
        )}
        <button type="submit" hidden>
          {common('save')}
        </button>
      </form>
    </Dialog>
  )
}

interface FieldsProps {
  readonly form: ProxyForm
  readonly wrong: ProxyFormProblem | undefined
  /** One is set already; its password is kept unless another one is typed. */
  readonly hasProxy: boolean
  readonly onChange: (change: Partial<ProxyForm>) => void
}

function ProxyFields({ form, wrong, hasProxy, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation('settings')
  const edit =
    (name: keyof ProxyForm) =>
    (event: { readonly target: { readonly value: string } }): void => {
      onChange({ [name]: event.target.value })
    }
  const problemOf = (field: ProxyFormProblem): string | undefined =>
    wrong === field ? t(`proxyDialog.problem.${wrong}`) : undefined
  return (
    <>
      <div className={styles.line}>
        <span>{t('proxyDialog.kind')}</span>
        <Select
          label={t('proxyDialog.kind')}
          value={form.kind}
          options={kinds.map((value) => ({ value, label: t(`proxyDialog.kinds.${value}`) }))}
          onChange={(kind) => {
            onChange({ kind })
          }}
        />
      </div>
      <TextField
        label={t('proxyDialog.server')}
        value={form.server}
        onChange={edit('server')}
        problem={problemOf('server')}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        label={t('proxyDialog.port')}
        value={form.port}
        onChange={edit('port')}
        problem={problemOf('port')}
        inputMode="numeric"
        autoComplete="off"
      />
      {form.kind === 'mtproto' ? (
        <TextField
          label={t('proxyDialog.secret')}
          value={form.secret}
          onChange={edit('secret')}
          problem={problemOf('secret')}
          autoComplete="off"
          spellCheck={false}
        />
      ) : (
        <>
          <TextField
            label={t('proxyDialog.username')}
            value={form.username}
            onChange={edit('username')}
            hint={t('proxyDialog.optional')}
            autoComplete="off"
          />
          <TextField
            label={t('proxyDialog.password')}
            type="password"
            value={form.password}
            onChange={edit('password')}
            hint={hasProxy ? t('proxyDialog.keptSecret') : undefined}
            autoComplete="off"
          />
        </>
      )}
    </>
  )
}
