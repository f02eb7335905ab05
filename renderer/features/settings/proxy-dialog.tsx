import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProxyView } from '#shared/contract/entities/session.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ProxyForm, ProxyFormProblem } from './read-proxy-form.ts'
import styles from './settings.module.css'
import { useProxyForm } from './use-proxy-form.ts'
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
  const { form, isUsed, setIsUsed, wrong, isBusy, problem, change, submit } = useProxyForm(proxy)
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
          <ProxyFields form={form} wrong={wrong} hasProxy={proxy !== undefined} onChange={change} />
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
  /** A proxy is already set; its password is kept unless a new one is typed. */
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
      <ProxySecrets form={form} hasProxy={hasProxy} problem={problemOf('secret')} onEdit={edit} />
    </>
  )
}

interface SecretsProps {
  readonly form: ProxyForm
  readonly hasProxy: boolean
  readonly problem: string | undefined
  readonly onEdit: (name: keyof ProxyForm) => (event: { readonly target: { readonly value: string } }) => void
}

/** The credentials of the proxy: a secret, or a username and a password. */
function ProxySecrets({ form, hasProxy, problem, onEdit }: SecretsProps): ReactNode {
  const { t } = useTranslation('settings')
  if (form.kind === 'mtproto') {
    return (
      <TextField
        label={t('proxyDialog.secret')}
        value={form.secret}
        onChange={onEdit('secret')}
        problem={problem}
        autoComplete="off"
        spellCheck={false}
      />
    )
  }
  return (
    <>
      <TextField
        label={t('proxyDialog.username')}
        value={form.username}
        onChange={onEdit('username')}
        hint={t('proxyDialog.optional')}
        autoComplete="off"
      />
      <TextField
        label={t('proxyDialog.password')}
        type="password"
        value={form.password}
        onChange={onEdit('password')}
        hint={hasProxy ? t('proxyDialog.keptSecret') : undefined}
        autoComplete="off"
      />
    </>
  )
}
