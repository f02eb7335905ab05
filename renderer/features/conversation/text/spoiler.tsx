import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './rich-text.module.css'

/** Hidden until it is pressed; neither selection nor assistive tools give the text away before. */
export function Spoiler({ children }: { readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('conversation')
  const [isShown, setIsShown] = useState(false)
  if (isShown) return <span className={styles.revealed}>{children}</span>
  return (
    <button
      type="button"
      className={styles.spoiler}
      title={t('message.spoiler')}
      aria-label={t('message.spoiler')}
      onClick={() => {
        setIsShown(true)
      }}
    >
      <span aria-hidden="true" className={styles.hidden} inert>
        {children}
      </span>
    </button>
  )
}
