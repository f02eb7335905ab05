import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import styles from './sign-in.module.css'

/** Modules of quiet around the code, as readers expect it. */
const border = 2

/** The link as a QR code: black on white in both themes, one path. */
export function QrCode({ link }: { readonly link: string | undefined }): ReactNode {
  const { t } = useTranslation('sign-in')
  const drawing = useMemo(() => (link === undefined ? undefined : drawQr(link)), [link])
  if (drawing === undefined) {
    return <div className={styles.qr} role="status" aria-label={t('qr.loading')} />
  }
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${drawing.size} ${drawing.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t('qr.label')}
      data-qr-link={link}
    >
      <path d={drawing.path} fill="black" />
    </svg>
  )
}

function drawQr(link: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(link, { ecc: 'M', border })
  let path = ''
  for (const [y, row] of data.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) path += `M${x} ${y}h1v1h-1z`
  }
  return { size, path }
}
