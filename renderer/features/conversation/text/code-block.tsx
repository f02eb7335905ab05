import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './rich-text.module.css'

const copiedForMs = 1500

interface Props {
  readonly code: string
  readonly language: string | undefined
}

/** Preformatted text: never wrapped into other words, copied exactly. */
export function CodeBlock({ code, language }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const [isCopied, setIsCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => {
      setIsCopied(false)
    }, copiedForMs)
    return () => {
      clearTimeout(timer)
    }
  }, [isCopied])

  const copy = (): void => {
    navigator.clipboard.writeText(code).then(
      () => {
        setIsCopied(true)
      },
      () => {
        setIsCopied(false)
      },
    )
  }
  const label = isCopied ? t('message.copied') : t('message.copyCode')
  return (
    <div className={styles.block}>
      <div className={styles.blockHead}>
        <span className={styles.language} title={language}>
          {language}
        </span>
        <button type="button" className={styles.copy} title={label} aria-label={label} onClick={copy}>
          {isCopied ? <Check aria-hidden="true" size={13} /> : <Copy aria-hidden="true" size={13} />}
        </button>
      </div>
      <pre className={styles.pre} dir="ltr">
        <code>{code}</code>
      </pre>
    </div>
  )
}
