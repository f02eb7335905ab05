import type { ReactNode } from 'react'
import styles from './sign-in.module.css'

interface Props {
  readonly title: string
  readonly text?: ReactNode
  readonly children?: ReactNode
  /** Enter in a field does this. */
  readonly onSubmit?: () => void
}

/** One screen of signing in: what is asked, why, and the fields. */
export function Step({ title, text, children, onSubmit }: Props): ReactNode {
  const content = (
    <>
      <h1 className={styles.title}>{title}</h1>
      {text === undefined ? undefined : <p className={styles.text}>{text}</p>}
      {children}
    </>
  )
  if (onSubmit === undefined) return <div className={styles.step}>{content}</div>
  return (
    <form
      className={styles.step}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {content}
    </form>
  )
}

export function Problem({ text }: { readonly text: string | undefined }): ReactNode {
  if (text === undefined) return undefined
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  )
}
