import { type MouseEvent, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { openExternal } from '../../../lib/core-link/host.ts'
import { LinkActions } from './link-actions.ts'
import { isMisleading, resolveLink } from './link-target.ts'
import styles from './rich-text.module.css'

interface Props {
  readonly address: string
  /** What the reader sees; a text that names another place than the address is asked about first. */
  readonly text: string
  readonly children?: ReactNode
}

/** A link of a message: shows the real host, opens https, mailto and tg only, and copies everything else. */
export function TextLink({ address, text, children }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const { confirm, report } = useContext(LinkActions)
  const target = resolveLink(address)
  const content = <bdi>{children ?? text}</bdi>

  if (target.kind === 'copy') {
    return (
      <button
        type="button"
        className={styles.link}
        title={t('message.linkCopyTitle', { address: target.address })}
        onClick={() => {
          navigator.clipboard.writeText(target.address).then(
            () => {
              report(t('message.linkCopied'))
            },
            () => {
              report(t('error.clipboard'))
            },
          )
        }}
      >
        {content}
      </button>
    )
  }

  const open = (event: MouseEvent): void => {
    event.preventDefault()
    if (isMisleading(text, target)) {
      confirm(target)
      return
    }
    void openExternal(target.href).then((result) => {
      if (result !== 'opened') report(t('message.linkFailed'))
    })
  }
  return (
    <a
      className={styles.link}
      href={target.href}
      title={`${t('message.linkTitle', { host: target.host })}\n${target.href}`}
      rel="noopener noreferrer"
      target="_blank"
      onClick={open}
      onAuxClick={open}
    >
      {content}
    </a>
  )
}
