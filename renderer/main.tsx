import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/tokens.css'
import './styles/reset.css'
import { App } from './app/app.tsx'
import { core } from './entities/core.ts'
import { shell } from './lib/core-link/host.ts'
import { leaveForSignIn, needsSignIn } from './lib/core-link/page-key.ts'
import { startI18n } from './lib/i18n/start-i18n.ts'

if (shell === undefined && needsSignIn()) leaveForSignIn()
else open()

function open(): void {
  // A new address that is opened in this tab differs by its fragment alone, which loads nothing.
  window.addEventListener('hashchange', () => {
    if (shell === undefined && needsSignIn()) leaveForSignIn()
  })
  startI18n()
  core.start()
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no #root')
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
